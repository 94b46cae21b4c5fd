"""reportlab's objects as a file has them: what its `format` writes, without asking each object six questions.

ISO 32000-1, 7.3. Dictionaries stand with their keys in order; kinds that are rare here are left to reportlab.
"""

from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    LinkAnnotation,
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFObjectReference,
    PDFString,
)

from builders.pdf.mending import numbers

NAMES = 1024


def streamed(entries: dict[str, Any], data: bytes, document: Any) -> bytes:
    """A stream whose data need no more filters, the entries of its dictionary given. An end of line stands before
    its last word (`builders.pdf.mending`)."""
    return _dictionary({**entries, "Length": len(data)}, document) + b"\nstream\n" + data + b"\r\nendstream"


def formed(value: Any, document: Any, is_top: bool = False) -> bytes:
    """The bytes of a value; an object that stands alone in the file is a reference unless it `is_top`."""
    kind = type(value)
    if kind is str:
        return bytes(value.encode("ascii")) if value.isascii() else bytes(pdfdoc.pdfdocEnc(value))
    if kind is PDFObjectReference:
        return b"%d %d R" % document.idToObjectNumberAndVersion[value.name]
    if kind is int:
        return b"%d" % value
    if kind is float:
        return numbers(value).encode("ascii")
    if kind is bytes:
        return bytes(value)
    if not is_top and hasattr(value, "__RefOnly__"):
        return formed(document.Reference(value), document)
    return _object(value, kind, document, is_top)


def _object(value: Any, kind: type, document: Any, is_top: bool) -> bytes:
    if kind is PDFDictionary:
        return _dictionary(value.dict, document)
    if kind is LinkAnnotation:
        return _dictionary(value.Dict().dict, document)
    if kind is PDFArray:
        return b"[" + b" ".join([formed(one, document) for one in value.sequence]) + b"]"
    if kind is PDFString and value.enc == "auto" and value.escape == 1:
        return _string(value.s, document.encrypt)
    if isinstance(value, PDFCatalog) and getattr(kind, "format", None) is PDFCatalog.format:
        return _catalog(value, document)
    return bytes(pdfdoc.format(value, document, toplevel=is_top))


def _dictionary(entries: dict[str, Any], document: Any) -> bytes:
    rows = [_name(key) + b" " + formed(entries[key], document) for key in sorted(entries)]
    return b"<<" + b" ".join(rows) + b">>"


def _catalog(value: Any, document: Any) -> bytes:
    """A page, the catalog and their like: attributes that are set are entries."""
    value.check_format(document)
    entries = {key: getattr(value, key, given) for key, given in value.__Defaults__.items()}
    entries |= {key: getattr(value, key, None) for key in value.__NoDefault__}
    found = {key: one for key, one in entries.items() if one is not None}
    for key in value.__Refs__:
        if key in found:
            found[key] = document.Reference(found[key])
    return _dictionary(found, document)


@lru_cache(NAMES)
def _name(key: str) -> bytes:
    return str(pdfdoc.PDFName(key)).encode("ascii")


class _Open:
    """Of a document what a string asks for."""

    def __init__(self, encrypt: object) -> None:
        self.encrypt = encrypt


@lru_cache(NAMES)
def _string(text: str | bytes, encrypt: object) -> bytes:
    return bytes(PDFString(text).format(_Open(encrypt)))
