"""Does everything that is named exist, once, and is it what the place asks for?"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from course.blocks import Figure, Question, Quote
from course.check.survey import Context, Survey
from course.model import Course
from course.problem import Path, Problem
from course.sources import CitationParts
from course.taught import ExemplarModel
from course.walk import COLLECTIONS, Reference

SHOWN = 5
"""So many known ids are named in a message."""
TRIED = 100
"""An unknown id is compared with so many that begin alike, and with as many others: not with all of a large bank."""


def unknown_references(survey: Survey, context: Context) -> Iterator[Problem]:
    """Every id that is referred to must be defined, and of the kind that the place asks for."""
    likely = Likely(survey.ids)
    for reference in survey.walk.references:
        if reference.id not in survey.ids[reference.target]:
            yield _unknown(survey.ids, likely, reference)


class Likely:
    """Finds the ids that an unknown one was probably meant to be."""

    def __init__(self, ids: Mapping[str, Mapping[str, Any]]) -> None:
        self.ids = ids
        self.alike: dict[str, dict[str, list[str]]] = {}

    def near(self, target: str, name: str) -> list[str]:
        """At most three ids, the likeliest first."""
        if target not in self.alike:
            self.alike[target] = defaultdict(list)
            for one in self.ids[target]:
                self.alike[target][one[:2].casefold()].append(one)
        tried = [*self.alike[target].get(name[:2].casefold(), ())[:TRIED], *islice(self.ids[target], TRIED)]
        folded = {one.casefold(): one for one in tried}
        return [folded[one] for one in difflib.get_close_matches(name.casefold(), folded, 3, 0.6)]


def _unknown(ids: Mapping[str, Mapping[str, Any]], likely: Likely, reference: Reference) -> Problem:
    known = ids[reference.target]
    params = {"id": reference.id, "key": reference.target}
    if other := next((name for name in COLLECTIONS if reference.id in ids[name]), None):
        return Problem("reference.other-kind", reference.path, {**params, "found": other})
    if not known:
        return Problem("reference.none-defined", reference.path, params)
    params["known"] = ", ".join(likely.near(reference.target, reference.id) or islice(known, SHOWN))
    return Problem(f"reference.{reference.target}", reference.path, params)


def ids_twice(survey: Survey, context: Context) -> Iterator[Problem]:
    """An id stands once among things of its kind; two that differ only in case would be mistaken. Both places."""
    for name in COLLECTIONS:
        spelled: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for index, thing in enumerate(getattr(survey.course, name)):
            spelled[thing.id.casefold()].append((index, thing.id))
        for places in spelled.values():
            if len(places) > 1:
                yield from _twice(name, places)


def _twice(name: str, places: list[tuple[int, str]]) -> Iterator[Problem]:
    counts = Counter(spelling for _, spelling in places)
    for index, spelling in places:
        path = (name, index, "id")
        if counts[spelling] > 1:
            yield Problem("id.twice", path, {"id": spelling, "key": name, "count": counts[spelling]})
        else:
            other = next(one for _, one in places if one != spelling)
            yield Problem("id.case", path, {"id": spelling, "other": other, "key": name})


def terms_twice(survey: Survey, context: Context) -> Iterator[Problem]:
    """A term is explained once."""
    seen: set[str] = set()
    for index, term in enumerate(survey.course.glossary):
        if term.term.casefold() in seen:
            yield Problem("term.twice", ("glossary", index, "term"), {"term": term.term})
        seen.add(term.term.casefold())


def shown_exam_items(survey: Survey, context: Context) -> Iterator[Problem]:
    """A lesson shows practice items alone; an exam item on a slide is no exam item any more."""
    for node in survey.nodes(Question):
        item = survey.find("items", node.value.question)
        if item is not None and item.use == "exam":
            yield Problem("question.exam-item", (*node.path, "question"), {"item": item.id})


def lessons_in_modules(survey: Survey, context: Context) -> Iterator[Problem]:
    """A lesson belongs to exactly one module: what no module names appears in no file."""
    course = survey.course
    if course.lessons and not course.modules:
        yield Problem("course.no-modules", ("lessons",))
        return
    seen: set[str] = set()
    for at, module in enumerate(course.modules):
        for index, lesson in enumerate(module.lessons):
            if lesson in seen:
                yield Problem("lesson.in-two-modules", ("modules", at, "lessons", index), {"lesson": lesson})
            seen.add(lesson)
    for index, one in enumerate(course.lessons):
        if one.id not in seen:
            yield Problem("lesson.no-module", ("lessons", index, "id"), {"lesson": one.id})


def circles(survey: Survey, context: Context) -> Iterator[Problem]:
    """Nothing succeeds itself, and no place is part of itself, however long the way round."""
    course = survey.course
    for name, field in (("organisations", "successor"), ("places", "successor"), ("places", "part_of")):
        for index, chain in _circles(course, name, field):
            path: Path = (name, index, field)
            yield Problem("successor.circle" if field == "successor" else "part-of.circle", path, {"chain": chain})


def _circles(course: Course, name: str, field: str) -> Iterator[tuple[int, str]]:
    """Each circle once: the index of its first member, and its ids in order."""
    things = getattr(course, name)
    after = {thing.id: getattr(thing, field) for thing in things}
    done: set[str] = set()
    for index, thing in enumerate(things):
        trail: list[str] = []
        step: str | None = thing.id
        while step is not None and step in after and step not in done:
            done.add(step)
            trail.append(step)
            step = after[step]
        if step in trail:
            yield index, " \u2192 ".join([*trail[trail.index(step) :], step])


def numbers(survey: Survey, context: Context) -> Iterator[Problem]:
    """Viewpoints count 1, 2, 3 without a gap; tasks do so within their group."""
    yield from _counting([(("viewpoints", i), v.number) for i, v in enumerate(survey.course.viewpoints)], "")
    groups: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for index, task in enumerate(survey.course.tasks):
        groups[task.group].append((("tasks", index), task.number))
    for group, found in groups.items():
        yield from _counting(found, group)


def _counting(found: list[tuple[Path, int]], group: str) -> Iterator[Problem]:
    kind, seen = ("task", set[int]()) if group else ("viewpoint", set[int]())
    for path, number in found:
        if number in seen:
            yield Problem(f"number.twice-{kind}", (*path, "number"), {"number": number, "group": group})
        seen.add(number)
    missing = sorted(set(range(1, max(seen, default=0))) - seen)
    if missing and len(seen) == len(found):  # a number given twice leaves a gap that mends itself
        path = next(path for path, number in found if number > missing[0])
        told = ", ".join(map(str, missing[:SHOWN]))
        yield Problem(f"number.gap-{kind}", (*path, "number"), {"missing": told, "group": group})


def cited_paragraphs(survey: Survey, context: Context) -> Iterator[Problem]:
    """A cited paragraph exists, and a source whose paragraphs are known is cited by paragraph."""
    for node in survey.nodes(CitationParts, Quote):
        cite = node.value
        if not (source := survey.find("sources", cite.source)):
            continue
        count = len(source.paragraphs) or len(context.texts.get(source.id, ()))
        params = {"source": source.id, "paragraph": cite.paragraph, "count": count}
        if count and cite.paragraph is None:
            yield Problem("cite.whole-source", (*node.path, "source"), params)
        elif count and (cite.paragraph or 0) > count:
            yield Problem("cite.no-paragraph", (*node.path, "paragraph"), params)


def pictures(survey: Survey, context: Context) -> Iterator[Problem]:
    """Every picture and template exists where the course says, and has words for those who do not see it."""
    for node in survey.nodes(Figure, ExemplarModel, Course):
        path, name = node.path, ""
        match node.value:
            case Figure(figure=name):
                path = (*path, "figure")
            case ExemplarModel(picture=str() as name, picture_alt=alt):
                path = (*path, "picture")
                if not alt:
                    yield Problem("picture.no-alt", path, {"file": name})
            case Course(template=str() as name):
                path = (*path, "template")
        is_slides = name.lower().endswith((".pptx", ".potx"))
        if name and is_slides != isinstance(node.value, Course) and "://" not in name:
            yield Problem("asset.kind" if is_slides else "asset.not-slides", path, {"file": name})
        elif name and context.asset_problem and (code := context.asset_problem(name)):
            unfit = is_slides and code in ("asset.kind", "asset.other-kind", "asset.broken")
            yield Problem("asset.not-slides" if unfit else code, path, {"file": name})
