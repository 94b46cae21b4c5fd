"""What the tests of the faces share: the bundled course built once, and a call of the real command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COURSE = "dan-van-ha-tinh-2022"


@pytest.fixture(scope="session")
def taphuan():
    """Run the command in a process of its own: `taphuan("check", folder, cwd=..., LANG="C")`."""

    def call(*words, cwd=None, stdin=None, umask=-1, text=True, **more):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("TAPHUAN", "PYTHON"))}
        environment |= {"PYTHONPATH": str(ROOT), **more}
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *map(str, words)], cwd=cwd or ROOT, env=environment, umask=umask,
            stdin=subprocess.DEVNULL, capture_output=True, text=text, encoding="utf-8" if text else None, timeout=120,
        )  # fmt: skip

    return call


@pytest.fixture(scope="session")
def built(taphuan, tmp_path_factory):
    """The output folder of the bundled course, built once by the real command; nobody writes into it."""
    out = tmp_path_factory.mktemp("built")
    done = taphuan("build", "--out", out)
    assert done.returncode == 0, done.stderr
    return out / COURSE
