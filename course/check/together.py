"""Can items that belong together, and those that exclude each other, be put on a paper at all?"""

from collections import defaultdict
from collections.abc import Iterator

from course.check.blueprints import disjoint_forms, stock
from course.check.survey import Context, Survey
from course.problem import Problem


def groups(survey: Survey, context: Context) -> Iterator[Problem]:
    """The items of a group stand side by side: they are of one kind and one use, and there are two at least."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(survey.course.items):
        if item.group:
            members[item.group].append(index)
    for group, places in members.items():
        first = survey.course.items[places[0]]
        if len(places) == 1:
            yield Problem("item.group-alone", ("items", places[0], "group"), {"item": first.id, "group": group})
        for index in places[1:]:
            item = survey.course.items[index]
            if (getattr(item, "kind", ""), item.use) != (getattr(first, "kind", ""), first.use):
                params = {"item": item.id, "group": group, "first": first.id}
                yield Problem("item.group-mixed", ("items", index, "group"), params)


def exclusions(survey: Survey, context: Context) -> Iterator[Problem]:
    """An item excludes others, not itself, and none that must stand beside it."""
    by_id = {item.id: item for item in survey.course.items}
    for index, item in enumerate(survey.course.items):
        for at, name in enumerate(item.excludes):
            path, other = ("items", index, "excludes", at), by_id.get(name)
            if name == item.id:
                yield Problem("item.excludes-itself", path, {"item": item.id})
            elif other and item.group and other.group == item.group:
                yield Problem("item.excludes-own-group", path, {"item": item.id, "other": name, "group": item.group})


def sets(survey: Survey, context: Context) -> Iterator[Problem]:
    """Where each form draws its own items, the bank holds enough of them for all forms."""
    stocked = stock(survey.course)
    for index, blueprint in enumerate(survey.course.blueprints):
        allowed = disjoint_forms(stocked, blueprint)
        if blueprint.draw == "each" and 0 < allowed < len(blueprint.forms):
            params = {"blueprint": blueprint.id, "forms": len(blueprint.forms), "allowed": allowed}
            yield Problem("blueprint.few-sets", ("blueprints", index, "forms"), params)
