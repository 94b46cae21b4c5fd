"""The handout on paper: one layout, six editions. The trainer's turns its pages at the same words as the learner's."""

from collections.abc import Iterator, Mapping

import builders.pdf.sooner  # noqa: F401  (before what follows imports reportlab)
from assets import compounds
from assets.look import Look
from builders.handout.annex import code, trainer_notes
from builders.handout.balanced import HandoutSetter
from builders.handout.column import learner_lines, place_asides, trainer_asides
from builders.handout.edition import LEARNER, PARTS, TRAINER, WHOLE, Edition, look_of
from builders.handout.kit import Kit
from builders.handout.parts import part
from builders.handout.whole import composed, filler, shell_of
from builders.pdf.compose import Box, Page, compose
from builders.pdf.fold import FOLD, folded, sides
from builders.pdf.lines import Writing
from builders.pdf.memo import Memo
from builders.pdf.page import box_of, draw, one_by_one
from builders.product import Materials, Product
from plan.nodes import Document
from plan.shown import Shown, shown_on

NONE: frozenset[str] = frozenset()


def files(materials: Materials) -> Iterator[Product]:
    """For learners, for the one who teaches, in large print, to be folded; the viewpoints, the blank card."""
    words = compounds() | frozenset(materials.course.compounds)
    document, look, pictures = materials.document, materials.paper, materials.pictures
    memo: Memo = materials.memo.setdefault("handout", Memo())
    yield from editions(document, look, pictures, words, shown_on(materials.deck, document), memo)
    for edition in WHOLE:
        yield whole(edition, document, look, pictures, words, memo)
    for edition in PARTS:
        yield from part(kit_of(edition, document, look, pictures, words, memo=memo), document, memo.pack)
    memo.turn()


def kit_of(
    edition: Edition, document: Document, look: Look, pictures: Mapping[str, bytes] | None = None,
    words: frozenset[str] = NONE, slides: Shown | None = None, memo: Memo | None = None,
) -> Kit:  # fmt: skip
    """What the edition is drawn with; `words` are the compounds that no line may part, `memo` the builds before."""
    sources, own = {source.id: source for source in document.sources}, look_of(edition, look)
    setter = HandoutSetter(own, words, shelf=(memo or Memo()).shelf(edition.name, (own, words)))
    return Kit(setter, sources, pictures or {}, edition, slides or {})


def editions(
    document: Document, look: Look, pictures: Mapping[str, bytes] | None = None, words: frozenset[str] = NONE,
    slides: Shown | None = None, memo: Memo | None = None,
) -> Iterator[Product]:  # fmt: skip
    """The learner's and the trainer's from one composing; `slides` are named to the trainer."""
    memo = memo or Memo()
    kit = kit_of(LEARNER, document, look, pictures, words, slides, memo)
    shell = shell_of(kit, document, LEARNER)
    box = box_of(look, shell)
    pages = composed(kit, document)
    learner = draw(pages, look, shell, learner_lines(kit, box, shell), pack=memo.pack)
    yield Product(LEARNER.file, learner, len(pages))

    placing = place_asides(kit, pages, box)
    moved = [(item.page, item.said) for item in placing.moved]
    more = [*trainer_notes(kit, moved), code(kit, document)] if moved else []
    shell = shell_of(kit, document, TRAINER)
    all_pages = pages + compose(more, box, kit.setter.notes, first=len(pages) + 1)
    trainer = draw(all_pages, look, shell, trainer_asides(kit, shell, placing), pack=memo.pack)
    yield Product(TRAINER.file, trainer, len(all_pages))


def whole(
    edition: Edition, document: Document, look: Look, pictures: Mapping[str, bytes] | None = None,
    words: frozenset[str] = NONE, memo: Memo | None = None,
) -> Product:  # fmt: skip
    """The whole document in an edition without note column; `pages` of a folded one are the sides to print."""
    memo = memo or Memo()
    kit = kit_of(edition, document, look, pictures, words, memo=memo)
    pages, shell = composed(kit, document), shell_of(kit, document, edition)
    if edition.folded:
        pages = _filled(kit, pages, box_of(kit.look, shell))
    place = folded if edition.folded else one_by_one
    data = draw(pages, kit.look, shell, place=place, pack=memo.pack)
    return Product(edition.file, data, len(sides(len(pages))) if edition.folded else len(pages))


def _filled(kit: Kit, pages: list[Page], box: Box) -> list[Page]:
    """With pages to write on at the end, so that no half of a sheet is left out."""
    found = list(pages)
    while len(found) % FOLD:
        blank: Writing = filler(kit)
        blank.most = 99
        found += compose([blank], box, first=len(found) + 1)
    return found
