"""The cover and the table of contents. Page numbers are looked up while drawing."""

from collections.abc import Iterator, Mapping

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from builders.handout.balanced import Balanced
from builders.handout.kit import Kit, widen
from builders.handout.qr import QrCode
from builders.pdf.compose import NewPage
from builders.pdf.entry import NUMBER_ROOM, Entry
from builders.pdf.extras import Mark
from builders.pdf.lines import Push, Rule
from builders.pdf.styles import color
from course.text import Span
from plan.nodes import Document

WHOSE = {"trainer": "handout.name.trainer"}  # edition -> who writes the name on it, if not a learner


class ByEdition(Flowable):
    """Words that differ between editions and take the same room in each."""

    def __init__(self, words: Mapping[str, Flowable]) -> None:
        super().__init__()
        self.words = words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The highest of them."""
        self.width = width
        self.height = max(words.wrapOn(None, width, height)[1] for words in self.words.values())
        return width, self.height

    def draw(self) -> None:
        """Those of the edition that is drawn."""
        words = self.words[self.canv.edition]
        words.drawOn(self.canv, 0, self.height - words.height)


def cover(kit: Kit, document: Document) -> Iterator[Flowable]:
    """Organisation, title, what one can do afterwards, lines for name and unit, state of the text."""
    setter, look = kit.setter, kit.look
    flows: list[Flowable] = [setter.text(line.upper(), "organisation", spaceAfter=2) for line in document.organisation]
    editions = {name: setter.say(f"handout.edition.{name}", "label-strong") for name in kit.names}
    flows += [
        Push(kit.height * 0.2), setter.say("handout.kind", "eyebrow"),
        setter.text(document.title, "cover", kind=Balanced),
        Rule(look.size("line.band"), color(look, "brass"), 2, 10),
    ]  # fmt: skip
    if document.subtitle:
        flows.append(setter.text(document.subtitle, "subtitle", leading=kit.look.size("print.h2") * 1.46))
    flows.append(ByEdition(editions))
    if document.objectives:
        flows.append(setter.text(look.say("handout.objectives"), "lead", spaceBefore=18, spaceAfter=3))
        flows += setter.points([objective.text for objective in document.objectives], ordered=True)
    flows += [Push(), *_below(kit, document)]
    yield from widen(flows)
    yield NewPage()


def _below(kit: Kit, document: Document) -> list[Flowable]:
    setter, look = kit.setter, kit.look
    names = {name: setter.labelled(look.say(WHOSE.get(name, "handout.name"))) for name in kit.names}
    lines: list[Flowable] = [ByEdition(names), setter.labelled(look.say("handout.unit"))]
    state = [look.say("handout.as-of", date=document.as_of)] if document.as_of else []
    approved = look.say("words.approved", who=document.approved) if document.approved else None
    state.append(approved or look.say("handout.not-approved"))
    lines.append(setter.text(". ".join(state) + ".", "small", spaceBefore=10, spaceAfter=6))
    if document.handout_url:
        address = Span(document.handout_url, link=document.handout_url)
        lines += [QrCode(document.handout_url, 26 * mm, color(look, "ink")),
                  setter.text((Span(f"{look.say('handout.qr')}: "), address), "small")]  # fmt: skip
    if document.dateline:
        lines.append(setter.text(document.dateline, "label", alignment=1, spaceBefore=8))
    return lines


def contents(kit: Kit, marks: list[Mark], about: Flowable | None) -> Iterator[Flowable]:
    """The table of contents, then what the document is about."""
    flows: list[Flowable] = [kit.setter.text(kit.look.say("handout.contents"), "title")]
    for mark in marks:
        entry = kit.setter.text(mark.title, "ragged", kind=Entry, leftIndent=kit.setter.grown(14) * mark.level,
                                rightIndent=kit.setter.grown(NUMBER_ROOM), spaceAfter=2)  # fmt: skip
        entry.target = mark.key
        flows.append(entry)
    if about is not None:
        flows += [kit.setter.text(kit.look.say("handout.about"), "h3", spaceBefore=12), about]
    yield from widen(flows)
