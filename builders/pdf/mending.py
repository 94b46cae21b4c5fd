"""Habits of reportlab that keep its files from PDF/A, or slow, mended once for the process, the same for every file.

Base 85 around streams is left out: it makes files a quarter longer. An end of line stands before `endstream`, not
counted in its length: ISO 19005-2, 6.1.7.1 asks for it, reportlab writes none. Shown codes stand as the bytes that
they are (ISO 32000-1, 7.3.4.2), not as three digits each. Numbers come again and again: each is worded once.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from reportlab import rl_config
from reportlab.lib import rl_accel
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas, pathobject, textobject
from reportlab.platypus import tables

NUMBERS = 20_000  # that are remembered
_BREAK, _END = b"\r\n", b"endstream\n"  # data that ends with CR would make a bare LF half of such a pair
_ESCAPES: dict[int, str] = {code: rl_accel.escapePDF(bytes([code])) for code in range(256)}
_SPECIAL = re.compile(rb"[\\()]")
_stream: Callable[[object, object], bytes] = pdfdoc.PDFStream.format
_worded: Callable[[float], str] = rl_accel.fp_str
_escape: Callable[[object, str], str] = canvas.Canvas._escape


class _Numbers(dict[float, str]):
    def __missing__(self, number: float) -> str:
        if len(self) > NUMBERS:
            self.clear()
        found = self[number] = _worded(number)
        return found


_numbers = _Numbers()


def numbers(*given: Any) -> str:
    """reportlab's `fp_str`: numbers, or one sequence of them, as operators have them."""
    if len(given) > 1:
        return " ".join([_numbers[one] for one in given])
    (one,) = given
    return " ".join([_numbers[number] for number in one]) if isinstance(one, list | tuple) else _numbers[one]


def escaped(_: object, codes: bytes | str) -> str:
    """Codes as a literal string has them between its parentheses, a byte a letter."""
    if isinstance(codes, str):
        return _escape(_, codes)
    return (_SPECIAL.sub(rb"\\\g<0>", codes) if _SPECIAL.search(codes) else codes).decode("latin-1")


def digits(text: bytes | str) -> str:
    """reportlab's `escapePDF`, for strings outside pages."""
    return "".join([_ESCAPES[one] for one in (text if isinstance(text, bytes) else map(ord, text))])


def hold(page: Any, code: Sequence[str]) -> None:
    """Make these the operators of a page, a letter a byte."""
    page.stream = ("\n".join(code) + "\n").encode("latin-1")


def ended(stream: object, document: object) -> bytes:
    """reportlab's own stream, with the end of a line before its last word."""
    return _stream(stream, document).removesuffix(_END) + _BREAK + _END


def mend() -> None:
    """Does nothing the second time."""
    rl_config.useA85 = 0
    pdfdoc.PDFStream.format, pdfdoc.PDFPage.setStream, canvas.Canvas._escape = ended, hold, escaped
    pdfdoc.escapePDF = digits
    for module in (pdfdoc, canvas, pathobject, textobject, tables):
        module.fp_str = numbers
