"""Self-checks to answer on paper, their answers in words, and the answer key. Rings and boxes are vectors."""

from collections.abc import Iterator
from typing import Any, assert_never

from reportlab.platypus import Flowable

from builders.handout.balanced import Settled
from builders.handout.ended import to_page
from builders.handout.kit import Kit
from builders.pdf.cells import Pads
from builders.pdf.compose import Keep
from builders.pdf.extras import Mark, with_extras
from builders.pdf.lines import Square, box
from builders.pdf.styles import color
from builders.pdf.text import Letters, Text
from course.items import (
    LETTERS,
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
from plan import lettered
from plan.nodes import CheckNode

RING = 0.73  # radius, in em of the letter inside
FREE = 1.1  # from ring to ring at least, in diameters
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
    asked = to_page(kit, stem, "handout.answers.on", answer_place(node))
    head: list[Flowable] = []
    if heading or node.title:
        lead = setter.text(node.title or kit.look.say("words.self-check"), "lead", spaceAfter=setter.grown(2))
        head.append(lead)
    yield Keep([*head, asked, *_answers(kit, node.item)])


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
            steps = [_empty(kit, step) for step in lettered.steps(item)]
            return [setter.say("document.check.order", "small"), *steps]
        case Matching():
            lefts = [_empty(kit, left) for left in lettered.lefts(item)]
            rights = [_lettered(kit, at, right.text, Ringed) for at, right in enumerate(lettered.rights(item))]
            return [setter.say("document.check.match", "small"), *lefts, *rights]
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
    rows = [[made[at], made[at + 1] if at + 1 < len(made) else kit.setter.nothing()] for at in range(0, len(made), 2)]
    return [kit.setter.bare(rows, [half, half], ABREAST, after=4)]


def _lettered(kit: Kit, at: int, words: Letters, kind: type[Text]) -> Text:
    return _bulleted(kit, LETTERS[at], words, kind)


def _empty(kit: Kit, part: lettered.Lettered) -> Text:
    """A place to write in before the part, which is named as on the slide."""
    made = _bulleted(kit, " ", f"{part.mark}.\u00a0{part.text}", Empty)
    made.said = kit.look.say("ear.fill")
    return made


def _bulleted(kit: Kit, bullet: str, words: Letters, kind: type[Text]) -> Text:
    size, asked = kit.look.size("print.small"), _asked(kit)
    after = max(1.2, 2 * ring(size) * FREE - asked["leading"])
    return kit.setter.text(
        words, "point", bullet=bullet, kind=kind, leftIndent=kit.setter.grown(INDENT), bulletIndent=ring(size) + 1,
        bulletFontSize=size, bulletAnchor="middle", spaceAfter=after, **asked,
    )  # fmt: skip


def _asked(kit: Kit) -> dict[str, Any]:
    """A little smaller than the text, so that an item stands out as one."""
    size = max(kit.look.size("print.text") - SMALLER, kit.look.size("print.small"))
    return {"fontSize": size, "leading": size * LEADING}


def _cluster(kit: Kit, item: Cluster) -> Flowable:
    setter, look, ink = kit.setter, kit.look, color(kit.look, "ink")
    side, narrow = 2 * ring(look.size("print.small")), kit.setter.grown(25)
    said = look.say("ear.tick")

    def square() -> Square:
        return setter.again(("square", side, ink, said), lambda: Square(side, ink, said))

    head = [look.say("document.check.statement"), look.say("words.true-letter"), look.say("words.false-letter")]
    rows = [
        [setter.text(f"{letter}) {statement.text}", "cell"), square(), square()]
        for letter, statement in lettered.statements(item)
    ]
    return setter.table(head, rows, [kit.width - 2 * narrow, narrow, narrow])
