"""`taphuan check`: all faults of a course in one pass; `--sources` also writes quotes.lock."""

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app import work
from app.console import Console, message
from assets.look import Look
from course.check.blueprints import disjoint_forms, stock
from course.load import Loaded


def run(options: Namespace, look: Look, console: Console) -> int:
    """0 sound (warnings too), 1 faults, 2 an unknown code."""
    if options.explain:
        return _explain(options.explain, look, console)
    folder = work.course_folder(options.course)
    sources = Path(options.sources) if options.sources else None
    if sources and not sources.is_dir():
        console.complain(look.say("cli.no-sources", folder=sources))
        return 2
    loaded = work.check(folder, look, options.today, sources)
    held, wanting = _compared(loaded, sources) if sources else ([], [])
    if sources and loaded.course and not held:
        wanted = ", ".join(f"{name}.txt" for name in wanting)
        console.complain(look.say("cli.no-texts", folder=sources, wanted=wanted))
        return 2
    if options.json:
        console.print(_json(loaded, look))
    else:
        console.problems(loaded.problems, console.out)
        console.print(_verdict(loaded, look, folder))
        if sources and loaded.course:
            key = "cli.compared-but" if wanting else "cli.compared"
            console.print(look.say(key, ids=", ".join(held), missing=", ".join(wanting)))
        for title, items, papers in _papers(loaded):
            console.print(look.say("cli.papers", title=title, items=items, papers=papers))
    if loaded.is_sound and sources:
        written = work.write_lock(loaded)
        console.progress(look.say("cli.lock-written", path=written))
    return 0 if loaded.is_sound else 1


def _explain(code: str, look: Look, console: Console) -> int:
    key = f"explain.{code}"
    if not look.has(key):
        console.complain(look.say("cli.no-code", code=code))
        return 2
    console.print(look.say(key))
    return 0


def _verdict(loaded: Loaded, look: Look, folder: Path) -> str:
    warnings = sum(problem.is_warning for problem in loaded.problems)
    errors = len(loaded.problems) - warnings
    if errors:
        return look.say("cli.faulty", errors=errors, warnings=warnings, folder=folder)
    return look.say("cli.sound-with-warnings" if warnings else "cli.sound", warnings=warnings, folder=folder)


def _compared(loaded: Loaded, folder: Path) -> tuple[list[str], list[str]]:
    """Ids of the sources whose text lies in the folder, and of those of the main ones whose text does not."""
    known = loaded.course.sources if loaded.course else ()
    held = {path.stem for path in folder.glob("*.txt")}
    missing = [source.id for source in known if source.id not in held and (source.role == "main" or source.paragraphs)]
    return [source.id for source in known if source.id in held], missing


def _papers(loaded: Loaded) -> Iterator[tuple[str, int, int]]:
    """Each blueprint by title, its items, and how many papers without a common item the bank fills."""
    if course := loaded.course:
        stocked = stock(course)
        yield from ((each.title, each.total, disjoint_forms(stocked, each)) for each in course.blueprints)


def _json(loaded: Loaded, look: Look) -> str:
    rows = [
        {
            "file": problem.place.file if problem.place else "",
            "line": problem.place.line if problem.place else 0,
            "column": problem.place.column if problem.place else 0,
            "code": problem.code,
            "severity": "warning" if problem.is_warning else "error",
            "message": message(look, problem),
        }
        for problem in loaded.problems
    ]
    papers = [{"title": title, "items": items, "disjoint_papers": count} for title, items, count in _papers(loaded)]
    answer = {"format": 1, "sound": loaded.is_sound, "problems": rows, "papers": papers}
    return json.dumps(answer, ensure_ascii=False, indent=1)
