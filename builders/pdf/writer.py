"""A reportlab document as bytes: its objects one after the other, the elements of the tree among them, and the ends.

ISO 32000-1, 7.5. reportlab does the same with five calls for each object, which takes a third of the time that a page
costs. The file's ID is drawn from its bytes, so that a reader can tell two states of a document apart.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress

from builders.pdf.formed import formed, streamed

HEADER = b"%PDF-1.7\n%\x93\x8c\x8b\x9e\n"

Pack = Callable[[bytes], bytes]


def written(document: Any, pack: Pack = zlib.compress) -> bytes:
    """The file. `pack` deflates its streams; `document.ready` holds the texts of objects from a number on."""
    document.Reference(document.Catalog)
    document.Reference(document.info)
    first, texts = getattr(document, "ready", (0, []))
    found, size, places = [HEADER], len(HEADER), [0]
    for body in _bodies(document, first, texts, pack):
        piece = b"%d 0 obj\n%b\nendobj\n" % (len(places), body)
        places.append(size)
        found.append(piece)
        size += len(piece)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places[1:])
    found.append(f"xref\n0 {len(places)}\n0000000000 65535 f \n{rows}".encode())
    name = hashlib.md5(b"".join(found), usedforsecurity=False).hexdigest()
    ends = " ".join(f"/{key} {_number(document, one)} 0 R" for key, one in
                    (("Root", document.Catalog), ("Info", document.info)))  # fmt: skip
    found.append(f"trailer\n<</Size {len(places)} {ends}/ID[<{name}><{name}>]>>\nstartxref\n{size}\n%%EOF\n".encode())
    return b"".join(found)


def _number(document: Any, one: Any) -> int:
    return int(document.idToObjectNumberAndVersion[document.Reference(one).name][0])


def _bodies(document: Any, first: int, texts: list[str], pack: Pack) -> Iterator[bytes]:
    """What stands in each object, by number; more may be numbered while these are written."""
    number = 0
    while (number := number + 1) <= document.objectcounter:
        if first <= number < first + len(texts):
            yield texts[number - first].encode("latin-1")
        else:
            yield _body(document, document.idToObject[document.numberToId[number]], pack)


def _body(document: Any, made: Any, pack: Pack) -> bytes:
    if isinstance(made, PDFStream) and made.filters == [PDFZCompress] and "Filter" not in made.dictionary.dict:
        content = made.content.encode("utf-8") if isinstance(made.content, str) else made.content
        return streamed({**made.dictionary.dict, "Filter": "[ /FlateDecode ]"}, pack(content), document)
    return formed(made, document, is_top=True).rstrip(b"\n")
