"""Labels for the tests of the course, and this folder on the path, so that they share `checking`."""

import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def labels():
    """Every label by its key."""
    found = {}
    for path in sorted((HERE.parents[1] / "assets/labels/vi").glob("*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return found
