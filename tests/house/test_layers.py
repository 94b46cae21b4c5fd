"""The contracts of import-linter bite: each is shown a small house with one fault in it."""

import shutil
import subprocess
import sys

import pytest

ROOMS = ("app", "builders", "marking", "plan", "course", "assets")
LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.fixture
def house(tmp_path, root):
    """Six empty rooms under the real contracts."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    (tmp_path / "marking" / "scan").mkdir()
    (tmp_path / "marking" / "scan" / "__init__.py").touch()
    (tmp_path / "marking" / "scan" / "page.py").touch()
    return tmp_path


def lint(house):
    """The exit code and words of lint-imports in a house; the house's own modules are the ones it sees."""
    words = [sys.executable, "-P", "-c", LINT, "--no-cache", "--no-logo"]
    done = subprocess.run(words, cwd=house, env={"PYTHONPATH": str(house)}, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_a_sound_house_is_kept(house):
    (house / "plan" / "deck.py").write_text("import course\nimport assets\n")
    (house / "builders" / "deck.py").write_text("import pptx\nimport plan.deck\n")
    code, words = lint(house)
    assert code == 0, words
    assert "3 kept, 0 broken" in words


@pytest.mark.parametrize(
    ("file", "planted"),
    [
        ("course/a.py", "import assets"),
        ("assets/a.py", "import course"),
        ("plan/a.py", "import builders"),
        ("builders/a.py", "import app"),
        ("plan/a.py", "from reportlab import rl_config"),
        ("marking/a.py", "from PIL import Image"),
        ("builders/a.py", "import marking.scan.page"),
    ],
)
def test_an_import_that_points_up_is_refused(house, file, planted):
    (house / file).write_text(planted + "\n")
    code, words = lint(house)
    assert code == 1, words
    assert "2 kept, 1 broken" in words
