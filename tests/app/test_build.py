"""The bundled course built by the real command: all its files, the same bytes everywhere, old or new and never half."""

import hashlib
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from app import work
from app.cli import main
from app.publish import look_before
from app.publish_error import PublishError
from assets.look import load_look
from builders.catalog import MAKERS, PREFIXES

ROOT = Path(__file__).parents[2]
SOUND = Path(__file__).parent / "sound_course"
COURSE = work.CONTENT / work.BUNDLED
LOOK = load_look()


def digests(folder):
    """Name -> sha256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small course's output, built once; copied by tests that change it."""
    out = tmp_path_factory.mktemp("small")
    assert main(["build", str(SOUND), "--out", str(out)]) == 0
    return out


@pytest.fixture
def out(small, tmp_path):
    """A copy of the small course's output, to be changed."""
    shutil.copytree(small, tmp_path / "dist")
    return tmp_path / "dist"


def test_every_file_that_is_promised_is_there(built):
    names = set(digests(built))
    assert {
        "manifest.json", "deck.pptx", "handout.pdf", "handout-trainer.pdf", "module/index.html", "outline.md",
        "sign-in.pdf", "quiz/answer-sheet.pdf", "quiz/key.pdf", "quiz/key-explained.pdf",
    } <= names  # fmt: skip
    for form in ("101", "102", "103", "104"):
        assert {f"quiz/booklet-{form}.pdf", f"quiz/stencil-{form}.pdf"} <= names
    assert all(name.isascii() for name in names)


def test_the_manifest_names_every_file_with_its_hash(built):
    manifest = json.loads((built / "manifest.json").read_bytes())
    found = digests(built)
    del found["manifest.json"]
    assert {name: row["sha256"] for name, row in manifest["files"].items()} == found
    assert manifest["course"] == work.BUNDLED


def test_another_folder_seed_zone_language_and_mask_give_the_same_bytes(built, taphuan, tmp_path):
    more = {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "C",
        "LANGUAGE": "vi",
    }
    done = taphuan("build", "--out", tmp_path / "nơi khác", cwd=tmp_path, umask=0o077, **more)
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "nơi khác" / work.BUNDLED) == digests(built)


def test_a_course_somewhere_else_gives_the_same_bytes(small, tmp_path, taphuan):
    shutil.copytree(SOUND, tmp_path / "chỗ khác")
    done = taphuan("build", tmp_path / "chỗ khác", "--out", tmp_path / "ra", PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "ra") == digests(small)


def test_no_file_knows_where_or_when_it_was_made(built):
    for path in built.rglob("*"):
        if path.suffix in (".html", ".md", ".json"):
            text = path.read_text(encoding="utf-8")
            assert str(built.parent) not in text and str(ROOT) not in text
    with zipfile.ZipFile(built / "deck.pptx") as deck:
        assert {row.date_time for row in deck.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def quotation_lines():
    """(file, line where the words begin) of each quotation that somebody compared; from 0."""
    for path in sorted(COURSE.rglob("*.yaml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines):
            if any("unverified:" in near for near in lines[max(number - 4, 0) : number + 5]):
                continue
            if re.match(r"\s*(- )?quote: >-?$", line):
                yield path.relative_to(COURSE), number + 1
            elif re.match(r"\s*(- )?quote: \w", line):
                yield path.relative_to(COURSE), number


def test_one_letter_of_one_quotation_fails_at_its_line(tmp_path):
    places = list(quotation_lines())
    assert len(places) >= 5
    for name, at in random.Random(7).sample(places, 5):
        folder = tmp_path / f"khoa-{at}-{name.stem}"
        shutil.copytree(COURSE, folder)
        lines = (folder / name).read_text(encoding="utf-8").split("\n")
        start = lines[at].find("quote:") + 6
        letters = [spot for spot, letter in enumerate(lines[at]) if letter.isalpha() and spot > start]
        spot = letters[len(letters) // 2]
        lines[at] = lines[at][:spot] + ("b" if lines[at][spot] != "b" else "c") + lines[at][spot + 1 :]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        loaded = work.check(folder, LOOK)
        found = [one for one in loaded.problems if one.code.startswith("quote.") and not one.is_warning]
        errors = {(one.place.file, one.place.line) for one in found}
        assert (name.as_posix(), at + 1) in errors, (name, at + 1, errors)
        assert not loaded.is_sound


def test_only_makes_one_output_and_keeps_the_rest(out, capsys):
    before = digests(out)
    deck = out / "hoa-binh-2024" / "deck.pptx"
    deck.write_bytes(deck.read_bytes() + b"mine")
    assert main(["build", str(SOUND), "--out", str(out), "--only", "outline,module"]) == 0
    after = digests(out)
    changed = {name for name in before if before[name] != after[name]}
    assert set(before) == set(after)
    assert changed == {"hoa-binh-2024/deck.pptx"}, "what a person changed stays, all else is the same"


def test_only_one_output_into_an_empty_place(tmp_path):
    for name in MAKERS:
        assert main(["build", str(SOUND), "--out", str(tmp_path / name), "--only", name]) == 0
    found = {name: set(digests(tmp_path / name / "hoa-binh-2024")) - {"manifest.json"} for name in MAKERS}
    assert found["deck"] == {"deck.pptx"} and found["outline"] == {"outline.md"}
    assert found["sign-in"] == {"sign-in.pdf"}
    assert found["handout"] <= set(PREFIXES["handout"])
    assert all(name.startswith("quiz/") for name in found["quiz"])


def test_only_the_quiz_takes_away_booklets_that_are_not_made_any_more(tmp_path):
    folder, out = tmp_path / "khoa", tmp_path / "ra"
    shutil.copytree(SOUND, folder)
    assert main(["build", str(folder), "--out", str(out)]) == 0
    items = folder / "cau-hoi.yaml"
    items.write_text(items.read_text(encoding="utf-8").replace("[101, 102]", "[201]"), encoding="utf-8")
    assert main(["build", str(folder), "--out", str(out), "--only", "quiz"]) == 0
    names = set(digests(out / "hoa-binh-2024"))
    assert "quiz/booklet-201.pdf" in names and "deck.pptx" in names
    assert not any("101" in name for name in names)


def test_a_file_changed_by_hand_stops_the_build_before_anything_is_made(out, monkeypatch, capsys):
    changed = out / "hoa-binh-2024" / "handout.pdf"
    changed.write_bytes(b"of mine")
    before = digests(out)
    asked = []
    monkeypatch.setattr(work, "make", lambda *words: asked.append(words) or [])
    assert main(["build", str(SOUND), "--out", str(out)]) == 1
    assert "handout.pdf" in capsys.readouterr().err
    assert digests(out) == before and asked == []
    with pytest.raises(PublishError):
        look_before(["handout.pdf"], out / "hoa-binh-2024", course="hoa-binh-2024")


def test_replace_moves_what_a_person_changed_and_builds(out, small, capsys):
    changed = out / "hoa-binh-2024" / "handout.pdf"
    changed.write_bytes(b"of mine")
    assert main(["build", str(SOUND), "--out", str(out), "--replace"]) == 0
    assert "hoa-binh-2024-sua-tay-1" in capsys.readouterr().out
    assert (out / "hoa-binh-2024-sua-tay-1" / "handout.pdf").read_bytes() == b"of mine"
    assert digests(out / "hoa-binh-2024") == digests(small / "hoa-binh-2024")


def test_a_maker_that_raises_leaves_the_old_output(out, monkeypatch, capsys):
    before = digests(out)

    def broken(name):
        raise RuntimeError("maker")

    monkeypatch.setattr(work, "maker", broken)
    assert main(["build", str(SOUND), "--out", str(out)]) == 3
    assert digests(out) == before
    assert "Traceback" not in capsys.readouterr().err


def test_killed_at_any_moment_the_old_output_stands_or_the_new(out, small, tmp_path):
    folder = tmp_path / "khoa"
    shutil.copytree(SOUND, folder)
    text = (folder / "course.yaml").read_text(encoding="utf-8")
    (folder / "course.yaml").write_text(text.replace("title: Công tác", "title: Việc"), encoding="utf-8")
    words = [sys.executable, "-m", "app.cli", "build", str(folder), "--only", "outline,module", "--out", str(out)]
    old = digests(out / "hoa-binh-2024")
    started = time.monotonic()
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    lasts = time.monotonic() - started
    new = digests(out / "hoa-binh-2024")
    assert old != new
    chance = random.Random(12)
    for _ in range(12):
        shutil.rmtree(out)
        shutil.copytree(small, out)
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(lasts * chance.uniform(0.6, 1.05))
            process.send_signal(signal.SIGKILL)
        assert digests(out / "hoa-binh-2024") in (old, new)
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    assert digests(out / "hoa-binh-2024") == new
    assert [path.name for path in out.iterdir()] == ["hoa-binh-2024"], "no litter after the next run"


def test_two_builds_at_once_do_not_mix(out, tmp_path, small):
    folder = tmp_path / "khoa"
    shutil.copytree(SOUND, folder)
    text = (folder / "course.yaml").read_text(encoding="utf-8")
    (folder / "course.yaml").write_text(text.replace("title: Công tác", "title: Việc"), encoding="utf-8")
    assert main(["build", str(folder), "--out", str(tmp_path / "new")]) == 0
    calls = [[sys.executable, "-m", "app.cli", "build", str(one), "--out", str(out)] for one in (SOUND, folder)]
    running = [subprocess.Popen(call, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for call in calls]
    said = [process.communicate()[1].decode() for process in running]
    assert {process.returncode for process in running} <= {0, 1}
    assert all("Traceback" not in one for one in said)
    whole = [digests(small / "hoa-binh-2024"), digests(tmp_path / "new" / "hoa-binh-2024")]
    assert digests(out / "hoa-binh-2024") in whole
    assert [path.name for path in out.iterdir()] == ["hoa-binh-2024"]
