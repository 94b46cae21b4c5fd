"""`taphuan exam new` makes a sitting ready for the printer; `taphuan exam forget` deletes what it knows of people."""

import secrets
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from app import work
from app.console import Console
from app.exam_forget import forget
from app.publish import Published, look_before, publish
from app.rosters import Choice, load_roster
from app.workers import workers
from assets.look import Look
from builders.exam import Papers
from course.model import Course
from course.problem import Problem
from plan.blueprint import BankTooSmallError
from plan.exam import Exam, Wanted, decide, doubts, problems
from plan.roster import Person
from plan.sitting import together

SEEDS = 10**6
"""Seeds drawn where none is given: six digits are easily written down."""
SECRET = 32  # bytes
HOME = "ky-kiem-tra"
MARK = "exam-"
"""Before the course's id in the manifest of a sitting, so that nobody takes its folder for that of a build."""
JURY = ("key", "stencil", "matrix", "results")
"""Beginnings of the files for those who approve and mark."""
SHOWN = 20
"""Lines of one code at most: a list with one fault in every row says it often enough."""
NAMES_OF_ONE = ("sheet", "encoding", "rooms")  # options that say something of a list


def run(options: Namespace, look: Look, console: Console) -> int:
    """0 done, 1 faults in course or list or a folder that is taken, 2 options that do not go together."""
    if options.what == "forget":
        return forget(Path(options.folder), look, console, sure=options.yes, papers=options.papers)
    if refusal := _wrong_call(options, look):
        console.complain(look.say("cli.wrong-call", message=refusal, program="taphuan exam new"))
        return 2
    console.progress(look.say("exam-cli.reading"))
    wanted = _wanted(options)
    course, people, told = _read(options, wanted, look)
    exam = None if course is None else _decided(course, people, wanted, look, console)
    warnings = [*told, *(doubts(exam) if exam else ())]
    console.problems(warnings, console.err, SHOWN)
    if exam is None:
        console.complain(look.say("exam-cli.faulty", errors=sum(not each.is_warning for each in told) or 1))
        return 1
    _make(exam, options, look, console)
    if warnings:
        console.print(look.say("exam-cli.warnings", count=len(warnings)))
    return 0


def _wrong_call(options: Namespace, look: Look) -> str | None:
    """Options that would be passed over in silence."""
    if options.personal and options.forms is not None:
        return look.say("exam-cli.forms-or-personal")
    alone = [f"--{name}" for name in NAMES_OF_ONE if getattr(options, name)]
    if options.roster is None and alone:
        return look.say("exam-cli.needs-roster", options=", ".join(alone))
    if options.roster is not None and options.count is not None:
        return look.say("exam-cli.needs-no-roster")
    return None


def _wanted(options: Namespace) -> Wanted:
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    return Wanted(
        str(seed), options.blueprint, options.personal, options.forms, options.order, options.tones, options.rooms,
        options.spares, options.count,
    )  # fmt: skip


def _read(options: Namespace, wanted: Wanted, look: Look) -> tuple[Course | None, Sequence[Person], list[Problem]]:
    """Course and people, and what is wrong with either, in one pass; no course where something must be mended."""
    loaded = work.check(work.course_folder(options.course), look, slides=False)
    told = [] if loaded.course else [each for each in loaded.problems if not each.is_warning]
    told += problems(loaded.course, wanted) if loaded.course else ()
    people: Sequence[Person] = ()
    if options.roster is not None:
        roster = load_roster(Path(options.roster), look, Choice(options.sheet, options.encoding))
        people = roster.people
        told += roster.problems
    is_sound = all(each.is_warning for each in told)
    return loaded.course if is_sound else None, people, told


def _decided(
    course: Course, people: Sequence[Person], wanted: Wanted, look: Look, console: Console
) -> Exam | None:
    truth = look.say("words.true-letter"), look.say("words.false-letter")
    try:
        return decide(course, people, wanted, secrets.token_bytes(SECRET), truth)
    except BankTooSmallError as error:
        topic, level = error.cell
        said = {"topic": topic, "level": level, "need": error.need, "have": error.have}
        console.complain(look.say("exam-cli.too-small", **said))
        return None


def _make(exam: Exam, options: Namespace, look: Look, console: Console) -> None:
    """The folder, all or nothing; then what lies in it and for whom."""
    course = exam.course.id
    folder = Path(options.out or Path(HOME) / f"{course}-{exam.sitting.id}")
    manner = {"course": MARK + course, "replace": options.replace, "aside": True}
    look_before((), folder, **manner)
    console.progress(look.say("exam-cli.making"))
    papers = Papers(exam, look)
    with workers(options.executor, papers.shards) as make:
        files = papers.files(make)
        if not exam.has_blank_sheets:
            files["private/secret.bin"] = exam.sitting.secret
        published = publish(files, folder, version=exam.about.version, **manner)
    for line in _told(exam, published, papers, look):
        console.print(line)


def _told(exam: Exam, published: Published, papers: Papers, look: Look) -> Iterator[str]:
    """What was made, for whom, and how much paper it takes."""
    sitting, names = exam.sitting, published.written
    yield look.say("exam-cli.done", exam=sitting.id, folder=published.folder)
    yield from _people(exam, look)
    yield look.say("exam-cli.to-printer")
    yield from (f"  {line}" for line in papers.print_list())
    yield from (_line(name, papers.pages, look) for name in names if name.startswith("sign-in"))
    yield look.say("exam-cli.print.paper", sheets=papers.paper())
    yield look.say("exam-cli.to-jury")
    yield from (_line(name, papers.pages, look) for name in names if name.startswith(JURY))
    yield look.say("exam-cli.to-machine")
    yield from (_line(name, {}, look) for name in names if name in ("exam.json", "layout.json"))
    private = ", ".join(name.partition("/")[2] for name in names if name.startswith("private/"))
    yield look.say("exam-cli.private", names=private)
    if published.moved_to:
        yield look.say("exam-cli.moved", moved_to=published.moved_to)


def _people(exam: Exam, look: Look) -> Iterator[str]:
    """How many, and how many to a room."""
    sitting, expected = exam.sitting, exam.about.expected
    if not sitting.people:
        spares = exam.papers - expected
        yield look.say("exam-cli.no-people", expected=expected, spares=spares, seed=sitting.seed)
        return
    yield look.say("exam-cli.people", people=len(sitting.people), spares=sitting.spares, seed=sitting.seed)
    rooms = [(", ".join(part for part in (session, room) if part) or look.say("exam-cli.no-room"), count)
             for session, room, count in together(sitting.people)]  # fmt: skip
    if len(rooms) > 1 or sitting.people[0].room:
        said = "; ".join(look.say("exam-cli.room", room=room, count=count) for room, count in rooms)
        yield look.say("exam-cli.people-rooms", rooms=said)


def _line(name: str, pages: dict[str, int], look: Look) -> str:
    if name not in pages:
        return look.say("exam-cli.plain-file", name=name)
    return look.say("exam-cli.file", name=name, pages=pages[name])
