"""Self-checks to answer on paper, their answers in words, and the answer key. Rings and boxes are vectors."""

from collections.abc import Iterator
from typing import Any, assert_never

from reportlab.platypus import Flowable, Spacer

from builders.handout.balanced import Settled
from builders.handout.ended import to_page
from builders.handout.kit import Kit
from builders.pdf.cells import Pads
from builders.pdf.compose import Keep
from builders.pdf.extras import Mark, with_extras
from builders.pdf.lines import Square, box
from builders.pdf.styles import color
from builders.pdf.table import bare_table
from builders.pdf.text import Letters, Text
from course.items import (
    LETTERS,
    STATEMENTS,
    AnyItem,
    Cluster,
    Matching,
    Multiple,
    NumberItem,
    Option,
    Ordering,
    Single,
    Written,
)
from plan.chance import out_of_order
from plan.nodes import CheckNode

RING = 0.73  # radius, in em of the letter inside
SHORT_FROM = 4  # options, for two columns
AIR = 8.0  # points between two columns
ABREAST = Pads(0, AIR, 0, 3)
INDENT = 22.0  # points beside text of 11
SMALLER, LEADING = 1.0, 1.4  # points under the text's size; line pitch in em
OPENING = 3  # words of an instruction that tell whether it is given already
SURE_LINES = 2  # of a written answer; more only where the page has room for them


def ring(size: float) -> float:
    """The radius of a ring around a letter, in points."""
    return size * RING


class Ringed(Settled):
    """A paragraph whose bullet stands in a ring."""

    def draw(self) -> None:
        """The ring, then the letter and the words."""
        if self.bulletText:
            self.canv.setStrokeColor(self.style.bulletColor)
            self.canv.setLineWidth(0.8)
            middle = self.height - self.style.fontSize * 0.66
            self.canv.circle(self.style.bulletIndent, middle, ring(self.style.bulletFontSize))
        super().draw()


class Squared(Ringed):
    """The same in a square: more than one may be right."""

    def draw(self) -> None:
        """The square, then the letter and the words."""
        if self.bulletText:
            radius = ring(self.style.bulletFontSize)
            x, y = self.style.bulletIndent - radius, self.height - self.style.fontSize * 0.66 - radius
            box(self.canv, x, y, 2 * radius, self.style.bulletColor)
        Text.draw(self)


class Empty(Squared):
    """An empty square to write a number or a letter into; the bullet is a space."""


def check(kit: Kit, node: CheckNode, heading: bool) -> Iterator[Flowable]:
    """The item on one page; `heading` when it is the first of a run."""
    setter = kit.setter
    number = kit.look.say("words.question-number", number=node.number)
    inner = f"<b>{setter.markup(number)}.</b> {setter.markup(node.item.stem)}"
    stem = setter.raw(inner, "ragged", keepWithNext=1, **_asked(kit), spaceBefore=4, spaceAfter=3)
    with_extras(stem, mark=Mark(place_of(node), number, hidden=True))
    head: list[Flowable] = []
    if heading or node.title:
        lead = setter.text(node.title or kit.look.say("words.self-check"), "lead", spaceAfter=setter.grown(2))
        head.append(to_page(kit, lead, "handout.answers.on", "answers"))
    yield Keep([*head, stem, *_answers(kit, node.item)])


def place_of(node: CheckNode) -> str:
    """The name of the place where the item is asked."""
    return f"check-{node.number}"


def answer_place(node: CheckNode) -> str:
    """The name of the place where the answer key answers it."""
    return f"answer-{node.number}"


def _answers(kit: Kit, item: AnyItem) -> list[Flowable]:
    setter, look = kit.setter, kit.look
    match item:
        case Single():
            return _options(kit, item.options, Ringed)
        case Multiple():
            how = [] if _is_asked(look.say("document.check.many"), item.stem) else ["document.check.many"]
            return [*(setter.say(key, "small") for key in how), *_options(kit, item.options, Squared)]
        case Cluster():
            return [setter.say("document.check.cluster", "small"), _cluster(kit, item)]
        case NumberItem():
            return [setter.labelled(f"{look.say('document.check.answer')} {f'({item.unit})' if item.unit else ''}")]
        case Written():
            return [setter.writing(min(item.lines, SURE_LINES), item.lines)]
        case Ordering():
            steps = [_empty(kit, step) for step in out_of_order(item.sequence)]
            return [setter.say("document.check.order", "small"), *steps]
        case Matching():
            rights = out_of_order(tuple(pair.right for pair in item.pairs))
            lefts = [_empty(kit, pair.left) for pair in item.pairs]
            lettered = [_lettered(kit, at, right, Ringed) for at, right in enumerate(rights)]
            return [setter.say("document.check.match", "small"), *lefts, *lettered]
        case _:
            assert_never(item)


def _is_asked(how: str, stem: Letters) -> bool:
    """Whether the question itself begins to say how it is answered, as the instruction does."""
    said = stem if isinstance(stem, str) else "".join(span.text for span in stem)
    return " ".join(how.split()[:OPENING]) in said


def _options(kit: Kit, options: tuple[Option, ...], kind: type[Text]) -> list[Flowable]:
    """One below the other, or in two columns where all of them are short."""
    made = [_lettered(kit, at, option.text, kind) for at, option in enumerate(options)]
    half = kit.width / 2
    if len(made) < SHORT_FROM or any(words.wrap(half - AIR, 1e6)[1] > words.style.leading + 0.1 for words in made):
        return list(made)
    rows = [[made[at], made[at + 1] if at + 1 < len(made) else Spacer(0, 0)] for at in range(0, len(made), 2)]
    return [bare_table(rows, [half, half], ABREAST, after=4)]


def _lettered(kit: Kit, at: int, words: Letters, kind: type[Text]) -> Text:
    return _bulleted(kit, LETTERS[at], words, kind)


def _empty(kit: Kit, words: Letters) -> Text:
    made = _bulleted(kit, " ", words, Empty)
    made.said = kit.look.say("ear.fill")
    return made


def _bulleted(kit: Kit, bullet: str, words: Letters, kind: type[Text]) -> Text:
    size = kit.look.size("print.small")
    return kit.setter.text(
        words, "point", bullet=bullet, kind=kind, leftIndent=kit.setter.grown(INDENT), bulletIndent=ring(size) + 1,
        bulletFontSize=size, bulletAnchor="middle", spaceAfter=1.2, **_asked(kit),
    )  # fmt: skip


def _asked(kit: Kit) -> dict[str, Any]:
    """A little smaller than the text, so that an item stands out as one."""
    size = max(kit.look.size("print.text") - SMALLER, kit.look.size("print.small"))
    return {"fontSize": size, "leading": size * LEADING}


def _cluster(kit: Kit, item: Cluster) -> Flowable:
    setter, look, ink = kit.setter, kit.look, color(kit.look, "ink")
    side, narrow = 2 * ring(look.size("print.small")), kit.setter.grown(25)
    said = look.say("ear.tick")
    head = [look.say("document.check.statement"), look.say("words.true-letter"), look.say("words.false-letter")]
    rows = [
        [setter.text(f"{letter}) {statement.text}", "cell"), Square(side, ink, said), Square(side, ink, said)]
        for letter, statement in zip(STATEMENTS, item.statements, strict=False)
    ]
    return setter.table(head, rows, [kit.width - 2 * narrow, narrow, narrow])
