"""Ragged lines as a typesetter would break them: headings of even lines, no short word alone at a paragraph's end.

Neither takes more lines than before, so that pages end where they ended.
"""

from typing import Any

from reportlab.lib.enums import TA_LEFT

from builders.pdf.memo import Recalling
from builders.pdf.quick import WIDTHS
from builders.pdf.text import Text

MOST_LINES = 4  # of a heading that is balanced
STEPS = 6  # halvings: within a hundredth of the column
LONE = 0.16  # share of the column; a last line of one word that is shorter gets company
TRIES = 3


class Ending(Text):
    """A ragged paragraph that may be set narrower than the width that it is given."""

    _ends: dict[int, tuple[object, float | None]] | None = None
    """By the id of lines: these, and the width at which they are set instead."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points; the width given, whatever the lines take of it."""
        size, lines = super().wrap(width, height), self.blPara
        known = self._ends.get(id(lines)) if self._ends else None
        if not known:
            if not self._ends or len(self._ends) >= WIDTHS:
                self._ends = {}
            known = self._ends[id(lines)] = lines, self.narrowed(width)
        if known[1] is not None:
            super().wrap(known[1], height)
        return size

    def narrowed(self, width: float) -> float | None:
        """The width at which its lines end better than at this one; None where they end well."""
        raise NotImplementedError


class Balanced(Ending):
    """A ragged heading, set as narrow as its number of lines allows."""

    def narrowed(self, width: float) -> float | None:
        """As `Ending`."""
        count = len(self.blPara.lines)
        if not 1 < count <= MOST_LINES:
            return None
        enough, little = width, width / count
        for _ in range(STEPS):
            middle = (enough + little) / 2
            if _broken(self, middle, count):
                enough = middle
            else:
                little = middle
        return enough


class Settled(Ending):
    """A ragged paragraph whose last line is not one short word, if the lines before can spare another."""

    def narrowed(self, width: float) -> float | None:
        """As `Ending`."""
        lines = self.blPara.lines
        lone = len(lines) > 1 and self.style.alignment == TA_LEFT and _is_lone(lines[-1], self._room(width))
        return self._settle(width) if lone else None

    def _room(self, width: float) -> float:
        return float(width - self.style.leftIndent - self.style.rightIndent)

    def _settle(self, width: float) -> float | None:
        count, narrow, lines = len(self.blPara.lines), width, self.blPara.lines
        for _ in range(TRIES):
            narrow -= min(_slack(line) for line in lines[:-1]) + 0.5
            lines = _broken(self, narrow, count)
            if not lines:
                return None
            if not _is_lone(lines[-1], self._room(narrow)):
                return narrow
        return None


class HandoutSetter(Recalling):
    """Sets every paragraph that has no kind of its own so that it ends well."""

    def raw(self, inner: str, name: str = "body", *, notes: Any = (), kind: type[Text] = Text,
            bullet: str | None = None, **changes: object) -> Text:
        """As `Setter.raw`."""
        chosen = Settled if kind is Text else kind
        return super().raw(inner, name, notes=notes, kind=chosen, bullet=bullet, **changes)


def _broken(words: Text, width: float, count: int) -> list[Any]:
    """The lines at this width if there are so many and none stands out, else nothing."""
    room = width - words.style.leftIndent - words.style.rightIndent
    height = words.height
    broken: Any = words.breakLines([room - words.style.firstLineIndent, room])
    words.height = height  # breaking forgets it: what is drawn after a vain try would hang too low
    lines = list(broken.lines)
    return lines if len(lines) == count and all(_slack(line) > -0.01 for line in lines) else []


def _slack(line: Any) -> float:
    return float(line[0] if isinstance(line, tuple) else line.extraSpace)


def _is_lone(line: Any, room: float) -> bool:
    words = [" ".join(line[1])] if isinstance(line, tuple) else [getattr(part, "text", "") for part in line.words]
    return " " not in "".join(words).strip() and room - _slack(line) < room * LONE
