"""What `outloud` guesses about the sense of every PDF: nothing that is not explained; and faults of sense put in.

What stays is data, `outloud_explained.yaml`, with its reason. When the test fails, look at the page, mend what is
right, explain the rest, take out what is gone.
"""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

EXPLAINED = yaml.safe_load((Path(__file__).parent / "outloud_explained.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def remarked(printed, remarks):
    """(rule, file, words) of every place that is remarked in any file."""
    return [(rule, name, words) for name, path in printed.items() for rule, words in remarks(path)]


def covers(entry, rule, name, words):
    """Whether an explanation speaks of this place."""
    return (
        entry["rule"] == rule
        and any(fnmatchcase(name, file) for file in entry["files"])
        and any(fnmatchcase(words, said) for said in entry["says"])
    )


def test_every_remark_is_explained(remarked):
    assert [place for place in remarked if not any(covers(entry, *place) for entry in EXPLAINED)] == []


def test_nothing_is_explained_that_is_not_remarked(remarked):
    gone = []
    for entry in EXPLAINED:
        found = [place for place in remarked if covers(entry, *place)]
        gone += [(entry["rule"], file) for file in entry["files"] if not any(fnmatchcase(p[1], file) for p in found)]
        gone += [(entry["rule"], said) for said in entry["says"] if not any(fnmatchcase(p[2], said) for p in found)]
    assert gone == []


def test_every_explanation_gives_its_reason():
    assert [entry for entry in EXPLAINED if len(entry["why"].split()) < 8 or entry["files"] == ["*"]] == []
