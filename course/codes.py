"""Which problems only warn. Every other code is an error: exit status 1, and nothing is written.

Expiry is always a warning: the calendar never breaks a build.
"""

WARNINGS: frozenset[str] = frozenset(
    {
        "text.nfd",
    }
)
