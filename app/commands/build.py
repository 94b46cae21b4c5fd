"""`taphuan build`: every file of a course into `<out>/<course-id>/`, all or nothing."""

import math
from argparse import Namespace
from functools import partial
from pathlib import Path

from app import work
from app.console import Console, quoted
from app.watch import watch
from assets.look import Look
from builders.product import Product


def run(options: Namespace, look: Look, console: Console) -> int:
    """0 built, or watched until somebody had enough; 1 faults in the course or nothing that may be overwritten."""
    once = partial(_once, options, look, console)
    if options.watch and work.course_folder(options.course).is_dir():
        return watch(once, work.course_folder(options.course), Path(options.out), look, console)
    return 0 if once({}, True) else 1


def _once(options: Namespace, look: Look, console: Console, memo: work.Memo, tell: bool) -> work.Built | None:
    """What was built, or None when the course has faults, which are told; `tell` each file too."""
    folder = work.course_folder(options.course)
    console.progress(look.say("cli.build.reading", folder=folder))
    loaded = work.check(folder, look)
    errors = [problem for problem in loaded.problems if not problem.is_warning]
    if loaded.course is None:
        left_out = [problem for problem in loaded.problems if problem.is_warning and problem.code.startswith("file.")]
        console.problems([*left_out, *errors], console.err)  # a file that was not read may be why something is missing
        console.complain(look.say("watch.faulty" if options.watch else "cli.build.faulty", errors=len(errors)))
        return None
    built = work.build(
        loaded, look, Path(options.out), options.only, options.replace, options.seed,
        lambda name: console.progress(look.say(f"cli.making.{name}")), memo, options.grey,
    )  # fmt: skip
    if tell:
        _report(built, len(loaded.problems), look, console, options.course)
    return built


def _report(built: work.Built, warnings: int, look: Look, console: Console, course: str | None) -> None:
    for product in built.products:
        console.print(_line(product, look))
    console.print(look.say("cli.build.done", folder=built.published.folder, count=len(built.products)))
    if built.published.moved_to:
        console.print(look.say("publish.moved", moved_to=built.published.moved_to))
    if warnings:
        console.print(look.say("cli.build.warnings", warnings=warnings, course=f" {quoted(course)}" if course else ""))


def _line(product: Product, look: Look) -> str:
    """Name, size, and for what is printed its pages and the sheets of paper, both sides used."""
    size = look.say("cli.kilobytes", count=max(1, round(len(product.data) / 1024)))
    if not product.pages:
        return look.say("cli.build.file", name=product.name, size=size)
    if product.name.endswith(".pptx"):
        return look.say("cli.build.slides", name=product.name, size=size, slides=product.pages)
    sheets = math.ceil(product.pages / 2)
    return look.say("cli.build.paper", name=product.name, size=size, pages=product.pages, sheets=sheets)
