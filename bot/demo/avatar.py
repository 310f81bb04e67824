"""The bot's picture in the demo: a picket sign."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

SIZE = 256
BLUE, WOOD, WHITE = (37, 99, 235), (251, 191, 36), (255, 255, 255)


def png() -> bytes:
    """The picture, drawn large and made small, so that its edges are smooth."""
    large = Image.new("RGB", (SIZE * 2, SIZE * 2), BLUE)
    draw = ImageDraw.Draw(large)
    draw.rounded_rectangle((236, 250, 276, 450), 12, WOOD)
    draw.rounded_rectangle((96, 90, 416, 300), 24, WHITE)
    for top, right in ((140, 360), (190, 320), (240, 350)):
        draw.rounded_rectangle((150, top, right, top + 18), 9, BLUE)
    kept = io.BytesIO()
    large.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(kept, "PNG")
    return kept.getvalue()
