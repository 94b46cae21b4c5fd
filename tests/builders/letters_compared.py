"""What is heard of a file beside what the plan lets one expect, text by text."""

from itertools import zip_longest

from pdf_reading import CELLS, folded
from plan_nodes import Handout

MOST = 6  # asides in such a line
NEAR = 200  # texts after a difference in which a line of several asides is looked for
PARTS = ("viewpoints", "model-card")
COLUMNS = {"large": 3, "booklet": 4}


def kind_of(block):
    """The coarse kind of a block: what it is for the ear, not how deep it stands."""
    if block.kind.startswith("H") and block.kind[1:].isdecimal():
        return "H"
    if block.kind in ("P", *CELLS):
        return next((kind for kind in (block.kind, *reversed(block.path)) if kind in CELLS), "P")
    return block.kind


def heard(blocks):
    """(kind, text) of each block; empty cells that follow each other are heard as one."""
    return [(kind_of(block), block.text) for block in without_repeats(blocks)]


def without_repeats(blocks):
    """The blocks, of empty cells that follow each other the first alone: a grid to fill in, as many rows as fit."""
    empty = [block.kind in CELLS and not block.text and not block.marks for block in blocks]
    return [block for at, block in enumerate(blocks) if not (at and empty[at] and empty[at - 1])]


def expected(document, look, edition, reading, slides=None, page_of=None):
    """(kind, text) as the plan has it, its page numbers and the turns of its notes read off where the blocks stand.

    A note is heard right after the first text of each page that carries its number: in the text's own element (ISO
    32000-1, 14.8.4.4.2: a note may be a child of the element that refers to it), or after a heading or a table.
    """
    moved, away, told = set(), {}, []
    spoken = [block for block in without_repeats(reading.blocks) if block.kind != "Note"]
    while True:
        plan = Handout(look, edition, slides, frozenset(moved), away, COLUMNS.get(edition, 99))
        more = ("H", folded(look.say("handout.trainer-notes")))
        plan.has_more, plan.all_told = edition == "trainer" and more in heard(spoken), told
        plan.part(document) if edition in PARTS else plan.whole(document)
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
        found = (in_one_line(plan, line) for line in lines)
        group, words = next((pair for pair in found if number in pair[0]), ([], ""))
        away |= {one: (group, words) if one == group[0] else ((), "") for one in group}
        moved |= {one for one in group if plan.told[one].flow}
    return len(moved) + len(away) > before


def in_one_line(plan, text):
    """The numbers of the asides whose headings, or at least hours, are said in one line; and the line's words."""
    order, ref = plan.in_sight(), folded(". " + plan.say("handout.trainer-notes.ref", page=""))
    for first in range(len(order)):
        for last in range(first + 1, min(first + MOST, len(order)) + 1):
            group = order[first:last]
            for words in filter(None, plan.worded(group)):
                line = folded(words)
                if text.startswith(line) and (text[len(line) :].startswith(ref) or (text == line and len(group) > 1)):
                    return [aside.number for aside in group], words
    return [], ""


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
