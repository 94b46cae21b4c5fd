"""`taphuan schema`: the JSON Schema with which an editor completes and explains keys in Vietnamese."""

from argparse import Namespace
from pathlib import Path

from app import work
from app.console import Console
from app.one_file import replace_file
from assets.look import Look


def run(options: Namespace, look: Look, console: Console) -> int:
    """Prints the schema, or writes it into a file."""
    text = work.schema_text(look)
    if options.out:
        replace_file(Path(options.out), text.encode("utf-8"))
    else:
        console.print(text.rstrip("\n"))
    return 0
