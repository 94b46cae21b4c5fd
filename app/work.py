"""What every face does with a course: find it, check it, make its files, put them in place.

The only room with a clock: today's date is read here once and handed down.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from app.console import without_named
from app.manifest import read_manifest
from app.one_file import replace_file
from app.publish import Published, look_before, publish
from app.publish_error import PublishError
from assets.fonts import repertoire
from assets.look import Look
from builders.catalog import MAKERS, PREFIXES, maker
from builders.product import Materials, Product
from course import __file__ as course_room
from course.blocks import Figure
from course.check import Context
from course.load import Loaded, load
from course.lock import LOCK_NAME, dump_lock
from course.model import Course
from course.problem import Problem

CONTENT = Path(course_room).parent / "content"
"""Where bundled courses lie, each in a folder named by its id."""

Memo = dict[str, Any]
"""What makers leave to the next build of the same course, each under its name; see `Materials.memo`."""

BUNDLED = "dan-van-ha-tinh-2022"
"""The course that is meant when none is named."""


def course_folder(name: str | None) -> Path:
    """The folder of a course: a path, the id of a bundled one, or nothing for the first course."""
    if name is None:
        return CONTENT / BUNDLED
    is_bundled = Path(name).name == name and not os.path.exists(name) and os.path.isdir(CONTENT / name)
    return CONTENT / name if is_bundled else Path(name)


def check(
    folder: Path, look: Look, today: date | None = None, sources: Path | None = None, *, slides: bool = True
) -> Loaded:
    """All problems of a course in one pass, those of its slides too unless none will be made. Writes nothing."""
    wording = {key: text for key, text in look.words.items() if key.startswith("wording.")}
    context = Context(
        today=today or date.today(), repertoire=repertoire(), wording=wording, source_texts=source_texts(sources)
    )
    loaded = load(folder, context, partial(_planned, look=look, slides=slides))
    return replace(loaded, problems=tuple(without_named(look, loaded.problems)))


def _planned(course: Course, look: Look, slides: bool) -> list[Problem]:
    """What only the plans can see: text that no slide can hold, rules of official papers that nobody knows."""
    problems = import_module("plan.deck").plan_deck(course, look)[1] if slides else []
    problems = [*problems, *import_module("plan.official").problems(course)]
    bound = any(item.group or item.excludes for item in course.items)
    return [*problems, *import_module("plan.blueprint").problems(course)] if bound else problems


def source_texts(folder: Path | None) -> Mapping[str, str] | None:
    """The texts of sources by id: each `<id>.txt` of a folder. PublishError names the one that is not UTF-8."""
    if folder is None:
        return None
    return {path.stem: _source_text(path) for path in sorted(folder.glob("*.txt"))}


def _source_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PublishError("source-unreadable", path=path) from error


def write_lock(loaded: Loaded) -> Path:
    """Put the fingerprints of the verified quotations beside the course; nothing is written when nothing changed."""
    assert loaded.lock is not None, "only a check against source texts gives a new lock"
    path, data = loaded.folder / LOCK_NAME, dump_lock(loaded.lock).encode("utf-8")
    if not path.is_file() or path.read_bytes() != data:
        replace_file(path, data)
    return path


def schema_text(look: Look) -> str:
    """The JSON Schema of a course's files, its titles and descriptions in the look's language."""
    return json.dumps(import_module("course.schema").schema(look.say), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Built:
    """What a build made: the products, and where they lie."""

    products: tuple[Product, ...]
    published: Published


def make(materials: Materials, only: tuple[str, ...], tell: Callable[[str], None]) -> Iterator[Product]:
    """The files of the outputs asked for, one output after the other; `tell` hears each output's name first."""
    for name in only:
        tell(name)
        yield from maker(name)(materials)


def build(
    loaded: Loaded, look: Look, out: Path, only: tuple[str, ...] = (), replace_changed: bool = False,
    seed: int = 0, tell: Callable[[str], None] = lambda name: None, memo: Memo | None = None,
    grey: bool = False,
) -> Built:  # fmt: skip
    """All files of a sound course into `out/<course-id>/`, all or nothing. `memo`: what the build before left."""
    course = loaded.course
    assert course is not None, "a course with errors is never built"
    kept = {} if memo is None else memo
    materials = Materials(course, look, _pictures(course, loaded.folder), seed, kept, grey)
    wanted, folder = only or tuple(MAKERS), out / course.id
    prefixes = frozenset(prefix.rstrip("/") for name in wanted for prefix in PREFIXES[name])
    if not replace_changed:
        look_before(_expected(folder, prefixes), folder, course=course.id)
    products = tuple(make(materials, wanted, tell))
    published = publish(
        {product.name: product.data for product in products}, folder, only=prefixes if only else None,
        replace=replace_changed, course=course.id, version=materials.document.version,
    )  # fmt: skip
    return Built(products, published)


def _expected(folder: Path, prefixes: frozenset[str]) -> list[str]:
    """The files of an earlier run that this one makes anew, as far as can be told before anything is made."""
    try:
        manifest = read_manifest(folder)
    except (PublishError, OSError):
        return []
    return [name for name in (manifest.files if manifest else ()) if name in prefixes or name.split("/")[0] in prefixes]


def _pictures(course: Course, folder: Path) -> dict[str, bytes]:
    named = {block.figure for lesson in course.lessons for block in lesson.blocks if isinstance(block, Figure)}
    named |= {model.picture for model in course.models if model.picture}
    return {name: (folder / name).read_bytes() for name in sorted(named)}
