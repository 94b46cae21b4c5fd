"""matrix.pdf: the paper as a table of topics by levels, then what each cell measures. For those who approve a paper."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from assets.look import Look
from builders.pdf import official
from builders.pdf.cells import Cell
from builders.pdf.compose import compose
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import Shell, box_of, draw, frame_of
from builders.pdf.setter import Setter
from course.model import Blueprint
from plan.matrix import Matrix, Specified
from plan.official import Head

NOTHING = "\u2013"
TOPIC = 0.34
"""Share of the text's width that the names of topics take."""
SPECIFIED = (0.26, 0.14, 0.36, 0.24)
"""Shares of topic, level, what is measured, items."""


def matrix_pdf(
    matrix: Matrix, blueprint: Blueprint, head: Head, look: Look, words: frozenset[str] = frozenset()
) -> tuple[bytes, int]:
    """PDF bytes and pages, under the official head of the course."""
    setter = Setter(official.official_look(look, head.rule), words)
    title = f"{look.say('exam.matrix.file')} - {blueprint.title}"
    shell = Shell(title, blueprint.title, ", ".join(head.names), foot=title, duplex=False)
    story = _story(setter, matrix, blueprint, head)
    pages = compose(story, box_of(setter.look, shell))
    return draw(pages, setter.look, shell), len(pages)


def percent_text(share: float) -> str:
    """`40` or `33,3`: one decimal at most, after a comma."""
    return f"{share:.1f}".removesuffix(".0").replace(".", ",")


def _story(setter: Setter, matrix: Matrix, blueprint: Blueprint, head: Head) -> Iterator[Flowable]:
    say, rule = setter.look.say, head.rule
    yield from official.head(setter, head)
    title = official.heading(setter, say("exam.matrix.title"), rule)
    yield with_extras(title, mark=Mark("matrix", say("exam.matrix.title")))
    about = say("exam.matrix.about", title=blueprint.title, count=matrix.total, minutes=blueprint.minutes,
                percent=blueprint.pass_percent)  # fmt: skip
    yield official.line_of(setter, about, rule.subheading, spaceAfter=8.0)
    yield _counts(setter, matrix)
    second = official.line_of(setter, say("exam.matrix.spec"), rule.subheading, spaceBefore=14.0, spaceAfter=6.0,
                              keepWithNext=1)  # fmt: skip
    yield with_extras(second, mark=Mark("spec", say("exam.matrix.spec")), tag="H2")
    yield _specification(setter, matrix)


def _counts(setter: Setter, matrix: Matrix) -> Flowable:
    """Topics by levels, with totals and shares."""
    say, width = setter.look.say, frame_of(setter.look).text_width
    number = width * (1 - TOPIC) / (len(matrix.levels) + 2)
    head = (say("exam.matrix.topic"), *matrix.levels, say("exam.matrix.total"), say("exam.matrix.share"))
    rows = [(row.topic, *row.counts, row.total, percent_text(matrix.percent(row.total))) for row in matrix.rows]
    rows.append((say("exam.matrix.total"), *matrix.totals, matrix.total, "100"))
    shares = (percent_text(matrix.percent(count)) for count in matrix.totals)
    rows.append((say("exam.matrix.share"), *shares, "100", NOTHING))
    made = [_row(setter, row, strong=at >= len(matrix.rows)) for at, row in enumerate(rows)]
    return setter.table(head, made, [width * TOPIC, *[number] * (len(head) - 1)])


def _row(setter: Setter, values: tuple[object, ...], strong: bool) -> list[Cell]:
    first, *rest = map(str, values)
    return [setter.text(first, "cell-strong" if strong else "cell"), *(setter.text(text, "cell") for text in rest)]


def _specification(setter: Setter, matrix: Matrix) -> Flowable:
    say, width = setter.look.say, frame_of(setter.look).text_width
    head = [say(f"exam.matrix.{name}") for name in ("topic", "level", "objectives", "kinds")]
    rows = [_specified(setter, cell) for cell in matrix.cells]
    return setter.table(head, rows, [width * share for share in SPECIFIED])


def _specified(setter: Setter, cell: Specified) -> list[Cell]:
    say = setter.look.say
    measured = "; ".join(cell.objectives) or say("exam.matrix.none")
    kinds = ", ".join(say("exam.matrix.cell", count=count, kind=say(f"exam.kind.{kind}")) for kind, count in cell.kinds)
    return [setter.text(text, "cell") for text in (cell.topic, cell.level, measured, kinds)]
