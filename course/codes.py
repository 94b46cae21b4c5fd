"""Which problems only warn, and which can only be judged on a whole course.

Every code that is not a warning is an error: exit status 1, and nothing is written.
Expiry is always a warning: the calendar never breaks a build.
"""

WARNINGS: frozenset[str] = frozenset(
    {
        "text.nfd",
    }
)

NEEDS_WHOLE: tuple[str, ...] = ("reference.", "blueprint.", "objective.", "number.gap")
"""Beginnings of codes that are not told while a faulty part of the course had to be left out."""
