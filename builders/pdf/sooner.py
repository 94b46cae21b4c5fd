"""reportlab's paragraphs imported sooner; to be imported before anything else of reportlab's platypus.

Nothing in that import takes as long as one pattern: that of addresses which may be cut at their slashes, a thing that
no style of ours asks for. It is compiled when it is first asked.
"""

import re
from typing import Any

URI = "(^(?:[a-z0-9\\.\\-\\+]*)://)"  # how the pattern begins
_now = re.compile


class Later:
    """A pattern that is compiled when it is first asked."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(_now(self.pattern, self.flags), name)


def _compile(pattern: Any, flags: int = 0) -> Any:
    return Later(pattern, flags) if isinstance(pattern, str) and pattern.startswith(URI) else _now(pattern, flags)


re.compile = _compile
try:
    import reportlab.platypus.paragraph  # noqa: F401
finally:
    re.compile = _now
