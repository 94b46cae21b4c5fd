"""The manuscript set by `builders.pdf`, tagged, PDF/UA-1 and PDF/A-2a: `python by_taphuan.py MANUSCRIPT PDF`.

Compounds of the field stay on one line, which no other writer is asked for. Where others say "see …, page x" in running
text, the reference stands on a line of its own, as an entry of the contents does: that is how `builders.handout` binds
page numbers late.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import app  # noqa: F401  # as every face of ours does, first of all: it says how often Python looks for litter

# isort: split
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from assets import compounds
from assets.look import load_look
from builders.pdf.compose import NewPage
from builders.pdf.entry import NUMBER_ROOM, Entry
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import render
from builders.pdf.setter import Setter

COLUMNS = (12 * mm, 78 * mm, 48 * mm, 30 * mm)


def entry(setter: Setter, key: str, text: str, level: int = 0) -> Flowable:
    """A line that leads to a place and names its page."""
    made = setter.text(text, "ragged", kind=Entry, leftIndent=14 * level, rightIndent=NUMBER_ROOM, spaceAfter=2)
    made.target = key
    return made


def contents(setter: Setter, data: dict[str, Any]) -> list[Flowable]:
    """Headings of both levels with their pages."""
    flows: list[Flowable] = [setter.text(data["labels"]["contents"], "title")]
    for chapter in data["chapters"]:
        flows.append(entry(setter, chapter["id"], chapter["title"]))
        flows += [entry(setter, section["id"], section["title"], 1) for section in chapter["sections"]]
    return flows


def part(setter: Setter, data: dict[str, Any], one: dict[str, Any]) -> Flowable:
    """A paragraph with its note, a table, or a reference."""
    if "rows" in one:
        return setter.table(data["columns"], [[setter.cell(cell) for cell in row] for row in one["rows"]], COLUMNS)
    if "see" in one:
        return entry(setter, one["see"], f"{data['labels']['see']}: {one['title']}")
    return setter.text(one["text"], notes=[setter.note(one["note"])])


def story(setter: Setter, data: dict[str, Any]) -> list[Flowable]:
    """Contents on pages of their own, then chapter by chapter."""
    flows = [*contents(setter, data), NewPage()]
    for chapter in data["chapters"]:
        mark = Mark(chapter["id"], chapter["title"])
        flows.append(with_extras(setter.text(chapter["title"], "title", spaceBefore=16), mark=mark))
        for section in chapter["sections"]:
            mark = Mark(section["id"], section["title"], 1)
            flows.append(with_extras(setter.text(section["title"], "h2"), mark=mark))
            flows += [part(setter, data, one) for one in section["parts"]]
    return flows


def main(manuscript: str, pdf: str) -> None:
    """One file."""
    data = json.loads(Path(manuscript).read_text(encoding="utf-8"))
    look = load_look()
    setter = Setter(look, compounds())
    head = (data["head"][0], data["head"][1])
    made, _ = render(story(setter, data), look, title=data["title"], notes=setter.notes, head=head)
    Path(pdf).write_bytes(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
