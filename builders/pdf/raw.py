"""A PDF written object by object as it comes, for files of ten thousand pages: only places are kept, never pages.

Streams stand in the file as they are; dictionaries are gathered into object streams and told by a cross-reference
stream (ISO 32000-1, 7.5.7 and 7.5.8). What is written is taken with `take`, so that memory does not grow with pages.
"""

import zlib

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
GATHERED = 120  # objects of an object stream: more pack better, fewer are found faster
LEAVES = 60  # pages below one node of the page tree
ROW = 8  # bytes of a row of the cross-reference: 1 kind, 5 place, 2 index
LEVEL = 6  # of zlib: 9 takes twice the time for 1 % less


class RawFile:
    """Objects are numbered from 1 in the order asked for; a number may be reserved before its object is known."""

    def __init__(self) -> None:
        self._pending = [HEADER]
        self._size, self._taken = len(HEADER), 0
        self._places = bytearray(b"\0" * 6 + b"\xff\xff")  # object 0 is the head of the free ones
        self._gathered: list[tuple[int, bytes]] = []
        self._nodes: list[tuple[int, list[int]]] = []
        self.pages = 0
        self._tree = self.reserve()

    def reserve(self) -> int:
        """A number for an object to come."""
        self._places += b"\0" * ROW
        return len(self._places) // ROW - 1

    def add(self, body: bytes, number: int | None = None) -> int:
        """An object without a stream: a dictionary, an array."""
        number = number or self.reserve()
        self._gathered.append((number, body))
        if len(self._gathered) == GATHERED:
            self._gather()
        return number

    def stream(self, entries: bytes, data: bytes, number: int | None = None) -> int:
        """A stream, deflated; `entries` are those of its dictionary beside Length and Filter."""
        return self._write_stream(entries + b"/Filter/FlateDecode", zlib.compress(data, LEVEL), number)

    def page(self, entries: bytes) -> int:
        """A page; `entries` are those of its dictionary beside Type and Parent."""
        if self.pages % LEAVES == 0:
            self._end_node()
            self._nodes.append((self.reserve(), []))
        self.pages += 1
        node, kids = self._nodes[-1]
        kids.append(self.add(b"<</Type/Page/Parent %d 0 R%b>>" % (node, entries)))
        return kids[-1]

    @property
    def waiting(self) -> int:
        """Bytes written since `take`."""
        return self._size - self._taken

    def take(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._pending)
        self._pending.clear()
        self._taken = self._size
        return data

    def close(self, catalog: bytes, info: bytes, inherited: bytes, identity: bytes) -> None:
        """Ends the file. `catalog` lacks Type and Pages; `inherited` is for every page; `identity` is 16 bytes."""
        self._end_node()
        kids = b" ".join(b"%d 0 R" % node for node, _ in self._nodes)
        self.add(b"<</Type/Pages/Count %d/Kids[%b]%b>>" % (self.pages, kids, inherited), self._tree)
        root = self.add(b"<</Type/Catalog/Pages %d 0 R%b>>" % (self._tree, catalog))
        about = self.add(b"<<%b>>" % info)
        self._gather()
        self._cross_reference(root, about, identity)

    def _end_node(self) -> None:
        if self._nodes and self._nodes[-1][1]:
            node, kids = self._nodes[-1]
            listed = b" ".join(b"%d 0 R" % kid for kid in kids)
            self.add(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._tree, len(kids), listed), node)
            kids.clear()

    def _write(self, data: bytes) -> None:
        self._pending.append(data)
        self._size += len(data)

    def _place(self, number: int, kind: int, place: int, index: int = 0) -> None:
        row = bytes((kind,)) + place.to_bytes(5, "big") + index.to_bytes(2, "big")
        self._places[number * ROW : (number + 1) * ROW] = row

    def _write_stream(self, entries: bytes, packed: bytes, number: int | None = None) -> int:
        number = number or self.reserve()
        self._place(number, 1, self._size)
        head = b"%d 0 obj\n<</Length %d%b>>stream\n" % (number, len(packed), entries)
        self._write(b"%b%b\nendstream\nendobj\n" % (head, packed))
        return number

    def _gather(self) -> None:
        if not self._gathered:
            return
        holder, heads, bodies, at = self.reserve(), [], [], 0
        for index, (number, body) in enumerate(self._gathered):
            self._place(number, 2, holder, index)
            heads.append(b"%d %d" % (number, at))
            bodies.append(body)
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head))
        self._gathered.clear()
        self.stream(entries, head + b"\n".join(bodies), holder)

    def _cross_reference(self, root: int, about: int, identity: bytes) -> None:
        number, start = self.reserve(), self._size
        self._place(number, 1, start)
        rows = len(self._places) // ROW
        name = identity.hex().encode()
        entries = (
            b"/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Filter/FlateDecode" % (rows, root, about, name, name, ROW)
        )
        self._write_stream(entries, zlib.compress(_predicted(bytes(self._places)), LEVEL), number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)


def _predicted(rows: bytes) -> bytes:
    """Each byte less the one above it, a 2 before each row (PNG's filter "Up"): it packs into a third."""
    less = bytes((here - above) & 255 for here, above in zip(rows, bytes(ROW) + rows, strict=False))
    return b"".join(b"\2" + less[at : at + ROW] for at in range(0, len(less), ROW))


def text_string(text: str) -> bytes:
    """A text of the Info dictionary or of a bookmark: UTF-16BE in hexadecimals, so that no letter needs escaping."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode()
