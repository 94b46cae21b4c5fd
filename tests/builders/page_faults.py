"""What is wrong with the pages of a printed edition, as the eye sees it: see `pages_seen`. No page object is asked.

Points. What is looked at: the edges of the paper, text over text, notes and their marks, single lines, headings left
alone, pages that stay nearly empty.
"""

import re
from dataclasses import dataclass

from pages_seen import by_element

MM = 72 / 25.4
EDGE = 8 * MM  # nothing nearer to the paper's edge
RULE = 42 * MM  # the line above notes
SLACK = 3.5  # half of the thickest line, the side bearing of a letter
HIGH = 9  # lines
HEAD_FACE = "BeVietnamPro-Bold"


@dataclass(frozen=True)
class Paper:
    """Where text may stand, for the pages of an edition; `small` is the size of note numbers."""

    inner: float
    outer: float
    top: float
    bottom: float
    small: float
    column: float = 0.0
    duplex: bool = True
    order: tuple[tuple[int, int], ...] | None = None
    filled: bool = True

    def left(self, page):
        """The left margin of a page, counted from 0."""
        return self.outer if self.duplex and page.number % 2 else self.inner

    def right(self, page):
        """The right edge of the text."""
        return page.width - (self.inner + self.outer - self.left(page))


def paper_of(look, column=False, duplex=True, order=None, filled=True):
    """From the tokens of an edition's look."""
    sides = [look.length(f"margin.{name}") * MM for name in ("inner", "outer", "top", "bottom")]
    small = max(6.5, 6.5 * look.size("print.text") / 11)
    return Paper(*sides, small, (look.length("note.column") + 6) * MM if column else 0.0, duplex, order, filled)


def faults_of(pages, paper):
    """Each fault in words, with its page from 1."""
    found = []
    for page in pages:
        found += [
            f"page {page.number + 1}: {fault}" for fault in (*edges(page, paper), *overlaps(page), *notes(page, paper))
        ]
    for page in pages[1:-1] if paper.filled else ():
        found += [f"page {page.number + 1}: {fault}" for fault in emptiness(page, paper)]
    for page, after in zip(pages, pages[1:], strict=False):
        found += [f"page {page.number + 1}: {fault}" for fault in lonely_heads(page, after, paper)]
    return found + marks_and_notes(pages, paper) + single_lines(pages)


def edges(page, paper):
    """Nothing outside the text area but running heads and feet, and those not at the edge."""
    top, bottom = page.height - paper.top, paper.bottom
    for piece in page.pieces:
        said = repr((piece.text or "a drawing")[:30])
        if (
            piece.left < EDGE
            or piece.right > page.width - EDGE
            or piece.bottom < EDGE
            or piece.top > page.height - EDGE
        ):
            yield f"{said} at the paper's edge"
        elif piece.left < paper.left(page) - SLACK - 6 * bool(paper.column) or piece.right > paper.right(page) + SLACK:
            yield f"{said} beside the text area"
        elif piece.top > top + 4 and piece.bottom < top or piece.bottom < bottom - 4 and piece.top > bottom + 4:
            yield f"{said} over the end of the text area"


def overlaps(page):
    """Letters over letters."""
    texts = sorted((one for one in page.texts if one.top - one.bottom > 1), key=lambda one: one.bottom)
    for at, one in enumerate(texts):
        for other in texts[at + 1 :]:
            if other.bottom > one.top:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            up = min(one.top, other.top) - max(one.bottom, other.bottom)
            if across > 1.5 and up > 1.5:
                yield f"{one.text[:30]!r} over {other.text[:30]!r}"


def rule_of(page, paper):
    """The height of the line above the notes; None where there is none."""
    found = [one for one in page.lines if abs(one.left - paper.left(page)) < 2 and abs(one.right - one.left - RULE) < 2]
    return min((one.bottom for one in found), default=None)


def numbers_on(page, paper):
    """Numbers of notes: those of marks, those that stand before a note."""
    rule, marks, begun = rule_of(page, paper), [], []
    for piece in page.texts:
        if abs(piece.size - paper.small) < 0.06 and re.fullmatch(r"[\d,\s]+", piece.text):
            below = rule is not None and piece.top < rule and piece.left < paper.left(page) + SLACK
            (begun if below else marks).extend(number for number in re.split(r"[,\s]+", piece.text) if number)
    return marks, begun


def notes(page, paper):
    """Notes stand below the text, each number once."""
    rule = rule_of(page, paper)
    _, begun = numbers_on(page, paper)
    if len(set(begun)) < len(begun):
        yield f"notes {begun}"
    held = [one for one in page.texts if one.element and one.element.kind == "Note"]
    if bool(held) != (rule is not None):
        yield "notes without a rule" if held else "a rule without notes"
    elif held:
        above = [
            one for one in page.texts if one.element and one.element.kind != "Note" and "Note" not in one.element.path
        ]
        if any(paper.bottom < one.bottom < rule - 1 for one in above):
            yield "text among the notes"


def note_elements(page):
    """The notes of which something stands on the page."""
    return {id(one.element) for one in page.texts if one.element and one.element.kind == "Note"}


def marks_and_notes(pages, paper):
    """Each mark has its note on its page, or on the next when notes fill this one's foot; no note without a mark."""
    found, owed = [], set()
    for page, after in zip(pages, [*pages[1:], None], strict=True):
        marks, begun = map(set, numbers_on(page, paper))
        if begun - marks - owed:
            found.append(f"page {page.number + 1}: notes {sorted(begun - marks - owed)} have no mark")
        missing = marks - begun
        owed = {number for number in owed - begun if number}
        rule = rule_of(page, paper)
        goes_on = after and note_elements(page) & note_elements(after)
        if missing and not goes_on and (rule is None or rule < page.height * 0.3):
            found.append(f"page {page.number + 1}: marks {sorted(missing)} have no note")
        owed |= missing
    return found + [f"notes {sorted(owed)} never come"] * bool(owed)


def lines_in(pieces):
    """How many lines these pieces make."""
    heights = sorted(round(piece.baseline, 1) for piece in pieces)
    return sum(1 for at, one in enumerate(heights) if not at or one - heights[at - 1] > 3)


def single_lines(pages):
    """No paragraph leaves one line behind, or takes one along."""
    found = []
    for part, on in by_element(pages):
        counts = [lines_in(pieces) for pieces in on.values()]
        if len(counts) > 1 and part.kind not in ("TD", "TH", "Lbl") and (counts[0] < 2 or counts[-1] < 2):
            first = next(iter(on.values()))[0].text
            found.append(f"pages {[at + 1 for at in on]}: {part.kind} {first[:20]!r} in {counts} lines")
    return found


def main_pieces(page, paper):
    """What stands in the text area, beside no note and not in the note column."""
    rule = rule_of(page, paper)
    edge = paper.right(page) - paper.column
    top, bottom = page.height - paper.top + 4, max(paper.bottom - 4, rule or 0.0)
    inside = [one for one in page.pieces if one.bottom >= bottom and one.top <= top]
    return [one for one in inside if not paper.column or one.left < edge]


def lonely_heads(page, after, paper):
    """The last that stands in the text is no heading, unless it goes on at the head of the page after."""
    pieces = main_pieces(page, paper)
    last = min(pieces, key=lambda one: one.bottom, default=None)
    if not last or not last.text or not last.element or any(one.element is last.element for one in after.pieces):
        return
    if page.number == 0 or any(one.text and last.text in one.text for one in page.pieces if not one.element):
        return  # a cover names its edition below its title
    if lines_in([one for one in pieces if one.element is last.element]) > HIGH:
        return  # a heading as high as that cannot always move on
    if last.font == HEAD_FACE or last.element.kind[0] == "H":
        yield f"{last.text[:30]!r} stands last"


def emptiness(page, paper):
    """Text or lines to write on reach down over a quarter at least."""
    high = page.height - paper.top - paper.bottom
    rule = rule_of(page, paper)
    lowest = min((one.bottom for one in main_pieces(page, paper)), default=page.height - paper.top)
    used = page.height - paper.top - lowest + ((rule or paper.bottom) - paper.bottom)
    if used < high / 4:
        yield f"filled to {used / high:.0%}"
