"""Blocks of rows as stamps of a raw file, each written once, when it is first needed."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from assets.look import Look
from builders.drawing import HEIGHT, MM, WIDTH
from builders.pdf.raw import RawFile, text_string
from builders.quiz_type import Block, height
from builders.sketch import Faces, Sketch, Stamp, stamp

HANDED = 100_000  # bytes, about, of what a file hands on at once


@dataclass(frozen=True)
class Piece:
    """What stays together on a page: stamps with their distances from its top, and its height; points."""

    stamps: tuple[tuple[Stamp, float], ...]
    height: float


@dataclass
class Stock:
    """The stamps of one file by what they show."""

    file: RawFile
    faces: Faces
    look: Look
    kept: dict[Hashable, tuple[Stamp, ...]] = field(default_factory=dict)

    def blocks(self, key: Hashable, make: Callable[[], Iterable[Block]]) -> tuple[Stamp, ...]:
        """The stamps of some blocks, each hanging down from (0, 0); made once for each key."""
        if key not in self.kept:
            self.kept[key] = tuple(self._hanging(block) for block in make())
        return self.kept[key]

    def page(self, key: Hashable, draw: Callable[[Sketch], object]) -> Stamp:
        """The stamp of a whole page; made once for each key."""
        if key not in self.kept:
            sketch = Sketch(self.look)
            draw(sketch)
            self.kept[key] = (stamp(self.file, self.faces, sketch.parts),)
        return self.kept[key][0]

    def close(self, resources: int, title: str, sitting: str) -> None:
        """End the file: `resources` is the number kept free for what all its pages may name, faces and stamps."""
        entries = b"".join(made.entry for stamps in self.kept.values() for made in stamps)
        self.file.add(b"<<%b/XObject<<%b>>>>" % (self.faces.resources, entries), resources)
        about = b"/Title%b/Producer(taphuan)" % text_string(title)
        paper = b"/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R" % (WIDTH * MM, HEIGHT * MM, resources)
        catalog = b"/Lang(vi-VN)/ViewerPreferences<</DisplayDocTitle true>>"
        self.file.close(catalog, about, paper, f"{sitting:-<16}".encode())

    def _hanging(self, block: Block) -> Stamp:
        sketch = Sketch(self.look)
        sketch.draw(block, 0, HEIGHT)
        return stamp(self.file, self.faces, sketch.parts, height(block))


def placed(pieces: Sequence[Piece], left: float, top: float, gap: float) -> bytes:
    """The operators that put pieces below each other; points from the lower left corner of the page."""
    code = [b"q 1 0 0 1 %.2f %.2f cm" % (left, top)]
    at = below = 0.0
    for piece in pieces:
        for made, down in piece.stamps:
            if step := round(below + down - at, 2):
                code.append(b"1 0 0 1 0 %.2f cm" % -step)
                at += step
            code.append(b"/%b Do" % made.name)
        below += piece.height + gap
    return b"\n".join(code) + b"\nQ"
