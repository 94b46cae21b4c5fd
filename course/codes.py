"""Which problems only warn, and which can only be judged on a whole course.

Every code that is not a warning is an error: exit status 1, and nothing is written.
Expiry is always a warning: the calendar never breaks a build.
"""

WARNINGS: frozenset[str] = frozenset(
    {
        "bank.key-longest",
        "bank.key-often",
        "bank.key-seldom",
        "cite.whole-source",
        "conflict.no-markers",
        "course.no-lessons",
        "course.no-modules",
        "course.not-approved",
        "course.template-unused",
        "date.to-come",
        "fact.expired",
        "file.misnamed",
        "item.all-keys",
        "item.all-or-none",
        "item.nearly-equal",
        "item.negative-stem",
        "item.no-explanation",
        "item.no-level",
        "item.no-topic",
        "item.one-sided",
        "item.same-proof",
        "item.similar",
        "lesson.empty",
        "lesson.minutes",
        "lesson.no-module",
        "model.not-approved",
        "module.empty",
        "not-shown.models",
        "not-shown.task_groups",
        "not-shown.viewpoints",
        "number.gap-task",
        "objective.no-worksheet",
        "objective.not-taught",
        "objective.not-tested",
        "organisation.expired",
        "organisation.expired-alone",
        "phrase.near-miss",
        "picture.no-alt",
        "place.expired",
        "place.expired-alone",
        "quote.unverified",
        "task.expired",
        "task.no-cites",
        "term.twice",
        "text.eth",
        "text.mixed-script",
        "text.nfd",
        "text.not-markup",
        "text.stray-mark",
        "yaml.hash-comment",
    }
)

NEEDS_WHOLE: tuple[str, ...] = (
    "bank.", "blueprint.", "objective.", "number.gap", "not-shown.", "lesson.", "course.no-", "module.empty",
    "cite.whole", "source.paragraph", "quote.lock-outdated", "lock.missing",
)  # fmt: skip
"""Beginnings of codes that are not told while a faulty part of the course had to be left out."""
