"""Headings whose lines are about as long as one another: no word stands alone on the last."""

from typing import Any

from builders.pdf.text import Text

MOST_LINES = 4  # of a heading that is balanced
STEPS = 6  # halvings: within a hundredth of the column


class Balanced(Text):
    """A ragged heading, set as narrow as its number of lines allows."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points; the width given, whatever the lines take of it."""
        size = super().wrap(width, height)
        count = len(self.blPara.lines)
        if 1 < count <= MOST_LINES:
            super().wrap(self._narrowest(width, count), height)
        return size

    def _narrowest(self, width: float, count: int) -> float:
        enough, little = width, width / count
        for _ in range(STEPS):
            middle = (enough + little) / 2
            if self._holds(middle, count):
                enough = middle
            else:
                little = middle
        return enough

    def _holds(self, width: float, count: int) -> bool:
        broken: Any = self.breakLines([width - self.style.leftIndent - self.style.rightIndent])
        lines = broken.lines
        slacks = (line[0] if isinstance(line, tuple) else line.extraSpace for line in lines)
        return len(lines) == count and all(slack > -0.01 for slack in slacks)
