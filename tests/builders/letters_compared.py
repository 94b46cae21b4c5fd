"""What is heard of a file beside what the plan lets one expect, text by text."""

from itertools import zip_longest

from pdf_reading import CELLS, Reading, folded
from plan_nodes import Handout
from plan_reading import DOT

NEAR = 200  # texts after a difference in which a line of several asides is looked for
COLUMNS = {"large": 3, "booklet": 4}


def kind_of(block):
    """The coarse kind of a block: what it is for the ear, not how deep it stands."""
    if block.kind.startswith("H") and block.kind[1:].isdecimal():
        return "H"
    if block.kind in ("P", *CELLS):
        return next((kind for kind in (block.kind, *reversed(block.path)) if kind in CELLS), "P")
    return block.kind


def heard(blocks):
    """(kind, text) of each block."""
    return [(kind_of(block), block.text) for block in blocks]


def expected(document, look, edition, reading, slides=None, page_of=None):
    """(kind, text) as the plan has it, its page numbers and the turns of its notes read off where the blocks stand.

    A note is heard right after the first text of each page that carries its number: in the text's own element (ISO
    32000-1, 14.8.4.4.2: a note may be a child of the element that refers to it), or after a heading or a table.
    """
    moved, away, told = set(), {}, []
    spoken = [block for block in reading.blocks if block.kind != "Note"]
    while True:
        plan = Handout(look, edition, slides, frozenset(moved), away, COLUMNS.get(edition, 99))
        more = ("H", folded(look.say("handout.trainer-notes")))
        plan.has_more, plan.all_told = edition == "trainer" and more in heard(spoken), told
        plan.whole(document)
        told = plan.told
        if edition != "trainer" or not without_room(plan, spoken, moved, away):
            return with_pages(plan, spoken, page_of or (lambda mark: mark[0] + 1))


def with_pages(plan, spoken, page_of):
    """The plan's texts with page numbers, and its notes in their places."""
    pairs = list(zip_longest(plan.found, spoken))[: len(plan.found)]
    first, last = ([turn(page_of, block, which) for _, block in pairs] for which in (min, max))
    places = {said.mark: page for (said, _), page in zip(pairs, first, strict=True) if said.mark}
    places |= {f"anchor-{aside.number}": first[aside.anchor] for aside in plan.told if aside.anchor < len(first)}
    found, known = [], set()
    for (said, _), end in zip(pairs, last, strict=True):
        pages = ", ".join(dict.fromkeys(str(places.get(place)) for place in said.to.split())) if said.to else ""
        text = said.text.replace("{page}", pages) if said.to else said.text
        found.append((said.kind, folded(text)))
        for number in said.notes:
            if (end, number) not in known:
                known.add((end, number))
                found.append(("Note", folded(f"{number} {plan.notes[number - 1]}")))
    return found


def turn(page_of, block, which):
    """The first or the last page of a block, None for what has no letters."""
    pages = [page for page in map(page_of, block.marks if block else ()) if page]
    return which(pages) if pages else None


def without_room(plan, spoken, moved, away):
    """Whether an aside more is only referred to where the first difference is: then it is heard at the end."""
    pairs = zip(plan.found, spoken, strict=False)
    at = next((at for at, (said, block) in enumerate(pairs) if not begins(said, block)), None)
    if at is None or plan.found[at].aside is None:
        return False
    number, before = plan.found[at].aside, len(moved) + len(away)
    if spoken[at].text.startswith(folded(plan.say("handout.trainer-notes.ref", page=""))):
        moved.add(number)
    else:
        lines = (block.text for block in spoken[at : at + NEAR] if "Div" in block.path)
        group = next((group for group in (in_one_line(plan, line) for line in lines) if number in group), ())
        away |= {one: group if one == group[0] else () for one in group}
        moved |= {one for one in group if plan.told[one].flow}
    return len(moved) + len(away) > before


def in_one_line(plan, text):
    """The numbers of the asides whose headings are said in one line."""
    order, ref = plan.in_sight(), folded(DOT + plan.say("handout.trainer-notes.ref", page=""))
    for first in range(len(order)):
        line, group = "", []
        for aside in order[first:]:
            line, group = folded(DOT.join(filter(None, (line, aside.heading)))), [*group, aside.number]
            if not text.startswith(line):
                break
            if f" {text[len(line):].strip()}".startswith(f" {ref}") or (text == line and len(group) > 1):
                return group
    return ()


def begins(said, block):
    """Whether a block is the text, up to the number of a page."""
    start = said.text.partition("{page}")[0] if said.to else said.text
    return kind_of(block) == said.kind and (block.text.startswith(folded(start)) if said.to
                                            else block.text == folded(start))  # fmt: skip


def difference(wanted, read):
    """The first place where two hearings differ, for a person to read; nothing when they are equal."""
    if wanted == read:
        return ""
    at = next(at for at, pair in enumerate(zip_longest(wanted, read)) if pair[0] != pair[1])
    lines = [f"text {at} of {len(wanted)} expected, {len(read)} heard"]
    lines += [f"  expected {text}" for text in wanted[max(0, at - 2) : at + 4]]
    return "\n".join(lines + [f"  heard    {text}" for text in read[max(0, at - 2) : at + 4]])


def read(data):
    """A file read by its tags."""
    return Reading(data)
