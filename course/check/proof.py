"""What proves it: items, models, facts and tasks rest on a citation, and items on one that is beyond doubt."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from course.check.items import key_text
from course.check.survey import Context, Survey
from course.check.words import is_within
from course.items import Item
from course.problem import Problem
from course.sources import CitationParts, Conflict
from course.text import plain

Readings = Mapping[tuple[str, int | None], list[Conflict]]


def uncited(survey: Survey, context: Context) -> Iterator[Problem]:
    """Nothing is asked or told without its source. An item may rest on a fact or model that has one."""
    course = survey.course
    for index, item in enumerate(course.items):
        if not item.cites and not item.facts and not item.model:
            yield Problem("item.no-citation", ("items", index), {"item": item.id})
    for index, model in enumerate(course.models):
        if not model.cites:
            yield Problem("model.no-cites", ("models", index), {"model": model.id})
    for index, fact in enumerate(course.facts):
        if not fact.cites and fact.origin != "trainer" and fact.certainty != "D":
            yield Problem("fact.no-cites", ("facts", index), {"fact": fact.id})
    for index, task in enumerate(course.tasks):
        group = survey.find("task_groups", task.group)
        if not task.cites and (group is None or not group.cites):
            yield Problem("task.no-cites", ("tasks", index), {"task": task.id})


def on_doubt(survey: Survey, context: Context) -> Iterator[Problem]:
    """No item rests on a source or fact of certainty D, nor on a quotation nobody has compared."""
    for index, item in enumerate(survey.course.items):
        for at, cite in enumerate(item.cites):
            path = ("items", index, "cites", at)
            if _is_unsure(survey, cite):
                yield Problem("item.on-unsure-source", path, {"item": item.id, "source": cite.source})
            if cite.unverified:
                yield Problem("item.on-unverified", path, {"item": item.id, "source": cite.source})
        for at, name in enumerate(item.facts):
            fact = survey.find("facts", name)
            if fact and (fact.certainty == "D" or any(_is_unsure(survey, cite) for cite in fact.cites)):
                yield Problem("item.on-unsure-fact", ("items", index, "facts", at), {"item": item.id, "fact": name})
            elif fact and any(cite.unverified for cite in fact.cites):
                params = {"item": item.id, "source": name}
                yield Problem("item.on-unverified", ("items", index, "facts", at), params)


def _is_unsure(survey: Survey, cite: CitationParts) -> bool:
    source = survey.find("sources", cite.source)
    return source is not None and source.certainty == "D"


def on_conflict(survey: Survey, context: Context) -> Iterator[Problem]:
    """No item rests on readings that disagree: same paragraph, and one of the conflict's words."""
    readings = _readings(survey)
    for index, item in enumerate(survey.course.items):
        texts = {"stem": plain(item.stem), "key": key_text(item)}
        if item.explanation:
            texts["explanation"] = plain(item.explanation)
        for conflict in _touched(item, readings):
            words = ((field, word) for word in conflict.markers for field in texts if is_within(word, texts[field]))
            for field, word in islice(words, 1):
                path = ("items", index) if field == "key" else ("items", index, field)
                yield Problem("item.on-conflict", path, {"item": item.id, "conflict": conflict.id, "word": word})


def _readings(survey: Survey) -> Readings:
    found: dict[tuple[str, int | None], list[Conflict]] = defaultdict(list)
    for conflict in survey.course.conflicts:
        for reading in conflict.readings:
            found[reading.cite.source, reading.cite.paragraph].append(conflict)
    return found


def _touched(item: Item, readings: Readings) -> Iterator[Conflict]:
    """The conflicts whose paragraph the item cites, each once."""
    touched = (conflict for cite in item.cites for conflict in readings.get((cite.source, cite.paragraph), ()))
    yield from {conflict.id: conflict for conflict in touched}.values()


def unguarded_conflicts(survey: Survey, context: Context) -> Iterator[Problem]:
    """A conflict without words that betray it guards no item."""
    for index, conflict in enumerate(survey.course.conflicts):
        if not conflict.markers:
            yield Problem("conflict.no-markers", ("conflicts", index), {"conflict": conflict.id})
