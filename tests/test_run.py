"""run.py on machines that have this or that: which way it takes, what it says, where it may be called from."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "assets" / "labels" / "vi" / "run.yaml"
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for uv is a shell script")


@pytest.fixture
def run(monkeypatch, tmp_path):
    """run.py as a module, in a machine where nothing is set up; `steps` lists what it asks of the machine."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.steps = []
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    (tmp_path / ".venv").mkdir()
    return module


def machine(run, monkeypatch, able, uv="/usr/bin/uv"):
    """Makes each step of the set-up succeed when `able` says so of its words."""

    def works(*command, show=False):
        words = " ".join(map(str, command))
        run.steps.append(words)
        return able(words)

    monkeypatch.setattr(run, "works", works)
    monkeypatch.setattr(run.shutil, "which", lambda name: uv)


def asks_uv(words):
    """Whether a step of the set-up needs uv."""
    return re.search(r"\buv\b", words) is not None


def test_its_words_are_read_as_yaml_reads_them(run):
    text = LABELS.read_text(encoding="utf-8")
    assert run.read_words(text) == yaml.safe_load(text)


def test_old_pythons_can_read_the_file():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_in_one_sentence(run, capsys):
    assert run.main(["build"], version=(3, 9, 2)) == 3
    said = capsys.readouterr().err
    assert "Python 3.9" in said
    assert said.count("\n") == 1


def test_without_a_command_it_tells_the_two_commands(run, capsys):
    assert run.main([]) == 2
    said = capsys.readouterr().err
    assert "run.py build" in said
    assert "run.py test" in said


def test_a_build_never_brings_the_tools_of_developers(run, monkeypatch):
    machine(run, monkeypatch, lambda words: True)
    assert run.set_up(with_tools=False)
    sync = [words for words in run.steps if " sync " in words]
    assert len(sync) == 1
    assert "--frozen" in sync[0]
    assert "--no-dev" in sync[0]


def test_a_test_brings_them(run, monkeypatch):
    machine(run, monkeypatch, lambda words: True)
    assert run.set_up(with_tools=True)
    assert [("--no-dev" in words, "--frozen" in words) for words in run.steps if " sync " in words] == [(False, True)]


def test_without_uv_pip_brings_it_into_the_folder(run, monkeypatch):
    machine(run, monkeypatch, lambda words: ".tools" not in words or "--target" in words or " sync " in words, uv=None)
    assert run.set_up(with_tools=False)
    assert any("--target" in words and words.endswith("uv>=0.8") for words in run.steps)
    assert run.steps[-1].startswith(str(run.TOOLS))


def test_a_shim_of_uv_that_leads_nowhere_counts_as_none(run, monkeypatch):
    machine(run, monkeypatch, lambda words: not words.startswith("/usr/bin/uv"))
    assert run.set_up(with_tools=False)
    assert not any(words.startswith("/usr/bin/uv sync") for words in run.steps)


def test_where_uv_cannot_be_had_pip_holds_to_the_lock(run, monkeypatch):
    machine(run, monkeypatch, lambda words: not asks_uv(words), uv=None)
    assert run.set_up(with_tools=True)
    assert "constraints.txt" in run.steps[-1]
    assert "reportlab>=" in run.steps[-1]
    assert "pytest>=" in run.steps[-1]


def test_an_environment_that_runs_is_never_cleared(run, monkeypatch):
    machine(run, monkeypatch, lambda words: not asks_uv(words) and "import pip" not in words, uv=None)
    assert run.set_up(with_tools=False)
    assert any(" -m venv " in words for words in run.steps)
    assert not any("--clear" in words for words in run.steps)


def test_a_machine_without_pip_and_venv_is_told_the_package_to_install(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "IS_WINDOWS", False)
    machine(run, monkeypatch, lambda words: False, uv=None)
    assert run.main(["build"]) == 3
    assert "python3-venv python3-pip" in capsys.readouterr().err.splitlines()[-1]


def test_a_machine_without_network_is_told_so(run, monkeypatch, capsys):
    machine(run, monkeypatch, lambda words: words.endswith("pip --version"), uv=None)
    assert run.main(["build"]) == 3
    assert "kết nối mạng" in capsys.readouterr().err.splitlines()[-1]


def test_the_first_failing_proof_gives_the_exit_code_and_all_are_run(run, monkeypatch, capsys):
    asked = []
    codes = iter([0, 4, 2, 1])
    monkeypatch.setattr(run, "run", lambda words, cwd: asked.append(words) or next(codes))
    assert run.prove(["-k", "form"]) == 4
    assert len(asked) == 4
    assert asked[-1] == ("-m", "pytest", "-k", "form")
    assert capsys.readouterr().err.splitlines()[-1].startswith("Chưa đạt: ruff, mypy, pytest.")


@pytest.fixture
def copy(tmp_path):
    """A copy of the project's frame in a folder with a blank, an ampersand and Vietnamese letters; uv is a stand-in."""
    house = tmp_path / "Máy của Đỗ & em"
    (house / "assets" / "labels" / "vi").mkdir(parents=True)
    (house / "app").mkdir()
    shutil.copy(ROOT / "run.py", house)
    shutil.copy(LABELS, house / "assets" / "labels" / "vi")
    (house / "app" / "__init__.py").touch()
    (house / "app" / "cli.py").write_text(
        "import os, sys\n\n\ndef main():\n    print(os.getcwd(), sys.argv[1:])\n    return 7\n", encoding="utf-8"
    )
    (tmp_path / "bin").mkdir()
    uv = tmp_path / "bin" / "uv"
    uv.write_text(f'#!/bin/sh\nmkdir -p .venv/bin\nln -sf "{sys.executable}" .venv/bin/python\n', encoding="utf-8")
    uv.chmod(0o755)
    return house


def call(copy, cwd, *arguments, **settings):
    """run.py of the copy, called as a person does, from `cwd`."""
    path = f"{copy.parent / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    words = [sys.executable, str(copy / "run.py"), *arguments]
    return subprocess.run(words, cwd=cwd, env={"PATH": path, **settings}, capture_output=True, encoding="utf-8")


@posix
def test_it_runs_in_a_folder_with_blanks_and_diacritics_from_another_folder(copy, tmp_path):
    done = call(copy, tmp_path, "check", "khóa của tôi")
    assert done.stdout == f"{tmp_path} ['check', 'khóa của tôi']\n"
    assert done.returncode == 7


@posix
def test_a_second_run_says_nothing_of_its_own(copy, tmp_path):
    assert "Lần đầu" in call(copy, tmp_path, "check").stderr
    assert call(copy, tmp_path, "check").stderr == ""


@posix
def test_a_folder_named_like_a_room_does_not_hide_the_room(copy, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit(99)\n")
    assert call(copy, tmp_path, "check").returncode == 7


@posix
def test_a_console_of_another_code_page_does_not_stop_it(copy, tmp_path):
    done = call(copy, tmp_path, PYTHONIOENCODING="cp1258")
    assert done.returncode == 2
    assert "làm ra mọi tài liệu" in done.stderr
