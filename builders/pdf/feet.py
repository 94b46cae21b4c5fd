"""Notes at the foot of pages: how high they are, and how one that a page cannot hold goes on at the foot of the next.

Lengths in points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportlab.platypus import Flowable

from builders.pdf.extras import hand_on

NOTE_GAP = 8.0  # from the text to the line above the notes
NOTE_RULE = 4.0  # from that line to the first note
ABOVE = NOTE_GAP + NOTE_RULE


@dataclass(frozen=True)
class Foot:
    """A note at the foot, or a part of one. All parts share `origin`; `holder` is what its mark stands in.

    `key` is None where it goes on from the page before.
    """

    flow: Flowable
    height: float
    origin: object
    holder: object
    key: str | None = None


class Notes:
    """The notes of a story: key -> paragraph, set in this width."""

    def __init__(self, paragraphs: Mapping[str, Flowable], width: float) -> None:
        self.paragraphs, self.width = paragraphs, width
        self.heights: dict[str, float] = {}

    def height(self, key: str) -> float:
        """Of one note."""
        if key not in self.heights:
            self.heights[key] = self._wrapped(self.paragraphs[key])
        return self.heights[key]

    def room(self, keys: Iterable[str], begun: bool) -> float:
        """What these take at the foot of a page, with the rule above them unless other notes have `begun` there."""
        height = sum(self.height(key) for key in keys)
        return height + (ABOVE if height and not begun else 0.0)

    def foot(self, key: str, holder: Flowable) -> Foot:
        """A note, not yet on a page."""
        return Foot(self.paragraphs[key], self.height(key), object(), getattr(holder, "origin", holder), key)

    def cut(self, foot: Foot, room: float) -> list[Foot]:
        """What stands in so much room, and the rest; the whole of it where nothing can stand there alone."""
        parts = foot.flow.splitOn(None, self.width, max(room, 0.0))
        if len(parts) < 2:
            self._wrapped(foot.flow)
            return [foot]
        hand_on(foot.flow, parts)
        first, *rest = (Foot(part, self._wrapped(part), foot.origin, foot.holder) for part in parts)
        return [Foot(first.flow, first.height, foot.origin, foot.holder, foot.key), *rest]

    def _wrapped(self, paragraph: Flowable) -> float:
        return float(paragraph.wrapOn(None, self.width, 1e6)[1])
