"""Every text of the first course stands letter by letter in every output that should carry it: all of them, no sample.

TABLE says which field belongs in which output. A field without a line there fails: somebody has to decide.
"""

import re
import sys
from pathlib import Path

import pytest

from app import work
from assets.look import load_look
from course.blocks import Bodies, ConflictBlock, Facts, ModelBlock, Question, TasksBlock
from course.items import Item
from course.text import plain
from course.walk import owner_of, walk

sys.path.insert(0, str(Path(__file__).parent))
import outputs

COURSE = work.check(work.CONTENT / work.BUNDLED, load_look()).course
WALK = walk(COURSE)
ALL = "slides handout trainer module outline"
READ = "deck handout trainer module outline"
PAPER = "handout trainer module outline"
TABLE = {
    # slides: on a slide; deck: on a slide or in its notes; quiz: the printed forms and keys
    "Course.title": ALL + " quiz", "Course.subtitle": ALL, "Course.edition": "outline",
    "Course.organisation": ALL + " sign-in", "Course.dateline": "handout trainer outline sign-in",
    "Course.official": "", "Course.about": PAPER, "Course.phrases": "", "Course.compounds": "", "Course.pronounce": "",
    "Event.name": "outline sign-in", "Event.topic": "outline", "Event.audience": "outline",
    "Event.venue": "outline sign-in", "Person.name": "outline", "Person.position": "outline", "Person.part": "outline",
    "Module.title": ALL, "Lesson.title": ALL, "Objective.text": ALL, "Level.name": "outline", "Topic.name": "outline",
    "Blueprint.title": "outline quiz", "Text.text": ALL, "Quote.quote": ALL, "Quote.speaker": ALL,
    "Quote.unverified": "trainer outline", "Table.table": ALL, "Table.head": ALL, "Table.rows": ALL,
    "Callout.callout": ALL, "Figure.alt": "slides module outline", "Figure.caption": ALL, "Block.title": ALL,
    "Agenda.agenda": "slides handout trainer outline", "Notes.notes": "deck trainer outline", "Pause.pause": READ,
    "ModelCard.model_card": READ, "Activity.activity": ALL, "Activity.prompts": ALL, "Activity.grouping": READ,
    "Viewpoint.short": ALL, "Viewpoint.clauses": ALL, "Viewpoint.points": READ, "Viewpoint.apply": READ,
    "Viewpoint.mistakes": "deck trainer module outline", "CitationParts.quote": "outline",
    "CitationParts.unverified": "outline", "TaskGroup.title": ALL, "TaskGroup.speaker": READ, "TaskGroup.intro": READ,
    "Task.what": ALL, "Task.who": READ, "Task.when": READ, "Task.note": "trainer outline", "ExemplarModel.name": ALL,
    "ExemplarModel.unit": READ, "ExemplarModel.where": READ, "ExemplarModel.period": READ,
    "ExemplarModel.problem": READ, "ExemplarModel.how": READ, "ExemplarModel.result": READ,
    "ExemplarModel.lesson": READ, "ExemplarModel.field_note": PAPER, "ExemplarModel.note": "trainer outline",
    "ExemplarModel.picture_alt": "slides module", "KeyFigure.value": READ, "KeyFigure.what": READ,
    "WorkField.name": READ, "Place.name": PAPER, "Place.note": "outline", "Organisation.name": READ,
    "Organisation.short": "outline", "Organisation.note": "trainer outline", "Fact.text": READ,
    "Conflict.title": "trainer outline", "Conflict.advice": "trainer outline", "Conflict.markers": "",
    "Reading.text": "trainer outline", "Term.term": PAPER, "Term.stands_for": PAPER, "Term.meaning": PAPER,
    "Source.title": PAPER, "Source.publisher": PAPER, "Source.published_note": PAPER, "Source.url": PAPER,
    "Source.label": PAPER, "Source.note": "outline", "Item.stem": "module outline",
    "Item.explanation": "module outline", "Option.text": "module outline", "ClusterStatement.text": "module outline",
    "NumberItem.unit": "module outline", "Written.guide": "module outline", "Ordering.sequence": "module outline",
    "Pair.left": "module outline", "Pair.right": "module outline",
}  # fmt: skip
"""`Class.field` -> the outputs that carry it. Exam items are judged apart; what no lesson shows stands in NOT_SHOWN."""
NOT_SHOWN = "outline"


def shown_things():
    """Paths of the things that lessons show: what they do not show is only read by who approves the course."""
    blocks = [block for lesson in COURSE.lessons for block in lesson.blocks]
    groups = {block.tasks for block in blocks if isinstance(block, TasksBlock)}
    ids = {
        "facts": {name for block in blocks if isinstance(block, Facts) for name in block.facts},
        "models": {block.model for block in blocks if isinstance(block, ModelBlock)},
        "conflicts": {block.conflict for block in blocks if isinstance(block, ConflictBlock)},
        "organisations": {name for block in blocks if isinstance(block, Bodies) for name in block.organisations},
        "tasks": {task.id for task in COURSE.tasks if task.group in groups},
    }
    ids["places"] = {model.place for model in COURSE.models if model.id in ids["models"]}
    ids["fields"] = {field.id for field in COURSE.fields}
    cited = {cite.source for lesson in COURSE.lessons for cite in lesson.cites}
    cited |= {node.value.source for node in WALK.nodes if hasattr(node.value, "source") and is_shown(node.path, ids)}
    return ids | {"sources": cited}


def is_shown(path, ids):
    """Whether a path leads into something that a lesson shows, or that is always shown."""
    return len(path) < 2 or path[0] not in ids or getattr(COURSE, path[0])[path[1]].id in ids[path[0]]


SHOWN = shown_things()
ASKED = {block.question for lesson in COURSE.lessons for block in lesson.blocks if isinstance(block, Question)}


def item_of(text):
    """The item that a text belongs to, or None."""
    return COURSE.items[text.path[1]] if text.path[0] == "items" else None


def expected():
    """(field, text, outputs) of every text of the course but exam items'."""
    for text in WALK.texts:
        kind = type(text.owner.value)
        name = next(step for step in reversed(text.path) if step in kind.model_fields)
        field = f"{owner_of(kind, name).__name__}.{name}"
        item = item_of(text)
        if item is not None and item.use == "exam":
            continue
        carried = TABLE.get(field)
        if carried and not is_shown(text.path, SHOWN):
            carried = NOT_SHOWN
        if item is not None and field in ("Item.stem", "Option.text") and item.id in ASKED:
            carried = ALL
        if field == "CitationParts.quote" and text.path[0] == "viewpoints":
            carried = ALL
        yield field, text.text, carried


@pytest.fixture(scope="module")
def words(built):
    """Output -> its words."""
    shown, said = outputs.slides(built / "deck.pptx")
    quiz = "".join(outputs.pdf(path) for path in sorted((built / "quiz").rglob("*.pdf")))
    return {
        "slides": "\0".join(shown), "deck": "\0".join(shown + said),
        "handout": outputs.pdf(built / "handout.pdf"), "trainer": outputs.pdf(built / "handout-trainer.pdf"),
        "module": outputs.html(built / "module" / "index.html"), "outline": outputs.outline(built / "outline.md"),
        "quiz": quiz, "sign-in": outputs.pdf(built / "sign-in.pdf"),
    }  # fmt: skip


def stands(text, output):
    """Whether the words stand there: whole, or sentence by sentence where a slide or page ends between two."""
    if outputs.letters(text) in output:
        return True
    pieces = [piece for line in text.split("\n") for piece in re.split(r"(?<=[.;:?!…,”])\s", line)]
    return len(pieces) > 1 and all(outputs.letters(piece) in output for piece in pieces)


def test_every_field_of_the_course_has_its_outputs():
    assert {field for field, _, carried in expected() if carried is None} == set()


@pytest.mark.parametrize("output", ["slides", "deck", "handout", "trainer", "module", "outline", "quiz", "sign-in"])
def test_every_text_stands_letter_by_letter(output, words):
    due = {(field, text) for field, text, carried in expected() if output in (carried or "").split()}
    missing = sorted((field, text) for field, text in due if not stands(text, words[output]))
    listed = "\n".join(f"{field}: {text}" for field, text in missing)
    assert due and not missing, f"{len(missing)} of {len(due)}:\n{listed}"


@pytest.mark.parametrize("output", ["slides", "handout", "trainer", "module", "outline"])
def test_the_five_viewpoints_stand_letter_for_letter(output, words):
    assert [viewpoint.number for viewpoint in COURSE.viewpoints] == [1, 2, 3, 4, 5]
    for viewpoint in COURSE.viewpoints:
        assert outputs.letters(viewpoint.words) in words[output], viewpoint.words


EXAM = [item for item in COURSE.items if item.use == "exam"]


@pytest.mark.parametrize("output", ["deck", "handout", "trainer", "module", "outline", "sign-in"])
def test_no_exam_item_is_shown_anywhere(output, words, built):
    stems = {outputs.letters(plain(item.stem)): item.id for item in EXAM}
    assert len(EXAM) >= 40
    assert [name for stem, name in stems.items() if stem in words[output]] == []


def test_no_id_of_an_exam_item_leaves_the_quiz(built):
    files = [path.read_bytes() for name in ("module", "outline.md") for path in [built / name] if path.is_file()]
    files += [path.read_bytes() for path in (built / "module").rglob("*") if path.is_file()]
    for item in EXAM:
        found = re.compile(rf"(?<![\w-]){re.escape(item.id)}(?![\w-])".encode())
        assert not any(found.search(data) for data in files), item.id


def test_speaker_notes_reach_the_trainer_alone(words):
    for field, text, _ in expected():
        if field == "Notes.notes":
            assert outputs.letters(text) not in words["handout"], text
            assert outputs.letters(text) not in words["module"], text


def exam_pages(built, *names):
    """The words of some files of the main paper."""
    return [outputs.pdf(path) for name in names for path in sorted((built / "quiz").glob(name))]


def test_the_items_on_paper_stand_whole_in_each_form_and_in_its_key(built):
    forms = exam_pages(built, "booklet-*.pdf")
    explained = exam_pages(built, "key-explained.pdf")[0]
    total = COURSE.blueprints[0].total
    assert len(forms) == len(COURSE.blueprints[0].forms)
    for form in forms:
        chosen = [item for item in EXAM if outputs.letters(plain(item.stem)) in form]
        assert len(chosen) == total
        for item in chosen:
            for option in getattr(item, "options", ()):
                assert outputs.letters(option.text) in form, option.text
            assert stands(plain(item.explanation), explained), plain(item.explanation)
    assert len({tuple(item.id for item in EXAM if outputs.letters(plain(item.stem)) in form) for form in forms}) == 1


def test_no_word_of_an_explanation_stands_on_a_paper_for_candidates(built):
    for form in exam_pages(built, "booklet-*.pdf", "answer-sheet.pdf"):
        assert not [item.id for item in EXAM if outputs.letters(plain(item.explanation)) in form]


def test_the_test_sees_a_changed_letter(words):
    assert isinstance(COURSE.items[0], Item)
    text = COURSE.viewpoints[0].words
    assert stands(text, words["handout"]) and not stands(text.replace("ân", "ăn"), words["handout"])
