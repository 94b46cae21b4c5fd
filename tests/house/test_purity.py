"""Below app there is no clock, no disk write, no unseeded chance and no environment: the same input, the same bytes."""

import ast

import pytest

DISK = {"write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "rename", "symlink_to", "touch", "rmtree"}
CLOCKS = {
    *(f"time.{name}" for name in ("time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "strftime")),
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
}
CHANCE = {"os.urandom", "uuid.uuid1", "uuid.uuid4"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb", "os.putenv", "locale.setlocale", "locale.getlocale"}
MODES = set("wax+")


def imported(tree):
    """Full dotted name of every name that an import brings, by the name used here."""
    names = {}
    for node in ast.walk(tree):
        start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else []:
            here = alias.asname or (alias.name if start else alias.name.split(".")[0])
            names[here] = start + alias.name if alias.asname or start else here
    return names


def dotted(node, names):
    """`datetime.date.today` for an attribute chain that begins with an import; empty for anything else."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value, names)
        return owner and f"{owner}.{node.attr}"
    return names.get(node.id, "") if isinstance(node, ast.Name) else ""


def opens_to_write(call):
    """`open(path, "w")` or `path.open("w")`; a mode that is not a literal counts as writing."""
    is_open = isinstance(call.func, ast.Name) and call.func.id == "open"
    if not is_open and not (isinstance(call.func, ast.Attribute) and call.func.attr == "open"):
        return False
    modes = [word.value for word in call.keywords if word.arg == "mode"] or call.args[1 if is_open else 0 :][:1]
    return any(not isinstance(m, ast.Constant) or bool(MODES & set(str(m.value))) for m in modes)


def impure_call(call, name):
    """What is wrong with a call, or nothing."""
    if opens_to_write(call) or (isinstance(call.func, ast.Attribute) and call.func.attr in DISK):
        return "writes to disk"
    if name == "random.Random" and not call.args and not call.keywords:
        return "chance without a seed"
    return ""


def impure_name(name):
    """What is wrong with a name, called or only handed on, or nothing."""
    if name in CLOCKS:
        return "reads the clock"
    if name in ENVIRONMENT:
        return "reads the environment"
    if name in CHANCE or name.startswith("secrets.") or (name.startswith("random.") and name != "random.Random"):
        return "chance without a seed"
    return ""


def impurities(source):
    """`line: what` of each touch of the world."""
    tree = ast.parse(source)
    names = imported(tree)
    for node in ast.walk(tree):
        fault = impure_call(node, dotted(node.func, names)) if isinstance(node, ast.Call) else ""
        fault = fault or (impure_name(dotted(node, names)) if isinstance(node, ast.Attribute | ast.Name) else "")
        if fault:
            yield f"{node.lineno}: {fault}"


def test_below_app_nothing_touches_the_world(sources):
    below = {path: text for path, text in sources.items() if "/" in path and not path.startswith("app/")}
    assert [f"{path}:{fault}" for path, text in below.items() for fault in impurities(text)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "open('a', 'w')",
        "open('a', mode='xb')",
        "open('a', m)",
        "path.open('a')",
        "path.write_text('x')",
        "import time\nx = time.time()",
        "from time import time as now\nx = now()",
        "import datetime as d\nx = d.date.today()",
        "from datetime import datetime\nx = datetime.now()",
        "from datetime import date\nfield = make(date.today)",
        "import random\nrandom.shuffle(x)",
        "from random import choice\nchoice(x)",
        "import random\nr = random.Random()",
        "import secrets\nsecrets.token_hex()",
        "from uuid import uuid4\nuuid4()",
        "import os\nx = os.environ['HOME']",
        "from os import getenv\nx = getenv('HOME')",
    ],
)
def test_the_purity_rule_bites(planted):
    assert len(list(impurities(planted))) == 1


@pytest.mark.parametrize(
    "innocent",
    [
        "open('a', 'rb')",
        "open('a', encoding='utf-8')",
        "path.open()",
        "import zipfile\nzipfile.ZipFile(buffer, 'w').writestr('a', 'b')",
        "import random\nr = random.Random(seed)\nr.shuffle(x)",
        "from datetime import date\nx = date(2026, 1, 1)\ny = date.fromisoformat(z)",
        "import os\nx = os.path.join(a, b)",
        "time.time()",
    ],
)
def test_the_purity_rule_lets_reading_and_seeded_chance_be(innocent):
    assert list(impurities(innocent)) == []
