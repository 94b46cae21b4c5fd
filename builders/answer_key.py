"""The key for the jury on a page: answers of all forms, marks, conversion table, and how many copies to make."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from assets.look import Look
from builders.booklet import BOTTOM, NEXT_TOP, Booklet
from builders.drawing import POINT, fitting
from builders.pdf.tree import Part
from builders.quiz_head import LEFT, RIGHT, Heading, centred, official
from builders.quiz_page import Paper
from builders.quiz_type import Setter, height, within
from course.items import LETTERS, Cluster, Written
from course.model import Blueprint
from plan.form import Answer, Quiz, print_mark

WIDE = (RIGHT - LEFT) / POINT
CLASS = 300
"""The class for which copies are counted; the list says how to count for another."""
SPARE = 10
GROUP = 5
FORMS_TOGETHER = 12
FOUR = 4  # statements of a cluster for which the country has a scale
ROW, NUMBER, NARROW, BETWEEN, LABEL = 6.0, 11.0, 9.5, 6.0, 25.0  # mm: a row, columns, between tables, a row's label
LEAST, ODD = 8.5, 9  # pt of an answer; letters from which an answer is a long number and may stand smaller
MOST_ROWS = 40
HEAD_OF_COLUMN, HEAD_OF_ROW = (partial(Part, "TH", scope=scope) for scope in ("Column", "Row"))
PAIRS = 11  # of right answers and marks in a line of the conversion table


def build(
    quiz: Quiz, heading: Heading, look: Look, setter: Setter, pages: int, copies: Sequence[str] = (), mark: str = ""
) -> Booklet:
    """Answers of all forms, marks, conversion table, copies to make. `pages` are those of a booklet.

    `copies`: what to print, in place of the list for a class of no known size; `mark`: the letters of the sitting, in
    place of those of the forms.
    """
    paper = Paper(look, f"{look.say('quiz.files.key')} - {quiz.blueprint.title}", heading.title)
    paper.new_page()
    y = official(paper, look, heading) + 1
    y = centred(paper, setter, look.say("quiz.key.title"), y, look.size("exam.title"), bold=True, kind="H1")
    y = centred(paper, setter, f"{quiz.blueprint.title} · {heading.title}", y, 9.5)
    y = centred(paper, setter, look.say("quiz.key.secret"), y, 9.5)
    y = centred(paper, setter, look.say("quiz.key.mark", mark=mark or print_mark(quiz.forms)), y, 9.5) + 3
    y = _answers(paper, look, quiz, y) + 4
    y = _texts(paper, look, setter, "quiz.key.scale", _scale(look, quiz), y)
    y = _conversion(paper, look, quiz, y) + 4
    _texts(paper, look, setter, "quiz.key.copies", copies or _copies(look, quiz, pages), y)
    return Booklet(paper.bytes(), paper.pages)


def answer_text(answer: Answer, look: Look) -> str:
    """How an answer is written in a table: letters, D and S for a cluster, the number, or that a person marks it."""
    if answer.truths:
        return "".join(look.say("words.true-letter" if truth else "words.false-letter") for truth in answer.truths)
    return "".join(LETTERS[at] for at in answer.right) or answer.value or look.say("quiz.key.by-hand")


def score(right: int, count: int, scale: int) -> str:
    """Marks for so many right answers, two digits after the comma, halves rounded up."""
    exact = (Decimal(right) * scale / Decimal(count)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{exact}".replace(".", ",")


def least_to_pass(blueprint: Blueprint, count: int) -> int:
    """Right answers that it takes to pass."""
    return -(-count * blueprint.pass_percent // 100)


def _answers(paper: Paper, look: Look, quiz: Quiz, y: float) -> float:
    """Question by form, in tables beside and below each other; a dozen forms in a table at most."""
    codes = [form.code for form in quiz.forms]
    for at in range(0, len(codes), FORMS_TOGETHER):
        wide = _cell(paper, look, quiz) * len(codes[at : at + FORMS_TOGETHER])
        for table in _tables(wide, quiz.blueprint.total, y):
            y = _room(paper, y, ROW * (len(table[0]) + 1))
            wide = (RIGHT - LEFT + BETWEEN) / len(table) - BETWEEN
            for place, numbers in enumerate(table):
                left = LEFT + (wide + BETWEEN) * place
                _table(paper, look, quiz, codes[at : at + FORMS_TOGETHER], numbers, (left, y, wide))
            y += ROW * (len(table[0]) + 1) + 3
    return y


def _cell(paper: Paper, look: Look, quiz: Quiz) -> float:
    """Width that a form's column needs, mm."""
    texts = {answer_text(answer, look) for key in quiz.keys.values() for answer in key}
    return max(NARROW, *(paper.width(text, LEAST, bold=True) + 2 for text in texts if len(text) < ODD))


def _tables(wide: float, count: int, y: float) -> Iterator[list[range]]:
    """The numbers of tables that stand side by side, row of tables by row."""
    across = max(1, min(3, count // GROUP, int((RIGHT - LEFT + BETWEEN) / (NUMBER + wide + BETWEEN))))
    rows = min(-(-count // across), int((BOTTOM - y) / ROW) - 1 if y < BOTTOM / 2 else MOST_ROWS)
    for start in range(0, count, rows * across):
        starts = range(start, min(start + rows * across, count), rows)
        yield [range(first, min(first + rows, count)) for first in starts]


def _table(
    paper: Paper, look: Look, quiz: Quiz, codes: Sequence[str], numbers: range, place: tuple[float, float, float]
) -> None:
    """Forms beside each other, numbers below each other, a heavier line after each five."""
    left, top, wide = place
    step = (wide - NUMBER) / len(codes)
    below = top + ROW * (len(numbers) + 1)
    across = [left + NUMBER / 2, *(left + NUMBER + step * (at + 0.5) for at in range(len(codes)))]
    with paper.inside("Table"):
        with paper.inside("TR"):
            for x, word in zip(across, (look.say("quiz.key.number"), *codes), strict=True):
                paper.text(x, top + 4.3, word, 9, bold=True, align="centre", tag=HEAD_OF_COLUMN())
        for row, number in enumerate(numbers, 1):
            _row(paper, look, [quiz.keys[code][number] for code in codes], across, top + ROW * row + 4.4, step)
    for row in range(len(numbers) + 2):
        heavy = row in (0, 1, len(numbers) + 1) or (row > 1 and (numbers[row - 2] + 1) % GROUP == 0)
        paper.rule(left, top + ROW * row, left + wide, top + ROW * row, 1.0 if heavy else 0.35)
    for x in (left, *(left + NUMBER + step * at for at in range(len(codes))), left + wide):
        paper.rule(x, top, x, below, 0.5)


def _row(
    paper: Paper, look: Look, answers: Sequence[Answer], across: Sequence[float], base: float, step: float
) -> None:
    """The number of a question and its answer on each form."""
    with paper.inside("TR"):
        first, *places = across
        paper.text(first, base, str(answers[0].number), 10, align="centre", tag=HEAD_OF_ROW())
        for x, answer in zip(places, answers, strict=True):
            text = answer_text(answer, look)
            size = fitting(paper, text, 10, 5, step - 1, bold=True)  # only long numbers go below LEAST
            paper.text(x, base, text, size, bold=True, align="centre", tag="TD")


def _room(paper: Paper, y: float, needed: float) -> float:
    """The same y, or the top of a new page where that much does not fit."""
    if y + needed <= BOTTOM:
        return y
    paper.new_page()
    return NEXT_TOP


def _texts(paper: Paper, look: Look, setter: Setter, heading: str, lines: Sequence[str], y: float) -> float:
    block = [row for line in lines for row in within(setter.rows(line, WIDE, 9.5, 13.6), Part("P"))]
    y = _room(paper, y, 7 + height(tuple(block)) * POINT)
    paper.text(LEFT, y + 4, look.say(heading), 10.5, bold=True, tag="H2")
    paper.draw(tuple(block), LEFT, y + 5.6)
    return y + 7.5 + height(tuple(block)) * POINT


def _scale(look: Look, quiz: Quiz) -> list[str]:
    blueprint, count = quiz.blueprint, quiz.blueprint.total
    least = least_to_pass(blueprint, count)
    lines = [
        look.say("quiz.key.rule"),
        look.say("quiz.key.formula", scale=blueprint.scale, count=count),
        look.say("quiz.key.pass", least=least, count=count, percent=blueprint.pass_percent,
                 score=score(least, count, blueprint.scale)),
    ]  # fmt: skip
    clusters = [item for item in quiz.items if isinstance(item, Cluster)]
    if clusters and all(len(item.statements) == FOUR for item in clusters):
        lines.append(look.say("quiz.key.cluster"))
    return lines + [look.say("quiz.key.written")] * any(isinstance(item, Written) for item in quiz.items)


def _conversion(paper: Paper, look: Look, quiz: Quiz, y: float) -> float:
    """Right answers over marks; those that pass in bold."""
    count, least = quiz.blueprint.total, least_to_pass(quiz.blueprint, quiz.blueprint.total)
    y = _room(paper, y, 7 + ROW * 2)
    paper.text(LEFT, y + 4, look.say("quiz.key.conversion"), 10.5, bold=True, tag="H2")
    y += 6
    step = (RIGHT - LEFT - LABEL) / PAIRS
    for start in range(0, count + 1, PAIRS):
        y = _room(paper, y, ROW * 2 + 2)
        shown = range(start, min(start + PAIRS, count + 1))
        right = LEFT + LABEL + step * len(shown)
        rows = [[str(number) for number in shown], [score(number, count, quiz.blueprint.scale) for number in shown]]
        with paper.inside("Table"):
            for line, (word, texts) in enumerate(zip(("quiz.key.right", "quiz.key.score"), rows, strict=True)):
                base = y + ROW * line + 4.3
                with paper.inside("TR"):
                    paper.text(LEFT + 1, base, look.say(word), 9, tag=HEAD_OF_ROW() if line else "TD")
                    for at, (number, text) in enumerate(zip(shown, texts, strict=True)):
                        x, tag = LEFT + LABEL + step * (at + 0.5), "TD" if line else HEAD_OF_COLUMN()
                        paper.text(x, base, text, 9, bold=number >= least, align="centre", tag=tag)
        for row in range(3):
            paper.rule(LEFT, y + ROW * row, right, y + ROW * row, 0.35 if row == 1 else 0.8)
        for x in (LEFT, *(LEFT + LABEL + step * at for at in range(len(shown) + 1))):
            paper.rule(x, y, x, y + ROW * 2, 0.35)
        y += ROW * 2 + 2
    return y


def _copies(look: Look, quiz: Quiz, pages: int) -> list[str]:
    codes = [form.code for form in quiz.forms]
    forms, each = ", ".join(codes), -(-CLASS // len(codes))
    paper = len(codes) * each * -(-pages // 2) + CLASS + SPARE
    return [
        look.say("quiz.key.copies-forms", forms=forms, each=each, pages=pages),
        look.say("quiz.key.copies-sheets", count=CLASS, spare=SPARE),
        look.say("quiz.key.copies-paper", count=f"{paper:,}".replace(",", ".")),
        look.say("quiz.key.copies-class", people=CLASS, forms=len(codes)),
        look.say("quiz.key.seats", forms=forms),
        look.say("quiz.key.stencils"),
    ]
