"""The handout on paper: one layout, two editions. The trainer's turns its pages at the same words as the learner's."""

from collections.abc import Iterable, Iterator, Mapping

from reportlab.platypus import Flowable

from assets import compounds
from assets.look import Look
from builders.handout.annex import annexes, code, marks, trainer_notes
from builders.handout.column import learner_lines, place_asides, trainer_asides
from builders.handout.front import contents, cover
from builders.handout.kit import Kit
from builders.handout.nodes import section
from builders.pdf.compose import Keep, compose
from builders.pdf.extras import Mark, extras
from builders.pdf.lines import Writing
from builders.pdf.page import Shell, box_of, draw
from builders.pdf.setter import Setter
from builders.product import Materials, Product
from plan.nodes import Document


def files(materials: Materials) -> Iterator[Product]:
    """`handout.pdf` for learners, `handout-trainer.pdf` for the one who teaches."""
    words = compounds() | frozenset(materials.course.compounds)
    yield from editions(materials.document, materials.look, materials.pictures, words)


def editions(
    document: Document, look: Look, pictures: Mapping[str, bytes] | None = None, words: frozenset[str] = frozenset()
) -> Iterator[Product]:
    """Both editions from one composing; `words` are the compounds that no line may part."""
    kit = Kit(Setter(look, words), {source.id: source for source in document.sources}, pictures or {})
    shell = _shell(document, kit, "learner")
    box = box_of(look, shell)
    pages = compose(_story(kit, document), box, kit.setter.notes, filler=lambda: _filler(kit))
    learner = draw(pages, look, shell, kit.setter.notes, learner_lines(kit, box, shell))
    yield Product("handout.pdf", learner, len(pages))

    placing = place_asides(kit, pages, box)
    moved = [(item.page, item.said) for item in placing.moved]
    more = [*trainer_notes(kit, moved), code(kit, document)] if moved else []
    shell = _shell(document, kit, "trainer")
    all_pages = pages + compose(more, box, kit.setter.notes, first=len(pages) + 1)
    trainer = draw(all_pages, look, shell, kit.setter.notes, trainer_asides(kit, shell, placing))
    yield Product("handout-trainer.pdf", trainer, len(all_pages))


def _shell(document: Document, kit: Kit, edition: str) -> Shell:
    label = kit.look.say(f"handout.edition.{edition}")
    author = ", ".join(document.organisation)
    subject = document.subtitle or document.title
    return Shell(f"{document.title} ({label.lower()})", subject, author, (document.title, label), column=kit.column,
                 edition=edition, plain_pages=frozenset({1}))  # fmt: skip


def _story(kit: Kit, document: Document) -> list[Flowable]:
    """Everything in order; the contents are made last, because they name all the rest."""
    lessons = [flow for part in document.sections for flow in section(kit, part)]
    rest = list(annexes(kit, document))
    named = [*_marks(lessons), *marks(kit, document)]
    about = kit.setter.text(document.about, "body") if document.about else None
    return [*cover(kit, document), *contents(kit, named, about), *lessons, *rest]


def _marks(flows: Iterable[Flowable]) -> Iterator[Mark]:
    for flow in flows:
        mark = extras(flow).mark
        if isinstance(flow, Keep):
            yield from _marks(flow.flows)
        elif mark:
            yield mark


def _filler(kit: Kit) -> Writing:
    """Lines for notes at the end of a page that stays short; three at least, or none."""
    title = kit.setter.say("handout.my-notes", "label")
    made = Writing(0, 40, kit.setter.pitch, kit.setter.dots, first=kit.setter.pitch * 1.5, label=title, start=3)
    return made
