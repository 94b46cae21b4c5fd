"""What a sitting is to be, decided before any paper: which items and forms, who sits where, how many to spare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import ceil

from course.model import Blueprint, Course
from course.problem import Place, Problem
from plan.blueprint import choose
from plan.collate import TONES, TONES_OF_SCHOOL
from plan.document import version_of
from plan.exam_record import About
from plan.form import Form, Quiz, drawn_form, plan_forms, print_mark
from plan.roster import Person, by_name, by_unit, in_rooms, room_order
from plan.sheet import Sheet
from plan.sheet_plan import plan_sheet
from plan.sitting import Sitting, copies, sitting_id, widest_form

ORDERS = ("name", "unit", "file")
TONE_ORDERS = {"dictionary": TONES, "school": TONES_OF_SCHOOL}
CLASS = 300
"""People for whom papers are counted where neither a list nor a number is given."""
SPARES, FEWEST_SPARES = 50, 2
"""One paper to spare for so many people, and at least so many."""
LOOKED_AT = 30  # copies at the beginning that tell whether neighbours can differ


@dataclass(frozen=True)
class Wanted:
    """What was asked for. `forms`: how many, None for those of the blueprint; `count` where there is no list."""

    seed: str
    blueprint: str | None = None
    personal: bool = False
    forms: int | None = None
    order: str = "name"
    tones: str = "dictionary"
    rooms: tuple[str, ...] = ()
    spares: int | None = None
    count: int | None = None


@dataclass(frozen=True)
class Exam:
    """A sitting with all that its papers are made from. `quiz` has no forms where each copy has an order of its own."""

    course: Course
    quiz: Quiz
    sitting: Sitting
    about: About
    sheet: Sheet

    @property
    def is_personal(self) -> bool:
        """Whether every copy has an order of its own."""
        return not self.sitting.forms

    @property
    def has_blank_sheets(self) -> bool:
        """Whether there is one answer sheet for the copier: then no copy is anybody's."""
        return self.about.sheet == "blank"

    @property
    def papers(self) -> int:
        """Papers in all, those to spare too."""
        return self.about.expected + self.sitting.spares if self.has_blank_sheets else self.sitting.count

    def shares(self) -> tuple[tuple[str, int], ...]:
        """(form code, papers) as they are handed out in turn."""
        codes = [form.code for form in self.sitting.forms]
        return tuple((code, len(range(at, self.papers, len(codes)))) for at, code in enumerate(codes))


def problems(course: Course, wanted: Wanted) -> Iterator[Problem]:
    """Why a course has no paper of the kind that was asked for."""
    known = ", ".join(each.id for each in course.blueprints)
    if not course.blueprints:
        yield Problem("exam.no-blueprint", ("blueprints",), {"course": course.id}, Place("course.yaml"))
    elif wanted.blueprint is not None and _blueprint(course, wanted) is None:
        params = {"blueprint": wanted.blueprint, "known": known}
        yield Problem("exam.unknown-blueprint", ("blueprints",), params, Place("course.yaml"))


def decide(
    course: Course, people: Sequence[Person], wanted: Wanted, secret: bytes, truth: tuple[str, str]
) -> Exam:
    """The sitting; the same for the same arguments. `truth` are the letters printed for true and false.

    BankTooSmallError as `choose` has it; `problems` told nothing before.
    """
    blueprint = _blueprint(course, wanted)
    assert blueprint is not None, "told by `problems`"
    quiz = _quiz(course, _with_forms(blueprint, wanted), wanted)
    sitting = _sitting(course, quiz, seated(people, wanted), wanted, secret)
    is_blank = not wanted.personal and not people
    forms = quiz.forms or (widest_form(quiz.items),)
    about = About(course.id, version_of(course), "blank" if is_blank else "personal", _expected(people, wanted))
    return Exam(course, quiz, sitting, about, plan_sheet(forms, truth, personal=not is_blank))


def seated(people: Sequence[Person], wanted: Wanted) -> tuple[Person, ...]:
    """The people in the order in which they sit, session by session and room by room."""
    tones = TONE_ORDERS[wanted.tones]
    match wanted.order:
        case "name":
            ordered = by_name(people, tones)
        case "unit":
            ordered = by_unit(people, tones)
        case _:
            ordered = tuple(people)
    return tuple(sorted(in_rooms(ordered, wanted.rooms), key=room_order))


def doubts(exam: Exam) -> Iterator[Problem]:
    """Neighbours who would have the same paper."""
    if exam.is_personal:
        made = [copy.form.questions for copy in copies(exam.sitting, 1, min(LOOKED_AT, exam.sitting.count))]
        alike = any(one == other for one, other in pairwise(made))
    else:
        alike = len(exam.sitting.forms) == 1 and exam.papers > 1
    if alike:
        yield Problem("exam.same-paper", (), {}, Place("course.yaml"))


def _blueprint(course: Course, wanted: Wanted) -> Blueprint | None:
    chosen = wanted.blueprint
    return next((each for each in course.blueprints if chosen is None or each.id == chosen), None)


def _with_forms(blueprint: Blueprint, wanted: Wanted) -> Blueprint:
    """The blueprint with as many forms as were asked for: its own first, then the numbers that follow its last."""
    if wanted.forms is None:
        return blueprint
    codes = list(blueprint.forms[: wanted.forms])
    last, digits = int(codes[-1]), len(codes[-1])
    free = chain(range(last + 1, 10**digits), range(10 ** (digits - 1), last))
    while len(codes) < wanted.forms:
        code = str(next(free))
        codes += [code] * (code not in codes)
    return blueprint.model_copy(update={"forms": tuple(codes)})


def _quiz(course: Course, blueprint: Blueprint, wanted: Wanted) -> Quiz:
    if wanted.personal:
        return Quiz(blueprint, choose(course, blueprint, wanted.seed), (), {})
    return plan_forms(course, blueprint, wanted.seed)


def _expected(people: Sequence[Person], wanted: Wanted) -> int:
    return 0 if people else (CLASS if wanted.count is None else wanted.count)


def _sitting(course: Course, quiz: Quiz, people: tuple[Person, ...], wanted: Wanted, secret: bytes) -> Sitting:
    """Without a list, personal copies are all without a name; masters for the copier have no copies at all."""
    expected = _expected(people, wanted)
    spares = max(FEWEST_SPARES, ceil((len(people) or expected) / SPARES)) if wanted.spares is None else wanted.spares
    named = sitting_id(course.id, *_printed(quiz), wanted.seed, expected, spares, people)
    forms: tuple[Form, ...] = quiz.forms
    if not people and wanted.personal:
        spares += expected
    return Sitting(named, quiz.blueprint, quiz.items, wanted.seed, people, spares, secret, forms)


def _printed(quiz: Quiz) -> tuple[object, ...]:
    """What leads to the papers, nothing of what is right: a key mended later belongs to the papers printed before."""
    asked = quiz.forms or (drawn_form(quiz.items, "", ""),)
    groups = [(item.id, item.group) for item in quiz.items]
    return print_mark(asked), quiz.blueprint.model_dump_json(), groups
