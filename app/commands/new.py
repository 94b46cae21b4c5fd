"""`taphuan new`: a course to start from, in a folder of its own."""

from argparse import Namespace
from pathlib import Path

from app import work
from app.console import Console
from app.new_folder import copy_course
from assets.look import Look

SCHEMA = ".taphuan.schema.json"
"""Beside the author's files, named in their first line for editors."""


def run(options: Namespace, look: Look, console: Console) -> int:
    """0 made, 1 the folder is taken, 2 no such course to start from."""
    known = sorted(path.name for path in work.CONTENT.iterdir() if (path / "course.yaml").is_file())
    if options.origin not in known:
        console.complain(look.say("cli.new.unknown", origin=options.origin, known=", ".join(known)))
        return 2
    target = Path(options.folder)
    copy_course(work.CONTENT / options.origin, target, {SCHEMA: work.schema_text(look).encode("utf-8")})
    console.print(look.say("cli.new.done", folder=target))
    return 0
