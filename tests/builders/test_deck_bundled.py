"""The deck of the bundled course: nothing that should be shown is lost, nothing overflows, the clock runs through."""

import io
from typing import Any

import pytest
from pptx import Presentation

from app.work import check, course_folder
from assets.look import load_look
from builders.deck import build
from course.blocks import Activity, Callout, ModelBlock, Quote, Table, Text
from course.model import Course
from course.text import Para, plain
from plan.deck import Deck, plan_deck

LOOK = load_look()


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = check(course_folder(None), LOOK)
    assert loaded.course, [problem for problem in loaded.problems if not problem.is_warning]
    return loaded.course


@pytest.fixture(scope="module")
def deck(course: Course) -> Deck:
    deck, problems = plan_deck(course, LOOK)
    assert problems == ()
    return deck


@pytest.fixture(scope="module")
def texts(deck: Deck) -> list[str]:
    """All letters of each slide, a paragraph a line, no-break spaces as spaces."""
    found = []
    for slide in Presentation(io.BytesIO(build(deck, LOOK))).slides:
        frames: list[Any] = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        frames += [cell.text_frame for table in tables for row in table.rows for cell in row.cells]
        found.append("\n".join(frame.text for frame in frames).replace("\u00a0", " "))
    return found


def wanted(course: Course) -> list[str]:
    """What a block says to the hall, paragraph by paragraph."""
    found = [course.title, *(viewpoint.words for viewpoint in course.viewpoints)]
    found += [plain(point) for viewpoint in course.viewpoints for point in viewpoint.points]
    shown = {block.model for lesson in course.lessons for block in lesson.blocks if isinstance(block, ModelBlock)}
    for model in (model for model in course.models if model.id in shown):
        found += [model.name, *map(plain, model.how), *(figure.value for figure in model.figures)]
        found += [plain(spans) for spans in (model.problem, model.result, model.lesson) if spans]
    found += [task.what for task in course.tasks] + [source.title for source in course.sources]
    for block in (block for lesson in course.lessons for block in lesson.blocks):
        match block:
            case Text(text=flow):
                pieces = [(one.spans,) if isinstance(one, Para) else one.items for one in flow]
                found += [plain(spans) for piece in pieces for spans in piece]
            case Quote(quote=words):
                found.append(words)
            case Table(head=head, rows=rows):
                found += [*head, *(cell for row in rows for cell in row if cell)]
            case Callout(callout=spans):
                found.append(plain(spans))
            case Activity(prompts=prompts):
                found += map(plain, prompts)
    return found


def test_every_text_for_the_hall_is_on_a_slide_letter_for_letter(course: Course, texts: list[str]):
    everything = "\n".join(texts)
    assert [text for text in wanted(course) if text not in everything] == []


def test_each_viewpoint_stands_whole_on_one_slide(course: Course, texts: list[str]):
    for viewpoint in course.viewpoints:
        assert sum(viewpoint.words in text for text in texts) == 1


def test_no_exam_item_is_shown(course: Course, texts: list[str]):
    everything = "\n".join(texts)
    practice = {plain(item.stem) for item in course.items if item.use == "practice"}
    exam = {plain(item.stem) for item in course.items if item.use == "exam"} - practice
    assert exam
    assert [stem for stem in exam if stem in everything] == []


def test_every_speech_is_in_the_notes(course: Course, deck: Deck):
    said = {note for slide in deck.slides for note in slide.notes}
    for lesson in course.lessons:
        for flow in (block.notes for block in lesson.blocks if hasattr(block, "notes")):
            assert {plain(one.spans) for one in flow if isinstance(one, Para)} <= said


def test_titles_are_all_different(deck: Deck):
    titles = [slide.heading + slide.part for slide in deck.slides]
    assert len(titles) == len(set(titles))


def test_clock_of_each_lesson_starts_where_the_one_before_ended(course: Course, deck: Deck):
    assert course.starts
    clocks = [slide.notes[0] for slide in deck.slides if " - " in slide.notes[0][:13]]
    now = course.starts.hour * 60 + course.starts.minute
    starts = []
    for lesson in course.lessons:
        starts.append(f"{now // 60:02d}:{now % 60:02d} - ")
        now += lesson.minutes or 0
    assert [start for start in starts if not any(clock.startswith(start) for clock in clocks)] == []
    assert clocks[-1][8:13] == f"{now // 60:02d}:{now % 60:02d}"
