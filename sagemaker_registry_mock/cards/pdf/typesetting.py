"""Text set in lines: which font has which letter, and where a line ends.

Vera comes with reportlab and is written into the document. What it lacks, the readers' own fonts for Chinese,
Japanese and Korean show, which have Greek and Cyrillic too. What none of them has is told as [U+1F600]. Text is set
here and not by reportlab's Paragraph because that reads markup, and takes long for long words.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportlab.pdfgen.canvas import Canvas

INK, FAINT, ACCENT, HAIRLINE = HexColor("#1b2430"), HexColor("#5c6773"), HexColor("#1f4e79"), HexColor("#d5dbe1")

#: The readers' fonts, each with the standard that says which letters it has.
_ASIAN = (
    ("STSong-Light", "gb2312"),
    ("HeiseiMin-W3", "shift_jis"),
    ("HYSMyeongJo-Medium", "euc_kr"),
    ("MSung-Light", "big5"),
)
_ELLIPSIS = "…"

#: Registered under names of our own, in case a program has its own Vera; when this is imported, and so once.
_FACES = {"CardText": TTFont("CardText", "Vera.ttf"), "CardTextBold": TTFont("CardTextBold", "VeraBd.ttf")}
for _font in (*_FACES.values(), *(UnicodeCIDFont(name) for name, _ in _ASIAN)):
    pdfmetrics.registerFont(_font)

_LETTERS = frozenset(letter for letter in map(chr, _FACES["CardText"].face.charToGlyph) if letter.isprintable())

#: So many letters are looked up once.
_REMEMBERED = 2**15

#: One line: pieces of text and the font of each.
Line = list[tuple[str, str]]


class Style(NamedTuple):
    """How text looks."""

    size: float
    bold: bool = False
    color: Color = INK

    @property
    def font(self) -> str:
        """The font of all letters that it has."""
        return "CardTextBold" if self.bold else "CardText"

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.size * 1.35


@lru_cache(maxsize=_REMEMBERED)
def _width(font: str, letter: str) -> float:
    """Return the width of a letter of size 1."""
    return float(pdfmetrics.stringWidth(letter, font, 1))


def readable(text: str) -> str:
    """Return `text` with all that no font has replaced: spaces by a space, the rest by its number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = {letter for letter in set(text) - _LETTERS - {"\n"} if not any(_has(codec, letter) for _, codec in _ASIAN)}
    return text.translate({ord(letter): " " if letter.isspace() else f"[U+{ord(letter):04X}]" for letter in odd})


@lru_cache(maxsize=_REMEMBERED)
def _has(codec: str, letter: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return letter.isprintable()


def _fonts(text: str, style: Style) -> dict[str, str]:
    """Return the font of each letter of a readable text: of the readers' fonts the one that has most of the text."""
    foreign = sorted(set(text) - _LETTERS)
    best = sorted(_ASIAN, key=lambda font: -sum(_has(font[1], letter) for letter in foreign))
    fonts = dict.fromkeys(text, style.font)
    fonts.update((letter, name) for name, codec in reversed(best) for letter in foreign if _has(codec, letter))
    return fonts


def lines_of(text: str, style: Style, width: float) -> list[Line]:
    """Set `text` in lines no wider than `width`, but of one letter at least."""
    text = readable(text)
    fonts = _fonts(text, style)
    widths = {letter: _width(font, letter) * style.size for letter, font in fonts.items()}
    seams = {letter for letter, font in fonts.items() if letter in " /" or font != style.font}
    return [
        _pieces(line, fonts)
        for paragraph in text.split("\n")
        for line in _broken(paragraph, [widths[letter] for letter in paragraph], seams, width)
    ]


def _broken(text: str, widths: Sequence[float], seams: set[str], room: float) -> Iterator[str]:
    """Break one paragraph: behind the last seam that fits, or else inside a word."""
    start, seam, used = 0, 0, 0.0
    for end, letter in enumerate(text):
        used += widths[end]
        while used > room and start < end and letter != " ":
            cut = seam if seam > start else end
            yield text[start:cut].rstrip(" ")
            start, used = cut, sum(widths[cut : end + 1])
        if letter in seams:
            seam = end + 1
    yield text[start:].rstrip(" ")


def _pieces(text: str, fonts: Mapping[str, str]) -> Line:
    """Part a line where the font changes."""
    return [(font, "".join(run)) for font, run in groupby(text, key=fonts.__getitem__)]


def line_width(line: Line, style: Style) -> float:
    """Return how wide a line is."""
    return sum(_width(font, letter) for font, text in line for letter in text) * style.size


def natural_width(text: str, style: Style, most: float) -> float:
    """Return how wide `text` wants to be: its widest line, unless that is wider than `most`."""
    return max(line_width(line, style) for line in lines_of(text, style, most))


def shortened(text: str, style: Style, width: float) -> Line:
    """Return `text` as one line, with an ellipsis where it is too long."""
    text = readable(text).replace("\n", " ")
    fonts = _fonts(text, style)
    ends = list(accumulate(_width(fonts[letter], letter) * style.size for letter in text))
    if not ends or ends[-1] <= width:
        return _pieces(text, fonts)
    fitting = bisect_right(ends, width - _width(style.font, _ELLIPSIS) * style.size)
    return [*_pieces(text[:fitting], fonts), (style.font, _ELLIPSIS)]


def write(canvas: Canvas, at: tuple[float, float], lines: Iterable[Line], style: Style) -> None:
    """Write lines, the first one's base line at `at`."""
    (x, y), text = at, canvas.beginText()
    text.setFillColor(style.color)
    for line in lines:
        text.setTextOrigin(x, y)
        for font, piece in line:
            text.setFont(font, style.size)
            text.textOut(piece)
        y -= style.leading
    canvas.drawText(text)
