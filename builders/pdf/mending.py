"""Habits of reportlab that keep its files from PDF/A, or slow, mended once for the process, the same for every file.

Base 85 around streams is left out: it makes files a quarter longer. An end of line stands before `endstream`, not
counted in its length: ISO 19005-2, 6.1.7.1 asks for it, reportlab writes none.
"""

from collections.abc import Callable

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

_BREAK, _END = b"\r\n", b"endstream\n"  # data that ends with CR would make a bare LF half of such a pair
_stream: Callable[[object, object], bytes] = pdfdoc.PDFStream.format


def ended(stream: object, document: object) -> bytes:
    """reportlab's own stream, with the end of a line before its last word."""
    return _stream(stream, document).removesuffix(_END) + _BREAK + _END


def mend() -> None:
    """Does nothing the second time."""
    rl_config.useA85 = 0
    pdfdoc.PDFStream.format = ended
