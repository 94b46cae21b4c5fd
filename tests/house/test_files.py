"""What goes into the repository: a lock that names the public index alone, nothing of anybody's own machine."""

import re
import tomllib
from fnmatch import fnmatch
from urllib.parse import urlsplit

import pytest

PUBLIC = {"pypi.org", "files.pythonhosted.org"}
HERE_ONLY = {
    "a folder of one machine": r"(?<![\w.:/])/(root|work|opt|home/[a-z]\w*)/\w",
    "a folder beside the repository": r"\.\./shared/(?!sources\b)",
    "somebody's working papers": r"\banchors-of-style\b|\b(facts|stack)\.md\b",
    "an index of one machine": r"\bfile:///|\blocalhost:\d+/simple",
}
THESE_RULES = "tests/house/test_files.py"


def hosts(lock):
    """Every host that a lock file names."""
    return {urlsplit(url).hostname for url in re.findall(r"[a-z+]+://[^\s\"']+", lock)}


def pinned(constraints):
    """(name, version) of every line of a constraints file."""
    lines = [line.partition(";")[0].strip() for line in constraints.splitlines()]
    return {tuple(line.split("==")) for line in lines if line and not line.startswith("#")}


def locked(lock):
    """(name, version) of every package of a uv.lock but the project itself."""
    packages = tomllib.loads(lock)["package"]
    return {(p["name"], p["version"]) for p in packages if "registry" in p["source"]}


def machine_traces(text):
    """`line: what` of each word that means something on one machine alone."""
    for number, line in enumerate(text.splitlines(), 1):
        yield from (f"{number}: {what}" for what, words in HERE_ONLY.items() if re.search(words, line))


def test_the_lock_names_the_public_index_alone(root):
    assert hosts((root / "uv.lock").read_text(encoding="utf-8")) == PUBLIC


def test_constraints_are_current_with_the_lock(root):
    mend = "uv export --frozen --all-extras --no-hashes --no-emit-project --no-annotate --no-header -o constraints.txt"
    constraints = (root / "constraints.txt").read_text(encoding="utf-8")
    assert pinned(constraints) == locked((root / "uv.lock").read_text(encoding="utf-8")), mend


def test_no_file_speaks_of_one_machine(texts):
    found = [f"{path}:{trace}" for path, text in texts.items() if path != THESE_RULES for trace in machine_traces(text)]
    assert found == []


def test_text_files_are_utf8_with_plain_line_ends(texts):
    checked = {path: text for path, text in texts.items() if not path.startswith("tests/")}
    assert [path for path, text in checked.items() if "\ufffd" in text] == []
    assert [path for path, text in checked.items() if "\r" in text and not fnmatch(path, "*.cmd")] == []


def test_the_double_click_file_is_what_a_windows_console_reads(root):
    script = (root / "chay.cmd").read_bytes()
    assert script.isascii()  # every code page shows it; sentences with diacritics come from run.py
    assert script.count(b"\n") == script.count(b"\r\n") > 0


def test_no_test_folder_hides_a_room(root):
    assert list((root / "tests").rglob("__init__.py")) == []


def test_the_lock_rule_bites():
    lock = 'url = "https://pypi.org/simple"\nurl = "http://mirror.example/simple/a.whl"\nurl = "file:///opt/a.whl"\n'
    assert hosts(lock) == {"pypi.org", "mirror.example", None}


def test_the_constraints_rule_bites():
    lock = '[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "x" }\n'
    assert pinned("# head\na==1 ; sys_platform == 'win32'\n") == locked(lock)
    assert pinned("a==2\n") != locked(lock)


@pytest.mark.parametrize(
    "planted", ["see /root/a", "(/work/main)", "~ /home/an/x", "../shared/look.md", "see facts.md", "file:///opt/x"]
)
def test_the_machine_rule_bites(planted):
    assert list(machine_traces(f"fine\n{planted}"))[0].startswith("2: ")


@pytest.mark.parametrize("innocent", ["../shared/sources", "https://example.vn/work/1", "network/root", "/homework/a"])
def test_the_machine_rule_lets_addresses_be(innocent):
    assert list(machine_traces(innocent)) == []
