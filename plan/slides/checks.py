"""Quick checks: a practice item on a slide, its key behind a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.items import LETTERS, Cluster, Item, Matching, Multiple, NumberItem, Ordering, Single
from plan import nodes
from plan.lettered import Lettered, in_order, lefts, options, pairs, rights, statements, steps
from plan.phrases import number_answer
from plan.slides.desk import Desk, Pages, placed, too_long
from plan.slides.fit import largest
from plan.slides.grids import Row, Sheet, grids, text_cell
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Fill, Paragraph

ANSWERS = (24.0, 20.0)


@dataclass(frozen=True)
class Asked:
    """An item ready for a slide: its rows (two columns for pairs), the mark before each, and the answer in words."""

    marks: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[int, ...]
    answer: str


def check(desk: Desk, node: nodes.CheckNode, title: str, ref: str) -> Pages:
    """A slide with the item; the first layout that holds it is taken, cards before rows before a table."""
    asked = asked_of(desk, node.item)
    stem, answer = desk.para(node.item.stem), desk.para(desk.say("deck.answer", answer=asked.answer))
    source = desk.source(node.notes)
    if fills := _in_cards(desk, stem, asked, answer):
        layout, shown = fills
        mark = tuple(f"option{at + 1}" for at in asked.keys)
        yield from desk.slide("check", layout, title, ref, shown, reveal=("answer",), mark=mark, source=source)
    elif asked.rows:
        yield from _in_table(desk, node, title, ref, asked, answer)
    else:
        yield from _open(desk, node, title, ref, asked)


def _in_cards(desk: Desk, stem: Paragraph, asked: Asked, answer: Paragraph) -> tuple[str, list[Fill]] | None:
    count = len(asked.rows)
    if not asked.keys or not 2 <= count <= 4:
        return None
    layouts = ("quiz-grid", "quiz-rows-4") if count == 4 else (f"quiz-rows-{count}",)
    for size in (24.0, 20.0):
        for name in layouts:
            layout = LAYOUTS[name]
            options = [desk.para(row[0]) for row in asked.rows]
            ask = largest([stem], layout.box("stem"), (28, 24))
            tell = largest([answer], layout.box("answer"), ANSWERS)
            held = all(largest([option], layout.box(f"option{at}"), (size,)) for at, option in enumerate(options, 1))
            if ask and tell and held:
                return name, [Fill("stem", (stem,), ask), *_lettered(desk, options, size),
                              Fill("answer", (answer,), tell)]  # fmt: skip
    return None


def _lettered(desk: Desk, options: Sequence[Paragraph], size: float) -> list[Fill]:
    fills = []
    for at, option in enumerate(options, 1):
        fills += [Fill(f"letter{at}", (desk.para(LETTERS[at - 1]),), 24), Fill(f"option{at}", (option,), size)]
    return fills


def _in_table(desk: Desk, node: nodes.CheckNode, title: str, ref: str, asked: Asked, answer: Paragraph) -> Pages:
    layout = LAYOUTS["quiz-table"]
    columns = max((len(row) for row in asked.rows), default=1)
    head = [
        text_cell(desk, desk.say("words.question-number", number=node.number), "head"),
        text_cell(desk, node.item.stem, "head"),
    ]
    head += [text_cell(desk, desk.say("deck.check.second"), "head")] * (columns - 1)
    rows: list[Row] = [[text_cell(desk, mark, "number"), *(text_cell(desk, text) for text in row)]
                       for mark, row in zip(asked.marks, asked.rows, strict=True)]  # fmt: skip
    shares = (124.0, 740.0) if columns == 1 else ()
    pages, faults = grids(Sheet(head, rows, title, labelled=True, shares=shares), layout.box("table"), spare=0)
    size = largest([answer], layout.box("answer"), ANSWERS)
    if faults or len(pages) != 1 or not size:
        yield too_long("deck.question-too-long", "".join(span.text for span in node.item.stem))
    fill = Fill("answer", (answer,), size or ANSWERS[-1])
    yield from desk.slide("check", "quiz-table", title, ref, [fill], grid=pages[0], reveal=("answer",),
                          source=desk.source(node.notes))  # fmt: skip


def _open(desk: Desk, node: nodes.CheckNode, title: str, ref: str, asked: Asked) -> Pages:
    """A question without options: a short number has an answer to show, a written answer has none."""
    stem, problem = placed([desk.para(node.item.stem)], "quiz-open", "body", (32, 28, 24), "deck.question-too-long")
    if problem:
        yield problem
    line = desk.say("deck.answer", answer=asked.answer) if asked.answer else desk.say("deck.check.open")
    foot, problem = placed([desk.para(line)], "quiz-open", "answer", ANSWERS, "deck.text-too-long")
    if problem:
        yield problem
    yield from desk.slide("check", "quiz-open", title, ref, [stem, foot], reveal=("answer",) if asked.answer else (),
                          source=desk.source(node.notes))  # fmt: skip


def asked_of(desk: Desk, item: Item) -> Asked:
    """Any kind of item as marked rows with its answer in words; steps and right halves are put out of order."""
    match item:
        case Single() | Multiple():
            keys = tuple(at for at, option in enumerate(item.options) if option.key)
            return _marked(options(item.options), ", ".join(LETTERS[at] for at in keys), keys)
        case Cluster():
            said = [(letter, desk.say("words.correct" if one.answer else "words.wrong"))
                    for letter, one in statements(item)]  # fmt: skip
            shown = tuple(Lettered(f"{letter})", one.text) for letter, one in statements(item))
            return _marked(shown, "; ".join(f"{letter}) {word}" for letter, word in said))
        case NumberItem():
            return Asked((), (), (), number_answer(item))
        case Ordering():
            return _marked(steps(item), ", ".join(step.mark for step in in_order(item)))
        case Matching():
            rows = tuple((left.text, f"{right.mark}. {right.text}")
                         for left, right in zip(lefts(item), rights(item), strict=True))  # fmt: skip
            found = (f"{left.mark}: {right.mark}" for left, right in pairs(item))
            return Asked(tuple(left.mark for left in lefts(item)), rows, (), "; ".join(found))
        case _:
            return Asked((), (), (), "")


def _marked(shown: tuple[Lettered, ...], answer: str, keys: tuple[int, ...] = ()) -> Asked:
    return Asked(tuple(part.mark for part in shown), tuple((part.text,) for part in shown), keys, answer)
