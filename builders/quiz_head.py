"""The head of a quiz page: whose it is, by the custom of party or state bodies, its title, and lines for the name.

Party bodies: the issuing body left with a star below it, the party's name right. State bodies and the Front: the
national title right. Without a head the body's name stands alone. No date: the paper is written on another day.
"""

from collections.abc import Sequence

from assets.look import Look
from builders.quiz_page import Paper, fitting
from builders.quiz_type import Setter, height
from course.model import Course

LEFT, RIGHT, TOP = 20.0, 190.0, 15.0
HALF = 78.0
"""Width of each side of the head, mm."""
POINT = 25.4 / 72
SIZE, STEP = 10.0, 5.0


def official(paper: Paper, look: Look, course: Course) -> float:
    """Draws whose paper it is; the y below it, mm."""
    if course.head == "none" and not course.organisation:
        return TOP
    right = {"party": "quiz.party", "state": "quiz.nation"}.get(course.head)
    below = _bodies(paper, look, course, LEFT + HALF / 2 if right else (LEFT + RIGHT) / 2)
    if not right:
        return below
    middle, y = RIGHT - HALF / 2, TOP + 4
    wide = _line(paper, middle, y, look.say(right), True)
    if course.head == "state":
        y += STEP
        wide = _line(paper, middle, y, look.say("quiz.motto"), True)
    paper.rule(middle - wide / 2, y + 1.6, middle + wide / 2, y + 1.6)
    return max(below, y + 4)


def _bodies(paper: Paper, look: Look, course: Course, middle: float) -> float:
    """Superior bodies in plain capitals, the issuing one in bold, a star (party) or a short rule below."""
    y, wide = TOP + 4 - STEP, 0.0
    for at, name in enumerate(course.organisation, 1):
        y += STEP
        wide = _line(paper, middle, y, name, at == len(course.organisation))
    if course.organisation and course.head == "party":
        y += 4
        paper.text(middle, y, look.say("quiz.star"), SIZE, align="centre")
    elif course.organisation:
        paper.rule(middle - wide / 5, y + 1.6, middle + wide / 5, y + 1.6)
    return y + 4


def _line(paper: Paper, middle: float, y: float, text: str, bold: bool) -> float:
    size = fitting(paper, text, SIZE, 6.5, HALF, bold)
    paper.text(middle, y, text, size, bold=bold, align="centre")
    return paper.width(text, size, bold)


def centred(paper: Paper, setter: Setter, text: str, y: float, size: float, *, bold: bool = False) -> float:
    """A text in the middle, on as many lines as it takes; the y below it."""
    rows = setter.rows(text, (RIGHT - LEFT) / POINT, size, size * 1.43, bold=bold)
    for row in rows:
        wide = sum(setter.width(run.text.rstrip(), run.size, bold) for run in row.runs) * POINT
        paper.draw((row,), (LEFT + RIGHT - wide) / 2, y)
        y += height((row,)) * POINT
    return y


def fill_in(paper: Paper, labels: Sequence[tuple[str, float]], y: float) -> None:
    """Labels, each followed by a dotted line up to its share (mm) of the row."""
    x = LEFT
    for label, share in labels:
        paper.text(x, y, f"{label}:", 10)
        paper.dots(x + paper.width(f"{label}: ", 10), x + share - 2, y + 0.6)
        x += share
