"""Habits of reportlab that keep its files from PDF/UA, or slow, mended once for the process, the same for every file.

Base 85 around streams is left out: it makes files a quarter longer. The map from glyphs to letters names no U+0000:
ISO 14289-1, 7.21.7 forbids it; reportlab gives it to the unused glyph 0 of each subset. An end of line stands before
`endstream`, not counted in its length: ISO 19005-2, 6.1.7.1 asks for it, reportlab writes none.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

WORDS = 20_000  # kept for each face
_BREAK, _END = b"\r\n", b"endstream\n"  # data that ends with CR would make a bare LF half of such a pair
_stream: Callable[[object, object], bytes] = pdfdoc.PDFStream.format
_make: Callable[[str, Sequence[int]], str] = ttfonts.makeToUnicodeCMap


def without_zero(name: str, subset: Sequence[int]) -> str:
    """reportlab's own map, its entries for U+0000 left out."""
    lines = _make(name, subset).split("\n")
    kept = [line for line in lines if not line.endswith("> <0000>")]
    count = f"{len(subset)} beginbfchar"
    return "\n".join(f"{len(subset) - len(lines) + len(kept)} beginbfchar" if line == count else line for line in kept)


def ended(stream: object, document: object) -> bytes:
    """reportlab's own stream, with the end of a line before its last word."""
    return _stream(stream, document).removesuffix(_END) + _BREAK + _END


def remember_widths(name: str) -> None:
    """Words come again and again: the widths of a registered face are looked up instead of added up anew."""
    face = pdfmetrics.getFont(name)
    if not hasattr(face.stringWidth, "cache_info"):
        face.stringWidth = lru_cache(WORDS)(face.stringWidth)


def mend() -> None:
    """Does nothing the second time."""
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = without_zero
    pdfdoc.PDFStream.format = ended
