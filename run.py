"""The one command of a fresh machine: brings what taphuan needs into this folder, then runs it. Standard library alone.

`build …` makes the files, `test …` proves them, every other word goes to `taphuan` as it stands. The tools come from
uv (found on the machine, else fetched into .tools), else from venv and pip with constraints.txt; nothing goes into the
system. The project is not installed but put on PYTHONPATH: before 3.13 Python on Windows reads the .pth file of an
editable install in the machine's code page, and does not even start in a folder such as `C:\\Users\\Đỗ`.
Older Pythons must still be able to read this file, in order to say what is missing: grammar of 3.6.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

try:
    import tomllib
except ImportError:  # before 3.11: main says so
    tomllib = None

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / os.environ.get("UV_PROJECT_ENVIRONMENT", ".venv")
TOOLS = ROOT / ".tools"
IS_WINDOWS = os.name == "nt"
TAPHUAN = ("-c", "import sys; from app.cli import main; sys.exit(main())")
LINT_IMPORTS = ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo")
PROOFS = (
    ("lint-imports", LINT_IMPORTS),
    ("ruff", ("-m", "ruff", "check")),
    ("mypy", ("-m", "mypy", "app", "builders", "marking", "plan", "course", "assets")),
    ("pytest", ("-m", "pytest")),  # last, so that its count of tests closes the output
)


def read_words(text):
    """The sentences of a flat label file: `key: "text"` a line, as no YAML reader is here yet."""
    lines = [line.partition(": ") for line in text.splitlines() if line and not line.startswith("#")]
    return {key: value.strip().strip('"') for key, _, value in lines}


def say(key, stream=None, **fields):
    """One sentence to the person; on the error stream unless told, so that what a command prints stays clean."""
    words = read_words((ROOT / "assets" / "labels" / "vi" / "run.yaml").read_text(encoding="utf-8"))
    print(words[key].format(**fields), file=stream or sys.stderr, flush=True)


def environment():
    """The caller's own settings (mirrors, proxies) without those that would send the tools elsewhere."""
    kept = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH")}
    kept.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_ROOT_USER_ACTION="ignore")
    kept.update(PIP_DISABLE_PIP_VERSION_CHECK="1")
    kept.setdefault("UV_SYSTEM_CERTS", "1")  # where a virus scanner opens TLS, only the system knows its seal
    kept.setdefault("UV_NATIVE_TLS", kept["UV_SYSTEM_CERTS"])  # the same in uv before 2026
    if not environment_python().exists():
        kept.setdefault("UV_PYTHON", sys.executable)
    return kept


def environment_python():
    """Where the Python of the project's own environment lies, there already or not."""
    return ENVIRONMENT / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")


def marks(with_tools):
    """Files that say that a set-up has ended well once, so that later ones keep quiet; testing covers building."""
    return [ENVIRONMENT / ".ready-to-test"] + ([] if with_tools else [ENVIRONMENT / ".ready-to-build"])


def is_ready(with_tools):
    """Whether such a set-up has ended well before."""
    return any(mark.exists() for mark in marks(with_tools))


def works(*command, show=False):
    """Whether a step of the set-up ends well; silent unless `show`. A program that is not there does not work."""
    hidden = {} if show else {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.run([str(word) for word in command], cwd=ROOT, env=environment(), **hidden).returncode == 0
    except OSError:
        return False


def sync(uv, with_tools):
    """Brings the environment to the letter of uv.lock. `--frozen`: a mirror in the settings never rewrites the lock."""
    words = ["sync", "--frozen", "--inexact", "--no-install-project", *([] if with_tools else ["--no-dev"])]
    return works(uv, *words, *(["--quiet"] if is_ready(with_tools) else []), show=True)


def by_uv_found(with_tools):
    """First way: uv is on the machine. A shim that leads nowhere counts as none."""
    uv = shutil.which("uv")
    return bool(uv) and works(uv, "--version") and sync(uv, with_tools)


def by_uv_brought(with_tools):
    """Second way: pip puts uv into .tools, which Debian's externally managed Python allows."""
    uv = TOOLS / "bin" / ("uv.exe" if IS_WINDOWS else "uv")
    pip = (sys.executable, "-m", "pip", "install", "--retries", "1", "--upgrade", "--target", TOOLS, "uv>=0.8")
    return (works(uv, "--version") or works(*pip)) and sync(uv, with_tools)


def by_venv(with_tools):
    """Third way: venv and pip, held to the versions of the lock. An environment that still runs is added to."""
    python = environment_python()
    if not works(python, "-c", "import pip"):
        clear = [] if works(python, "-c", "import sys") else ["--clear"]
        if not works(sys.executable, "-m", "venv", *clear, ENVIRONMENT):
            return False
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = project["dependencies"] + (project["optional-dependencies"]["dev"] if with_tools else [])
    pip = ("-m", "pip", "install", "-qq", "--retries", "1", "-c", ROOT / "constraints.txt")
    return works(python, *pip, *needs, show=True)


def set_up(with_tools):
    """True when the environment holds what is needed; otherwise one sentence has said what is missing."""
    if not is_ready(with_tools):
        say("run.first-time")
    if any(way(with_tools) for way in (by_uv_found, by_uv_brought, by_venv)):
        marks(with_tools)[-1].touch()
        return True
    has_pip = works(sys.executable, "-m", "pip", "--version") or works(environment_python(), "-c", "import pip")
    say("run.no-download" if has_pip else "run.no-pip-windows" if IS_WINDOWS else "run.no-pip")
    return False


def run(words, **place):
    """Exit code of the environment's Python on `words`; `-P` keeps the caller's folder from hiding our modules."""
    command = [str(environment_python()), "-P", *words]
    code = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, **place).returncode
    return code if code >= 0 else 128 - code


def prove(arguments):
    """All proofs in turn, each announced; the first exit code that is not 0. Arguments go to pytest."""
    failed = []
    for name, words in PROOFS:
        say("run.proof", sys.stdout, name=name)
        code = run((*words, *(arguments if name == "pytest" else ())), cwd=ROOT)
        failed += [(name, code)] if code else []
    if failed:
        say("run.failed", names=", ".join(name for name, _ in failed))
    return failed[0][1] if failed else 0


def main(arguments, version=sys.version_info):
    """Exit code: the command's own; 2 without a command; 3 when the machine lacks something."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may be on cp1258
            stream.reconfigure(encoding="utf-8", errors="replace")
    if tuple(version[:2]) < (3, 11):
        say("run.old-python", version=".".join(map(str, version[:2])))
        return 3
    if not arguments:
        say("run.usage")
        return 2
    is_test = arguments[0] == "test"
    if not set_up(with_tools=is_test):
        return 3
    return prove(arguments[1:]) if is_test else run((*TAPHUAN, *arguments))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
