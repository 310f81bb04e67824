"""What a source says of its address: a copy, that the page is gone, or where it has moved; and what rests on such pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.loader import assemble
from tests.knowledge.samples import FILES

if TYPE_CHECKING:
    from bot.knowledge.model.models import Source

GAZETTE = "  url: https://gazette.example.com/talks\n"
COPY = "https://web.archive.org/web/20230805/https://gazette.example.com/talks?page=2"


def read(fields: str, **others: str) -> tuple[Source | None, list[str]]:
    """The first source of the small base with these lines in the place of its address, and what is said of it."""
    files = {**FILES, **others, "sources.yaml": FILES["sources.yaml"].replace(GAZETTE, fields)}
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    told = [str(problem) for problem in problems if problem.file == "sources.yaml"]
    return (base.sources["gazette-2023-08-04"] if base else None), told


@pytest.mark.parametrize(
    ("fields", "opens_at"),
    [
        (GAZETTE, "https://gazette.example.com/talks"),
        (f"{GAZETTE}  archived: {COPY}\n", "https://gazette.example.com/talks"),
        (f"{GAZETTE}  archived: {COPY}\n  link: dead\n", COPY),
        (f"{GAZETTE}  link: dead\n  tried: 2026-11-30\n", None),
        (f"{GAZETTE}  archived: {COPY}\n  link: moved\n", "https://gazette.example.com/talks"),
        (f"  archived: {COPY}\n", COPY),
        ("", None),
    ],
)
def test_a_source_opens_at_its_address_or_at_its_copy(fields: str, opens_at: str | None) -> None:
    source, _ = read(fields)
    assert source is not None
    assert source.opens_at == opens_at


@pytest.mark.parametrize("field", ["archived", "moved_to"])
@pytest.mark.parametrize(
    "address",
    [
        "http://web.archive.org/web/2023/x", "ftp://example.org/", "web.archive.org/web/x", "https://localhost/x",
        "https://10.0.0.1/x", "https://ann@example.org/", "https://example.org:8443/", "https://ex ample.org/", "soon",
    ],
)  # fmt: skip
def test_every_address_is_one_that_anybody_can_open(field: str, address: str) -> None:
    source, told = read(f"{GAZETTE}  link: moved\n  {field}: {address}\n")
    assert source is None
    assert len(told) == 1
    assert f"gazette-2023-08-04.{field}" in told[0]
    assert "https:// address" in told[0] or "without spaces" in told[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("  link: dead\n", "found the state of an address, but no address, expected `url` too"),
        ("  tried: 2026-11-30\n", "found the state of an address, but no address, expected `url` too"),
        (f"{GAZETTE}  link: gone\n", "dead or moved"),
        (f"{GAZETTE}  link: dead\n  moved_to: https://gazette.example.com/b\n", "expected `link: moved` too"),
        (f"{GAZETTE}  archived: https://gazette.example.com/talks\n", "expected the address of an archive"),
        (f"{GAZETTE}  link: dead\n  tried: yesterday\n", "a day such as"),
    ],
)
def test_what_contradicts_itself_is_named(fields: str, said: str) -> None:
    source, told = read(fields)
    assert source is None
    assert len(told) == 1
    assert said in told[0]


def test_what_rests_on_pages_alone_that_are_gone_is_named_once_for_each_page() -> None:
    _, told = read(f"{GAZETTE}  link: dead\n")
    (notice,) = [line for line in told if "no longer online" in line]
    assert notice.startswith("sources.yaml:7: gazette-2023-08-04.link: found a page that is no longer online")
    assert "nothing else to check" in notice
    assert notice.endswith("expected another source there, or `archived` here")


@pytest.mark.parametrize(
    "fields", [GAZETTE, f"{GAZETTE}  link: moved\n", f"{GAZETTE}  archived: {COPY}\n  link: dead\n", ""]
)
def test_of_a_page_that_can_be_read_somewhere_or_never_could_nothing_is_said(fields: str) -> None:
    assert not [line for line in read(fields)[1] if "no longer online" in line]


def test_a_claim_with_another_source_beside_it_is_not_named() -> None:
    more = {
        name: text.replace("[gazette-2023-08-04]", "[gazette-2023-08-04, letter-2023-05-02]")
        for name, text in FILES.items()
    }
    others = {name: text for name, text in more.items() if name != "sources.yaml"}
    before = [line for line in read(f"{GAZETTE}  link: dead\n")[1] if "no longer online" in line]
    after = [line for line in read(f"{GAZETTE}  link: dead\n", **others)[1] if "no longer online" in line]
    assert len("".join(after)) < len("".join(before))
