"""What the house tests read: every source file of the rooms, every text file that goes into the repository."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "builders", "marking", "plan", "course", "assets")
NOT_OURS = {".git", ".venv", ".tools", "build", "dist", "node_modules"}
BINARY = {".ttf", ".png", ".jpg", ".pdf", ".pptx", ".potx", ".docx", ".xlsx", ".zip", ".woff2", ".pyc", ".gz"}


@pytest.fixture(scope="session")
def root():
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def sources():
    """Text of each .py of the six rooms and of run.py, by path with `/`."""
    paths = [ROOT / "run.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="session")
def texts():
    """Text of each file of the repository that is text, by path with `/`; found without git, which a zip lacks."""
    found = {}
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = parts[0] in NOT_OURS or any(part == "__pycache__" or part.endswith("_cache") for part in parts)
        if path.is_file() and not hidden and path.suffix.lower() not in BINARY and parts[0] != ".hypothesis":
            found["/".join(parts)] = path.read_bytes().decode("utf-8", errors="replace")
    return found
