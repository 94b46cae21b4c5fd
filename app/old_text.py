"""Bytes of a text file as letters: UTF-8, UTF-16, or one of the encodings of old Windows in Vietnam.

Windows-1258 keeps tones as letters of their own and arrives decomposed. TCVN3 and VNI are fonts, not encodings: their
bytes are read as Windows-1252 here, and `plan.legacy` turns what they show into letters.
"""

import codecs
import unicodedata
from dataclasses import dataclass

from plan.legacy import likeness, reading_of

AHEAD = 0.1
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class Decoded:
    """`encoding` is utf-8, utf-16, cp1258 or cp1252; `sure` is false where another fits as well."""

    text: str
    encoding: str
    sure: bool = True


def decode(data: bytes) -> Decoded | None:
    """The text, NFC; None for what is no text at all."""
    for mark, marked in MARKS.items():
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), marked)
    if name := _wide(data):
        return _strict(data, name)
    if b"\0" in data:
        return None
    return _strict(data, "utf-8") or _old(data)


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(unicodedata.normalize("NFC", data.decode(name)), name.removesuffix("-le").removesuffix("-be"))
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of the ASCII letters is 0."""
    head = data[:2000]
    half = max(1, len(head) // 2)
    if len(data) % 2 == 0 and head[1::2].count(0) > half * 0.3 and head[::2].count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if len(data) % 2 == 0 and head[::2].count(0) > half * 0.3 and head[1::2].count(0) == 0 else None


def _old(data: bytes) -> Decoded:
    """Windows-1258, or letters of an old font; where neither is clearly better it is not sure."""
    toned = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    shown = data.decode("cp1252", "replace")
    reading = reading_of(shown.splitlines())
    read = likeness(reading.read(shown)) if reading.encoding else likeness(shown)
    if likeness(toned) >= read + AHEAD or reading.encoding in (None, "unicode"):
        return Decoded(toned, "cp1258", likeness(toned) >= read + AHEAD)
    return Decoded(shown, "cp1252", read >= likeness(toned) + AHEAD)
