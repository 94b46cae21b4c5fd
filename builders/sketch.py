"""Drawings kept as operators, to be written once into a raw file and stamped on many of its pages.

Letters are kept as letters until the faces of the file are made: first all is drawn, then the faces know what they
hold, then the operators are written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assets.look import Look
from builders.drawing import HEIGHT, MM, ROUND_DOTS, WIDTH, Drawing, Rectangle
from builders.pdf.embedded import EmbeddedFace
from builders.pdf.raw import RawFile
from builders.quiz_type import Run

KAPPA = 0.5523  # of the radius: how far a circle's handles stand from its quarters


@dataclass(frozen=True)
class Words:
    """Letters at a place, in a face of reportlab's name; `grey` 0 is black."""

    x: float
    y: float
    text: str
    face: str
    size: float
    grey: float = 0.0


class Sketch(Drawing):
    """One drawing; what it stands on is decided where it is stamped."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.parts: list[bytes | Words] = []

    def letters(self) -> dict[str, set[str]]:
        """By face, the letters drawn."""
        found: dict[str, set[str]] = defaultdict(set)
        for part in self.parts:
            if isinstance(part, Words):
                found[part.face].update(part.text)
        return found

    def _string(self, x: float, y: float, text: str, face: str, size: float, grey: float) -> None:
        self.parts.append(Words(x, y, text, face, size, grey))

    def _letters(self, runs: Iterable[Run], x: float, y: float) -> None:
        self.parts += [Words(x + run.x, y, run.text, run.face, run.size) for run in runs]

    def _line(self, x1: float, y1: float, x2: float, y2: float, width: float) -> None:
        self._keep(f"{width:.3g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def _dotted(self, x1: float, x2: float, y: float) -> None:
        width, dash, gap = ROUND_DOTS
        self._keep(f"q {width} w 1 J [{dash} {gap}] 0 d {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S Q")

    def _rectangle(self, area: Rectangle, width: float) -> None:
        self._keep(f"{width:.3g} w {_numbers(area)} re S")

    def _circle(self, x: float, y: float, radius: float, width: float | None) -> None:
        path = _round(x, y, radius)
        self._keep(f"{path} f" if width is None else f"{width:.3g} w {path} s")

    def _filled(self, areas: Iterable[Rectangle]) -> None:
        self._keep(" ".join(f"{_numbers(area)} re" for area in areas) + " f")

    def _keep(self, operators: str) -> None:
        self.parts.append(operators.encode())


class Faces:
    """The faces of a raw file by reportlab's names, each with the letters that any of its pages may hold."""

    def __init__(self, file: RawFile, letters: Mapping[str, Iterable[str]]) -> None:
        self._faces = {name: EmbeddedFace(name, held) for name, held in sorted(letters.items())}
        self._keys = {name: b"F%d" % at for at, name in enumerate(self._faces)}
        listed = b"".join(b"/%b %d 0 R" % (self._keys[name], face.write(file)) for name, face in self._faces.items())
        self.resources = b"/Font<<%b>>" % listed

    def words(self, words: Words) -> bytes:
        """The operators of some letters."""
        face, key = self._faces[words.face], self._keys[words.face]
        shown = b"BT /%b %g Tf %.2f %.2f Td %b Tj ET" % (key, words.size, words.x, words.y, face.shown(words.text))
        return b"%.2g g %b 0 g" % (words.grey, shown) if words.grey else shown

    def width(self, text: str, face: str, size: float) -> float:
        """Points on one line."""
        return self._faces[face].width(text, size)

    def operators(self, parts: Iterable[bytes | Words]) -> bytes:
        """A drawing's operators, one to a line."""
        return b"\n".join(part if isinstance(part, bytes) else self.words(part) for part in parts)


@dataclass(frozen=True)
class Stamp:
    """A drawing in the file; `entry` is what the resources of a page name it by, `height` points."""

    name: bytes
    entry: bytes
    height: float = 0.0


def stamp(file: RawFile, faces: Faces, parts: Iterable[bytes | Words], height: float = 0.0) -> Stamp:
    """Write a drawing as a form XObject (ISO 32000-1, 8.10). Whole pages, or blocks that hang down from (0, 0)."""
    box = b"[0 0 %.2f %.2f]" % (WIDTH * MM, HEIGHT * MM) if not height else b"[-9 %.2f 600 9]" % (-height - 9)
    entries = b"/Type/XObject/Subtype/Form/BBox%b/Resources<<%b>>" % (box, faces.resources)
    number = file.stream(entries, faces.operators(parts))
    name = b"x%d" % number
    return Stamp(name, b"/%b %d 0 R" % (name, number), height)


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.2f}" for value in values)


def _round(x: float, y: float, r: float) -> str:
    """A circle of four curves, from its right end against the clock."""
    k = r * KAPPA
    curves = ((r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0))
    drawn = " ".join(_numbers(v + (x, y)[at % 2] for at, v in enumerate(curve)) + " c" for curve in curves)
    return f"{x + r:.2f} {y:.2f} m {drawn}"
