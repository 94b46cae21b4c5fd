"""`taphuan exam new`: a class list becomes a folder for the printer; names stay in private, the key on no paper."""

import io
import json
import os
import re
import stat
import unicodedata
from pathlib import Path

import jsonschema
import pypdfium2
import pytest
import python_calamine as calamine

from assets.official import rules_for
from builders.exam import LISTED, Papers
from builders.pdf import official
from builders.pdf.page import frame_of
from builders.pdf.setter import Setter
from plan.exam import Wanted, decide, seated
from plan.exam_record import asked_of, places_of
from plan.form import key_of
from plan.orders import Orders
from plan.roster import Person, by_unit
from plan.sitting import copies, copy_form, number_text, together
from tests.app import sittings as own
from tests.app.sittings import HOSTILE, LOOK, NAMES, PEOPLE, SECRET, new, record, snapshot, write_course, write_list

ROOT = Path(__file__).parents[2]
PRIVATE = {"private/keys.json", "private/roster.json", "private/secret.bin"}
ALWAYS = {"exam.json", "layout.json", "key-explained.pdf", "sign-in.pdf", "print-list.txt", "manifest.json",
          "matrix.pdf", "matrix.xlsx", "results.xlsx"}  # fmt: skip
KEYED = {"key.pdf", *(f"{kind}-{code}.pdf" for code in (101, 102, 103, 104) for kind in ("booklet", "stencil"))}
TRUTH = (LOOK.say("words.true-letter"), LOOK.say("words.false-letter"))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("lớp & (1)")


@pytest.fixture(scope="module")
def course(place):
    return write_course(place / "khoa")


@pytest.fixture(scope="module")
def roster(place):
    return write_list(place / "ds lớp.txt")


@pytest.fixture(scope="module")
def forms(place, course, roster):
    """A sitting with forms of the blueprint, in two rooms."""
    out = place / "ky"
    assert new(course, "--roster", roster, "--out", out, "--seed", 7, "--rooms", "Hội trường, Phòng 2") == 0
    return out


@pytest.fixture(scope="module")
def personal(place, course, roster):
    """A sitting with an order for each person."""
    out = place / "rieng"
    assert new(course, "--roster", roster, "--out", out, "--seed", 7, "--personal", "--order", "file") == 0
    return out


def words(path):
    """The letters of each page without white space."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    return ["".join(text.split()) for text in texts]


def papers(folder, *, personal, people=PEOPLE, secret=SECRET, seed="7", **more):
    """Every file of a sitting as bytes, made without the command."""
    exam = decide(own.loaded(folder), people, Wanted(seed, personal=personal, **more), secret, TRUTH)
    files = Papers(exam, LOOK).files()
    return exam, {name: data if isinstance(data, bytes) else b"".join(data) for name, data in files.items()}


def test_a_list_and_forms_make_all_files(forms):
    assert set(snapshot(forms)) == ALWAYS | KEYED | PRIVATE | {"sheets.pdf"}
    assert own.is_whole(forms)


def test_a_list_and_personal_orders_make_all_files(personal):
    files = {"sheets.pdf", "booklets.pdf", "private/keys-by-copy.xlsx"}
    assert set(snapshot(personal)) == ALWAYS | PRIVATE | files


def test_without_a_list_there_are_masters_for_the_copier(course, tmp_path, capsys):
    assert new(course, "--out", tmp_path / "m", "--count", 75, "--spares", 0) == 0
    assert set(snapshot(tmp_path / "m")) == ALWAYS | KEYED | {"answer-sheet.pdf", "private/keys.json"}
    said = capsys.readouterr().out
    shares = [int(count) for count in re.findall(r"booklet-\d+\.pdf: (\d+) bản", said)]
    assert shares == [19, 19, 19, 18]
    assert "photo 75 bản" in said
    assert record(tmp_path / "m")["copies"] == [] and len(record(tmp_path / "m")["forms"]) == 4


def test_personal_copies_without_a_list_have_no_names(course, tmp_path):
    assert new(course, "--out", tmp_path / "m", "--count", 5, "--spares", 1, "--personal") == 0
    told = record(tmp_path / "m")
    assert [copy["copy"] for copy in told["copies"]] == [1, 2, 3, 4, 5, 6]
    assert not any("row" in copy for copy in told["copies"])
    assert "private/roster.json" not in snapshot(tmp_path / "m")


@pytest.mark.parametrize("which", ["forms", "personal"])
def test_the_record_is_as_its_published_schema_says(which, request):
    schema = json.loads((ROOT / "assets/schema/exam.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    told = record(request.getfixturevalue(which))
    jsonschema.validate(told, schema)
    assert set(schema["properties"]) == set(told)  # nothing in the schema that nobody writes
    for spoilt in ({**told, "names": []}, {**told, "copies": [{"copy": 1}]}, {**told, "seed": 7}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoilt, schema)


def test_neighbours_in_the_order_of_the_list_have_different_forms(forms):
    told = record(forms)["copies"]
    assert [copy["form"] for copy in told[:5]] == ["101", "102", "103", "104", "101"]
    assert all(one["form"] != other["form"] for one, other in zip(told, told[1:], strict=False))
    assert len(told) == len(NAMES) + 2 and "row" not in told[-1]


def test_the_record_gives_back_what_every_copy_asks(course, personal):
    exam, _ = papers(course, personal=True, order="file", secret=(personal / "private/secret.bin").read_bytes())
    told = record(personal)
    assert told["exam"] == exam.sitting.id
    assert [copy.get("row") for copy in told["copies"]] == [*(person.row for person in PEOPLE), None, None]
    for copy in told["copies"]:
        form = copy_form(exam.sitting, copy["copy"])
        places = places_of(exam.sitting.items)
        assert asked_of(copy["asked"]) == tuple((places[each.question.id] - 1, each.order) for each in form.questions)


def test_the_booklet_of_a_copy_asks_what_the_record_says(personal):
    told, pages = record(personal), words(personal / "booklets.pdf")
    for copy in told["copies"]:
        text = next(page for page in pages if f"Bảnsố{number_text(copy['copy'], 2)}·Trang1" in page)
        stems = [text.index(f"Câu{number}.Việcthứ{told['items'][at]['id'][1:]}ởthôn")
                 for number, (at, _) in enumerate(asked_of(copy["asked"]), 1)]  # fmt: skip
        assert stems == sorted(stems)


def test_printed_on_both_sides_every_copy_begins_on_a_sheet_of_its_own(personal):
    pages = words(personal / "booklets.pdf")
    assert len(pages) == 2 * len(record(personal)["copies"])  # six questions stand on one page
    assert all("·Trang1/1·" in page for page in pages[::2]) and set(pages[1::2]) == {""}


def test_names_are_in_private_and_on_named_papers_alone(forms, personal):
    for folder in (forms, personal):
        for path in (path for path in folder.rglob("*") if path.suffix in (".json", ".txt", ".csv")):
            text = path.read_text(encoding="utf-8")
            assert (NAMES[0] in text) == (path.name == "roster.json"), path
    people = json.loads((forms / "private/roster.json").read_text())["people"]
    assert {person["name"] for person in people} == set(NAMES)
    assert not any("NguyễnThịHải" in page for page in words(forms / "booklet-101.pdf"))


def test_a_sheet_names_its_person_and_form(forms):
    people = {person["copy"]: person for person in json.loads((forms / "private/roster.json").read_text())["people"]}
    for copy, page in zip(record(forms)["copies"], words(forms / "sheets.pdf"), strict=True):
        assert f"Mãđề{copy['form']}" in page
        if "row" in copy:
            assert people[copy["copy"]]["row"] == copy["row"]
            assert "".join(people[copy["copy"]]["name"].split()) in page


def test_every_room_has_its_own_list(forms):
    people = json.loads((forms / "private/roster.json").read_text())["people"]
    text = "".join(words(forms / "sign-in.pdf"))
    assert [person["room"] for person in people] == ["Hội trường"] * 5 + ["Phòng 2"] * 5
    assert "Phòng:Hộitrường" in text and "Phòng:Phòng2" in text
    assert all("".join(name.split()) in text for name in NAMES)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_private_is_for_the_owner_alone(forms):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (forms / "private").iterdir()}
    assert stat.S_IMODE((forms / "private").stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert len((forms / "private/secret.bin").read_bytes()) == 32


@pytest.mark.parametrize("personal", [True, False])
def test_same_seed_and_secret_give_the_same_bytes_and_the_key_is_on_no_paper(tmp_path, personal):
    one, turned = write_course(tmp_path / "a"), write_course(tmp_path / "b", turned=True)
    (exam, first), (_, again), (_, other) = (papers(folder, personal=personal) for folder in (one, one, turned))
    assert first == again
    codes = {"exam.json"}  # the version of the course
    changed = {name for name in first if first[name] != other[name]}
    assert {"key-explained.pdf", "private/keys.json"} <= changed
    assert not changed & ({"sign-in.pdf", "layout.json"} | {name for name in first if name.startswith("booklet-")})
    assert changed - codes <= {name for name in first if name.startswith(("key", "stencil", "private/"))}
    _, another = papers(one, personal=personal, secret=bytes(32))
    assert {name for name in first if first[name] != another[name]} == {"sheets.pdf"}


def test_a_turned_key_changes_no_byte_of_a_booklet_of_the_same_sitting(tmp_path):
    (one, _), (other, _) = (papers(write_course(tmp_path / name, turned=name == "b"), personal=True) for name in "ab")
    same = [Papers(each, LOOK) for each in (one, decide(one.course, PEOPLE, Wanted("7", personal=True), SECRET, TRUTH))]
    same[1].exam = type(one)(one.course, other.quiz, type(one.sitting)(
        one.sitting.id, other.sitting.blueprint, other.sitting.items, "7", one.sitting.people, 2, SECRET), one.about,
        one.sheet)  # fmt: skip
    for name in ("booklets.pdf", "sheets.pdf"):
        made = [b"".join(each.files()[name]) for each in same]
        assert made[0] == made[1], name


def test_the_keys_of_all_copies_are_right(course, personal):
    exam, files = papers(course, personal=True)
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(files["private/keys-by-copy.xlsx"]))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    for copy, (number, *letters) in zip(copies(exam.sitting), rows, strict=True):
        key = key_of(copy.form, exam.sitting.items)
        assert number == number_text(copy.number, 2)  # text, not the first of February
        assert letters == ["ABCD"[answer.right[0]] for answer in key]
    keys = {each["item"]: each["right"] for each in json.loads(files["private/keys.json"])["keys"]}
    assert keys == {f"c{n}": "ABCD"[n % 4] for n in range(6)}


def test_a_given_seed_gives_the_same_papers_and_a_drawn_one_is_told(course, roster, tmp_path, capsys):
    for name in "ab":
        assert new(course, "--roster", roster, "--out", tmp_path / name, "--seed", 5) == 0
    one, other = snapshot(tmp_path / "a"), snapshot(tmp_path / "b")
    assert {name for name in one if one[name] != other[name]} == {"sheets.pdf", "private/secret.bin", "manifest.json"}
    assert new(course, "--roster", roster, "--out", tmp_path / "c") == 0
    assert f"số trộn {record(tmp_path / 'c')['seed']}." in capsys.readouterr().out


def test_more_forms_than_the_blueprint_has_get_the_next_numbers(course, roster, tmp_path):
    assert new(course, "--roster", roster, "--out", tmp_path / "a", "--forms", 6) == 0
    codes = ["101", "102", "103", "104", "105", "106"]
    assert [form["form"] for form in record(tmp_path / "a")["forms"]] == codes


def test_forms_with_items_of_their_own_are_made_and_counted_by_form(roster, tmp_path):
    folder = write_course(tmp_path / "khoa", questions=12, need=3, extra=", draw: each")
    assert new(folder, "--roster", roster, "--out", tmp_path / "ky") == 0
    told = record(tmp_path / "ky")
    assert len(told["items"]) == 12
    asked = [{item for item, _ in asked_of(form["asked"])} for form in told["forms"]]
    assert [len(items) for items in asked] == [3] * 4 and len(set.union(*asked)) == 12
    assert "3câu" in words(tmp_path / "ky" / "sheets.pdf")[0]
    explained = "".join(words(tmp_path / "ky" / "key-explained.pdf"))
    assert all(explained.count(f"{code}câu") == 3 for code in (101, 102, 103, 104))


def test_a_sitting_shows_one_code_everywhere_and_a_mended_key_keeps_it(tmp_path):
    one, turned = write_course(tmp_path / "a"), write_course(tmp_path / "b", turned=True)
    (exam, files), (mended, _) = papers(one, personal=False), papers(turned, personal=False)
    code = exam.sitting.id
    printed = [name for name in files if name.startswith(("booklet-", "key", "stencil-", "sheets"))]
    assert len(printed) == 4 + 2 + 4 + 1
    for name in printed:
        found = set(re.findall(r"(?:Bảnin|Kỳ)([A-Z3-9]{5})", "".join(words(files[name]))))
        assert found == {code}, name
    assert files["print-list.txt"].decode("utf-8-sig").splitlines()[0].endswith(f"Kỳ {code}")
    assert mended.sitting.id == code
    other, _ = papers(one, personal=False, seed="8")
    assert other.sitting.id != code


@pytest.mark.parametrize("rule", [rule for head in ("party", "state", "none") for rule in rules_for(head)],
                         ids=lambda rule: rule.id)  # fmt: skip
def test_the_day_of_a_list_to_sign_stays_on_its_line(course, rule):
    exam, _ = papers(course, personal=False)
    look = official.official_look(LOOK, rule)
    line = official.line_of(Setter(look), Papers(exam, LOOK)._dateline(), rule.dateline)
    line.wrap(frame_of(look).text_width * (1 - rule.left), 1000)
    assert len(line.lines) == 1


ROOMS = ("Phòng 10", "Phòng 2", "Phòng 1", "Phòng 02")


def test_rooms_come_as_people_count():
    crowd = [Person(row, f"Nguyễn Văn {'ABCD'[row % 4]}", room=ROOMS[row % 4], unit=f"Thôn {row}") for row in range(16)]
    rooms = list(dict.fromkeys(person.room for person in seated(crowd, Wanted("1"))))
    assert rooms == ["Phòng 1", "Phòng 02", "Phòng 2", "Phòng 10"]
    assert len(list(together(seated(crowd, Wanted("1"))))) == 4
    assert [person.unit for person in by_unit(crowd)] == [f"Thôn {number}" for number in range(16)]


def test_the_print_list_suffices_at_the_copier(course):
    people = [Person(row, f"Nguyễn Văn {'ABCDEFGH'[row % 8]}", room=f"Phòng {row % 2 * 9 + 1}") for row in range(2, 11)]
    _, files = papers(course, personal=False, people=people)
    said = files["print-list.txt"].decode("utf-8-sig")
    first, last = number_text(1, 2), number_text(5, 2)
    assert f"- Phòng 1: 5 bản, số {first} đến {last}; mã đề 101: 2, 102: 1, 103: 1, 104: 1" in said
    assert said.index("Phòng 1:") < said.index("Phòng 10: 4 bản") < said.index("Dự phòng, chưa ghi tên: 2 bản")
    pages = len(words(files["sign-in.pdf"]))
    assert f"sign-in.pdf: 1 bản, {pages} trang, in hai mặt, lật theo cạnh dài, {-(-pages // 2)} tờ A4" in said
    for word in ("bấm một ghim", "không bấm ghim", "4 mã đề, mỗi mã 1 tấm", "key.pdf: mỗi người chấm 1 bản", "MẬT",
                 "niêm phong", "chữ số sau gạch nối"):  # fmt: skip
        assert word in said, word


def test_a_sheet_to_spare_does_not_speak_of_a_name_above(forms):
    *named, spare, last = words(forms / "sheets.pdf")
    assert all("củariêngngườicótên" in page and "Bảndựphòng" not in page for page in named)
    assert all("củariêngngườicótên" not in page and "Bảndựphòng:tựghihọtên" in page for page in (spare, last))


def test_a_list_to_sign_has_no_empty_columns_and_a_line_for_the_day(course):
    everything = [Person(2, "Lê A", "01", "Xã A", born="1975"), Person(3, "Lê B", "02", "Xã B")]
    for people, there in ((everything, True), ([Person(2, "Lê A"), Person(3, "Lê B")], False)):
        text = "".join(words(papers(course, personal=False, people=people)[1]["sign-in.pdf"]))
        assert ("Sốbáodanh" in text or "SBD" in text) == ("Ngàysinh" in text) == ("Đơnvị" in text) == there, text
        assert "Kýtên" in text or "Kýnhận" in text


def test_one_form_for_all_is_warned_of(course, roster, tmp_path, capsys):
    assert new(course, "--roster", roster, "--out", tmp_path / "a", "--forms", 1) == 0
    assert "[exam.same-paper]" in capsys.readouterr().err


def test_a_crowd_signs_in_parts_and_every_name_once(course):
    crowd = [Person(row, f"Nguyễn Văn {'A' * (row % 7 + 1)}", f"{row:05}") for row in range(2, LISTED + 102)]
    exam = decide(own.loaded(course), crowd, Wanted("7"), SECRET, TRUTH)
    lists = dict(Papers(exam, LOOK)._lists())
    assert list(lists) == ["sign-in-1.pdf", "sign-in-2.pdf"]
    rows = [row for signed in lists.values() for each in signed for row in each.rows]
    assert sorted(row["candidate"] for row in rows) == [person.number for person in crowd]
    assert [int(row["number"]) for row in rows] == list(range(1, len(crowd) + 1))


def test_hostile_words_go_to_paper_letter_for_letter(tmp_path):
    folder = write_course(tmp_path / "khoa", title=HOSTILE)
    people = (Person(2, f"Nguyễn {HOSTILE}", "a;b", "Xã " + "Rất Dài " * 20, born="1975"), Person(3, "Ưng Ý " * 30))
    for personal in (True, False):
        _, files = papers(folder, personal=personal, people=people)
        text = "".join(words(files["sheets.pdf"]))
        assert "".join(f"Nguyễn {HOSTILE}".split()) in text
        assert json.loads(files["private/roster.json"])["people"][0]["name"] == f"Nguyễn {HOSTILE}"


def test_groups_and_orders_to_keep_hold_for_every_copy():
    items = own.loaded_items("abcdef", groups={"b": "g", "d": "g", "e": "g"})
    forms = [Orders(items).form("", str(seed)) for seed in range(400)]
    ids = ["".join(each.question.id for each in form.questions) for form in forms]
    assert all("bde" in text for text in ids) and len(set(ids)) == 24
    kept = [Orders(items, {"questions", "options"}).form("", str(seed)).questions for seed in range(9)]
    assert len(set(kept)) == 1 and all(each.order == (0, 1, 2, 3) for each in kept[0])
    assert "".join(each.question.id for each in kept[0]) == "abcdef"
