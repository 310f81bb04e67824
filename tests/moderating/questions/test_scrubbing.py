"""What is kept of a question: its words, bounded, and nothing that leads to a person or a place."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.moderating.questions import key_of, scrub
from bot.moderating.questions.scrubbing import KEPT_LENGTH

GONE = [
    "310-555-1234", "(310) 555-1234", "+1 (310) 555 1234", "310.555.1234", "3105551234", "+44 20 7946 0958", "+44 1900 123456",
    "+33 6 12 34 56 78", "06 12 34 56 78", "0049 171 1234567", "555-1234", "555 1234", "555 2023", "310 555 2023", "+41 44 22",
    "1-800-FLOWERS", "800-GET-WGAW", "+1-310-555-1234 ext. 22", "310-555-1234 x99", "(030) 901820", "+49 (0) 30 901820",
    "310–555–1234", "310 - 555 - 1234", "310/555/1234", "310_555_1234", "310·555·1234", "310,555,1234", "310:555:1234",
    "555*123*4567", "555**123**4567", "||555||-||123||-||4567||", "555\u200b123\u200b4567", "３１０－５５５－１２３４",
    "٣١٠-٥٥٥-١٢٣٤", "tel:3105551234", "sms:+13105551234", "+972-50-123-4567", "five five five one two three four",
    "five, five, five, double one, two, three, four", "4111 1111 1111 1111", "4111-1111-1111-1111", "2012 3456 7890 1234",
    "123-45-6789", "123 45 6789", "123456789012345678", "90048-1234", "12/34/56/78/90", "2023-08-0412345",
    "a@b.co", "john.smith+x@mail.example.co.uk", "JOHN＠EXAMPLE.COM", "john@localhost", "o'neil@example.com",
    "<john@example.com>",
    "john [at] example [dot] com", "john(at)example.com", "john at example dot com", "mailto:a@b.c", "a @b.co",
    "j\u00adohn@example.com", "john @ example.com",
    "@everyone", "@here", "@EVERYONE", "@john_doe", "@john.doe", "@wgawest", "\\@everyone", "＠everyone", "@\u200beveryone",
    "<@123456789012345678>", "<@!123456789012345678>", "<@&123456789012345678>", "<#42>", "<@123", "</ask:1234567890>",
    "<a:party:123>", "<:sad:456>", "<t:1690000000:R>", "<id:customize>", "john#1234",
    "https://example.com/a?b=c#d", "http://x", "<https://example.com/a>", "hxxps://evil.example", "ftp://files.example/x",
    "discord://-/channels/1", "www.example.com", "example.com", "EXAMPLE.COM", "example.com.", "sub.example.co.uk",
    "example.com/path",
    "discord.gg/abc", "discord.gg", "discord . gg / abc", "discord.com/invite/xyz", "discordapp.com/users/1", "bit.ly/abc",
    "t.me/joinchat", "youtu.be/xyz", "over.it/path", "localhost.run/x?y", "192.168.1.1", "192.168.1.1:8080/x", "exa**mple**.com",
    "example[.]com", "example (dot) com", "example。com", "ex\\ample.com", "_example.com_", "|| example.com ||",
    "xn--80ak6aa92e.com",
    "пример.рф", "[https://example.com](https://example.org)", "javascript:alert(1)", "data:text/html,x", "https:/example.com",
]  # fmt: skip
"""Addresses, handles, mentions, numbers to dial: with words around them, only the words stay."""


@pytest.mark.parametrize("private", GONE)
def test_what_leads_to_someone_is_not_kept(private: str) -> None:
    assert scrub(f"who said it {private} about pay") == "who said it about pay"


@pytest.mark.parametrize("private", GONE)
def test_nothing_is_left_of_it_alone_but_punctuation(private: str) -> None:
    assert not re.search(r"\w", scrub(private).replace("https:", ""))


KEPT = [
    "what happened on 2023-08-04", "was it 8/4/2023?", "08/04/23 or 4.8.2023", "Aug 4, 2023", "Aug 4 2023 22:00",
    "Aug 4 2023 22 people", "is it day 148", "day 95 2023-08-04", "the 118th day", "11,500 members", "$11,500,000 a year",
    "$321 million", "$ 1500000000", "is it 1,500,000,000 dollars", "€3,000.50", "97.85% voted", "98.35% and 91.42% and 78.45%",
    "the 2007-08 strike", "2023-2024", "1960 1973 1981 1988 2007", "2023-08-04 to 2023-09-26", "5/2/23-9/26/23",
    "from 5/2 - 9/26", "2023-05-02–2023-09-26", "at 10:30 am", "22:00-23:30", "2023-08-04T22:00:00", "from 88 to 95",
    "is it over.it was", "what about pay.AI?", "W.G.A. vs A.M.P.T.P.", "SAG-AFTRA", "24/7", "10.5% to 75%", "2.5, 3, 3",
    "season 2 episode 10", "9.5/10", "$1.25", "1988-2023", "May 2 to Sep 27", "Section 8(a)(5)", "100,000-150,000 people",
    "AMPTP...what", "and/or", "covid-19", "the 800 writers who", "U.S.A", "one two three", "who is at the table", "why? why?!",
    "is it (really) over", "#1 issue", "C# or A+", "a dot on the map", "100%", "she said \"no\"", "¿Qué día es?", "مرحبا بالعالم",
    "是不是结束了", "day✊of📝the🪧strike", "naïve résumé", "it's $5", "<3 the writers", "a < b > c", "ratio 1:2",
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_what_says_when_or_how_much_stays_as_it_is(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  is\tit\n\nover \r\n?", "is it over ?"),
        ("**is** __it__ ~~not~~ ||over||", "is it not over"),
        ("`is it over`", "is it over"),
        ("[the strike fund](https://example.com/fund) where is it", "the strike fund where is it"),
        ("[a [b](https://x.example/y)](https://z.example/w) is it", "a b is it"),
        ("\u202eis it over\u202c\u2067\u2069\ufeff\u200b", "is it over"),
        ("ｉｓ ｔｈｅ ｓｔｒｉｋｅ ｏｖｅｒ", "is the strike over"),
        ("is it\u2028over\u2029now", "is it over now"),
        ("over\x00\x07\x1b[31m", "over [31m"),
        ("\u3164\u115f\u2800\uffa0", ""),
        ("z" + "\u0301" * 50, unicodedata.normalize("NFKC", "z\u0301") + "\u0301" * 3),
        ("12 a@b.co 34 c@d.co 567", ""),
        ("", ""),
    ],
)
def test_one_line_of_visible_words_is_kept(typed: str, kept: str) -> None:
    assert scrub(typed) == kept


def test_a_long_text_is_cut_at_a_word() -> None:
    assert scrub("word " * 200) == ("word " * 60).strip()
    assert scrub("x" * 5000) == "x" * KEPT_LENGTH


def test_a_long_address_does_not_push_out_the_words_after_it() -> None:
    assert scrub(f"https://example.com/{'x' * 1500} where is the picket") == "where is the picket"


words = st.sampled_from(
    ["who", "said", "the", "strike", "fund", "day", "95", "on", "2023-08-04", "(", "!", "—", "and"]
)
digits = st.integers(0, 9).map(str)
separators = st.sampled_from(["", " ", "-", ".", " - ", ") ", "/"])


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A number to dial: with a country or not, in groups, with any one separator."""
    sizes = draw(st.sampled_from([(3, 3, 4), (3, 4), (2, 4, 4), (4, 6), (3, 3, 2, 2), (10,), (5, 6)]))
    groups = ["".join(draw(st.lists(digits, min_size=size, max_size=size))) for size in sizes]
    # Groups that are dates, years or amounts would be told as such.
    groups = [group.translate(str.maketrans("0128", "3456")) for group in groups]
    return draw(st.sampled_from(["", "+1 ", "+44", "001 "])) + draw(separators).join(groups)


labels = st.from_regex(r"[a-z][a-z0-9]{0,12}", fullmatch=True)
hosts = st.builds(
    lambda one, two, end: f"{one}.{two}.{end}",
    labels,
    labels,
    st.sampled_from(["com", "org", "co.uk", "gg", "io"]),
)
links = st.builds(
    lambda scheme, host, path: f"{scheme}{host}{path}",
    st.sampled_from(["https://", "http://", "", "www.", "<https://"]),
    hosts,
    st.sampled_from(["", "/", "/a/b?c=d", ":8080/x", "#frag"]),
)
emails = st.one_of(st.emails(), st.builds(lambda name, host: f"{name}@{host}", labels, hosts))
snowflakes = st.integers(10**16, 2**63).map(str)
mentions = st.builds(
    "{0}{1}>".format, st.sampled_from(["<@", "<@!", "<@&", "<#", "<a:x:", "<:y_1:"]), snowflakes
)
handles = st.builds("@{0}".format, labels)
private = st.one_of(phones(), links, emails, mentions, handles, snowflakes)
sentences = st.lists(st.one_of(words, private), max_size=30).map(" ".join)

LEFT = re.compile(
    r"@|://|www\.|\w\.(?:com|org|uk|gg|io)\b|<[@#:a]|(?<![\d/.-])\d{7,}|\d{3}[-. )/]+\d{3}[-. /]+\d{4}|\d{3}[-. /]\d{4}(?!\d)",
    re.IGNORECASE,
)


@given(sentences)
@example("001 333.333.33.33 2023-08-04")
def test_no_address_mention_or_number_to_dial_is_left(text: str) -> None:
    found = LEFT.search(scrub(text))
    assert found is None, found


@given(private)
def test_hardly_anything_is_left_of_a_private_thing_alone(text: str) -> None:
    assert LEFT.search(scrub(text)) is None


@given(st.one_of(sentences, st.text(max_size=3000), st.text("12 -.()[]@<>:/aw\\*_|#+,$", max_size=400)))
@example("ﷺ" * 1000)
@example("[a](b" * 500)
@example("(1" * 1500)
@example("a@" * 1500)
@example("+" * 3000)
def test_scrubbing_is_bounded_and_done_once(text: str) -> None:
    once = scrub(text)
    assert len(once) <= KEPT_LENGTH
    assert scrub(once) == once
    assert once == " ".join(once.split())
    assert "@" not in once
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for char in once)
    assert unicodedata.is_normalized("NFKC", once)
    once.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("whats the strike fund", "What's the strike fund?!"),
        ("whats the strike fund", "hey, what’s  the STRIKE fund pls"),
        ("whats the strike fund", "WHATS THE STRIKE FUND"),
        ("whats the strike fund", "please, what is the strike fund"),
        ("whats the strike fund", "<@123456789012345678> whats the strike fund"),
        ("did they say “no”", 'did they say "no"'),
        ("is it over", "**is** it\nover..."),
        ("W.G.A. day", "wga day"),
        ("café", "CAFE"),
        ("is it over https://example.com", "is it over?"),
        ("isn't it over", "isnt it over"),
    ],
)
def test_a_question_typed_differently_has_the_same_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is the strike over", "is the strike not over"),
        ("what is the strike fund", "where is the strike fund"),
        ("day 95", "day 96"),
        ("did the wga accept", "did the amptp accept"),
        ("the fund is what", "what is the fund"),
    ],
)
def test_other_questions_have_other_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "text", ["", "  ", "?!...", "🎉😀", "@someone", "https://example.com", "310-555-1234", "\u200b"]
)
def test_a_text_without_words_has_no_key(text: str) -> None:
    assert key_of(text) == ""


@given(st.one_of(sentences, st.text(max_size=500)))
def test_a_key_is_the_same_for_what_is_kept_of_a_question(text: str) -> None:
    assert key_of(scrub(text)) == key_of(text)
    assert re.fullmatch(r"(?:[0-9a-f]{20})?", key_of(text))
