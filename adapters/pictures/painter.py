"""Pictures as PNG, painted by Pillow beside the event loop."""

import asyncio
import io
import logging
from typing import TYPE_CHECKING

from adapters.pictures import layout
from bot.core.pictures import Picture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_CARD, _LINE, _INK, _QUIET = "#fbfaf7", "#d8d4ca", "#22262e", "#565c68"
_BAR, _MARK = "#3d6fb4", "#b4450f"
"""Each has a contrast of 4.5 and more with the card; as greys they are alike, so marks are dashed lines with
numbers and stand off from the bars."""
_SCALE = 2
"""Painted twice as large and then made smaller: edges become smooth."""
_COLOURS = 64
_LARGEST = 100_000
"""Bytes that a painter may give (`bot.ports.Painter`); such a picture has some 10,000."""
_SMALL, _LARGE = 20, 22
"""Type, in pixels: platforms show the picture at about two thirds of its width."""

_log = logging.getLogger(__name__)


class PillowPainter:
    """Implements `bot.ports.Painter`. Pillow is imported for the first picture."""

    def __init__(self) -> None:
        self._failed = False

    async def paint(self, picture: Picture) -> bytes | None:
        try:
            png = await asyncio.to_thread(painted, picture)
        except Exception:  # noqa: BLE001 -- no picture is worth a message, whatever breaks
            if not self._failed:
                _log.exception("pictures cannot be painted; messages leave without them")
            self._failed = True
            return None
        return png if len(png) <= _LARGEST else None


def painted(picture: Picture) -> bytes:
    """The same bytes for the same picture, with one version of Pillow. Raises what Pillow raises."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- some 50 ms that a bot without pictures is spared

    size = (layout.WIDTH * _SCALE, layout.HEIGHT * _SCALE)
    image = Image.new("RGB", size, _CARD)
    _Canvas(ImageDraw.Draw(image)).paint(picture)
    small = image.resize((layout.WIDTH, layout.HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


class _Canvas:
    """Takes pixels of the finished picture."""

    def __init__(self, draw: "ImageDraw") -> None:
        self._draw = draw
        self._fonts: dict[int, FreeTypeFont | ImageFont] = {}

    def paint(self, picture: Picture) -> None:
        self._text(layout.LEFT, layout.TITLE, layout.title(picture), _INK, size=_LARGE)
        self._text(layout.RIGHT, layout.TITLE, layout.dates(picture), _QUIET, anchor="ra")
        self._bars(picture)
        self._axis(picture)
        self._marks(picture)
        self._legend(picture)

    def _bars(self, picture: Picture) -> None:
        bars = list(layout.bars(picture))
        for bar in bars:
            self._box(bar.left, bar.top, bar.right, layout.FLOOR, _BAR, radius=3)
        highest = min(bars, key=lambda bar: bar.top)
        middle = (highest.left + highest.right) / 2
        self._text(middle, highest.top - 2, str(max(picture.bars)), _INK, anchor="mb")

    def _axis(self, picture: Picture) -> None:
        self._box(layout.LEFT, layout.FLOOR, layout.RIGHT, layout.FLOOR + 2, _LINE)
        for x, label in layout.ticks(picture):
            if x + self._width(label) <= layout.WIDTH:
                self._box(x, layout.FLOOR, x + 2, layout.FLOOR + 8, _QUIET)
                self._text(x, layout.AXIS, label, _QUIET)

    def _marks(self, picture: Picture) -> None:
        for mark in layout.marks(picture):
            self._box(mark.x - 3, layout.MARKS, mark.x + 3, layout.FLOOR, _CARD)
            for top in range(layout.MARKS, layout.FLOOR, 10):
                self._box(mark.x - 1, top, mark.x + 1, min(top + 6, layout.FLOOR), _MARK)
            half = max(self._width(mark.label) / 2 + 7, 14)
            x = min(max(mark.x, half), layout.WIDTH - half)
            self._box(x - half, layout.MARKS - 14, x + half, layout.MARKS + 14, _MARK, radius=14)
            self._text(x, layout.MARKS, mark.label, _CARD, anchor="mm")

    def _legend(self, picture: Picture) -> None:
        x = float(layout.LEFT)
        for entry in layout.legend(picture):
            width = self._width(entry)
            if x + width > layout.RIGHT:
                return
            self._text(x, layout.LEGEND, entry, _MARK)
            x += width + 24

    def _box(
        self, left: float, top: float, right: float, bottom: float, fill: str, *, radius: int = 0
    ) -> None:
        box = [round(edge * _SCALE) for edge in (left, top, right, bottom)]
        corner = min(radius * _SCALE, (box[2] - box[0]) // 2, (box[3] - box[1]) // 2)
        self._draw.rounded_rectangle((box[0], box[1], max(box[0], box[2] - 1), box[3] - 1), corner, fill)

    def _text(
        self, x: float, y: float, text: str, fill: str, *, size: int = _SMALL, anchor: str = "la"
    ) -> None:
        self._draw.text((x * _SCALE, y * _SCALE), text, fill, self._font(size), anchor)

    def _width(self, text: str) -> float:
        return self._draw.textlength(text, self._font(_SMALL)) / _SCALE

    def _font(self, size: int) -> "FreeTypeFont | ImageFont":
        """Pillow's own, which has Latin letters and digits."""
        from PIL import ImageFont  # noqa: PLC0415

        return self._fonts.setdefault(size, ImageFont.load_default(size * _SCALE))
