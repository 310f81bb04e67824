"""The colours: enough contrast for every pair that meets on a page, in the light and in the dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from bot.site.rendering import static

ENOUGH = 4.5
PAIRS = [
    ("ink", "paper"), ("quiet", "paper"), ("accent", "paper"), ("agreed", "paper"), ("offered", "paper"),
    ("refused", "paper"), ("ink", "tint"), ("quiet", "tint"), ("accent", "tint"), ("paper", "ink"), ("paper", "accent"),
]  # fmt: skip


def colours(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", static("style.css").decode(), re.DOTALL)[:2]
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    found = colours(scheme)
    bright, dim = sorted((luminance(found[text]), luminance(found[ground])), reverse=True)

    assert (bright + 0.05) / (dim + 0.05) >= ENOUGH


def test_a_badge_can_be_read() -> None:
    for ground in ("#33322f", "#9b1c1c"):
        assert 1.05 / (luminance(ground) + 0.05) >= ENOUGH
