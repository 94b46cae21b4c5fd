"""`taphuan new`: a course to start from, in a folder of its own."""

import os
import re
from argparse import Namespace
from pathlib import Path

from app import work
from app.console import Console, bare, quoted
from app.manifest import RESERVED
from app.new_folder import copy_course
from assets.look import Look

COURSE = "course.yaml"
LONGEST = 40  # letters of an id: it is a folder's name and stands on papers
_ID = re.compile(rb"^id: *[^\s#]+", re.M)
SCHEMA = ".taphuan.schema.json"
"""Beside the author's files, named in their first line for editors."""


def run(options: Namespace, look: Look, console: Console) -> int:
    """0 made, 1 the folder is taken, 2 no such course to start from."""
    known = sorted(path.name for path in work.CONTENT.iterdir() if (path / "course.yaml").is_file())
    if options.origin not in known:
        console.complain(look.say("cli.new.unknown", origin=options.origin, known=", ".join(known)))
        return 2
    target = Path(options.folder)
    origin = work.CONTENT / options.origin
    more = {SCHEMA: work.schema_text(look).encode("utf-8"), COURSE: _named(origin / COURSE, target)}
    copy_course(origin, target, more)
    console.print(look.say("cli.new.done", folder=target, typed=quoted(target)))
    return 0


def _named(course: Path, target: Path) -> bytes:
    """course.yaml with an id made from the folder's name: two courses of one id would share one output folder."""
    name = course_id(os.path.basename(os.path.abspath(target)))
    data = course.read_bytes()
    return _ID.sub(f"id: {name}".encode(), data, count=1) if name else data


def course_id(name: str) -> str:
    """A name as an id: small letters without marks, digits, hyphens; nothing where none of that is left."""
    made = re.sub(r"[^a-z0-9]+", "-", bare(name.lower())).strip("-")[:LONGEST].strip("-")
    return "" if made in RESERVED else made
