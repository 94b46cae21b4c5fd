"""Class lists as they come: every case is a file of its own, read as a trainer would hand it over."""

import io
import tracemalloc
import unicodedata
import zipfile
from datetime import date

import pytest
import xlsxwriter

from app.rosters import Choice, load_roster
from assets import legacy_letters
from assets.look import load_look
from plan.roster import by_name

LOOK = load_look()
HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị")
PEOPLE = (
    ("Nguyễn Thị Hải", "Bí thư chi bộ", "Xã Cẩm Bình"), ("Trần Văn Đức", "Trưởng thôn", "Xã Kỳ Xuân"),
    ("Lê Hữu Phước", "Trưởng ban công tác Mặt trận", "Xã Đức Thọ"), ("Đặng Ngọc Ánh", "Phó Bí thư", "Phường Vũng Áng"),
    ("Phạm Quốc Dũng", "Công chức", "Xã Thạch Hà"), ("Hoàng Thị Quỳnh Như", "Chủ tịch Hội", "Xã Hương Khê"),
    ("Võ Xuân Thưởng", "Bí thư Đoàn", "Xã Can Lộc"), ("Bùi Đình Ước", "Trưởng thôn", "Xã Nghi Xuân"),
)  # fmt: skip
NAMES = [name for name, _, _ in PEOPLE]
UNITS = [unit for _, _, unit in PEOPLE]
ROWS = [(str(at), *person) for at, person in enumerate(PEOPLE, 1)]
TABLE = [HEAD, *ROWS]


def text(rows, separator="\t"):
    return "\n".join(separator.join(row) for row in rows) + "\n"


def old_font(rows, column):
    """As typed with an old font: 1 TCVN3, 2 VNI; TCVN3's toned capitals by their small letter."""
    table = {row[0]: row[column] for row in legacy_letters()}
    table |= {letter: table[letter.lower()] for letter, old in table.items() if old == "-"}
    return [tuple("".join(table.get(letter, letter) for letter in cell) for cell in row) for row in rows]


def cp1258(content):
    """Base letters with their shape, tones as letters of their own, as that Windows kept them."""
    found = []
    for letter in content:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        found.append(unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tone)) + tone)
    return "".join(found).encode("cp1258")


def book(path, rows, *, sheet="Lớp 1", more=None, password=False):
    """A workbook; `more(book, sheet)` adds what a case needs."""
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(at, column, cell)
        if more:
            more(made, page)


def read(path, **choice):
    return load_roster(path, LOOK, Choice(**choice))


def codes(roster):
    return [problem.code for problem in roster.problems]


def at_cells(roster, code):
    return [problem.params["cell"] for problem in roster.problems if problem.code == code]


def says(roster):
    """Every message can be said, and names no field that is left open."""
    return [LOOK.say(f"problem.{problem.code}", **problem.params) for problem in roster.problems]


ENCODED = {
    "utf-8": text(TABLE).encode("utf-8"),
    "utf-8 with a mark": text(TABLE).encode("utf-8-sig"),
    "utf-8 decomposed": unicodedata.normalize("NFD", text(TABLE)).encode("utf-8"),
    "utf-16, Excel's Unicode text": text(TABLE).encode("utf-16"),
    "utf-16 without a mark": text(TABLE).encode("utf-16-le"),
    "utf-16, big end first": b"\xfe\xff" + text(TABLE).encode("utf-16-be"),
    "windows-1258": cp1258(text(TABLE)),
    "windows-1258 with semicolons": cp1258(text(TABLE, ";")),
    "semicolons": text(TABLE, ";").encode("utf-8-sig"),
    "commas": text(TABLE, ",").encode("utf-8"),
    "commas in quotes": text([[f'"{cell}"' for cell in row] for row in TABLE], ",").encode("utf-8"),
    "line ends of Windows": text(TABLE).replace("\n", "\r\n").encode("utf-8"),
    "VNI": text(old_font(TABLE, 2)).encode("cp1252"),
    "VNI saved as Unicode": text(old_font(TABLE, 2)).encode("utf-8"),
    "TCVN3 saved as Unicode": text(old_font(TABLE, 1)).encode("utf-8"),
    "TCVN3": text(old_font(TABLE, 1)).encode("cp1252"),
}
"""Sixteen ways in which one list is written."""


@pytest.mark.parametrize("name", ENCODED)
def test_one_list_is_read_in_every_encoding(tmp_path, name):
    (tmp_path / "ds.csv").write_bytes(ENCODED[name])
    roster = read(tmp_path / "ds.csv")
    assert [person.name for person in roster.people] == NAMES, says(roster)
    lost = str.lower if "TCVN3" in name else str  # capitals with tones, which TCVN3 does not have; names get them back
    assert [lost(person.unit) for person in roster.people] == [lost(unit) for unit in UNITS]
    assert codes(roster) == (["roster.old-letters"] if "VNI" in name or "TCVN3" in name else [])


HEADS = {
    "capitals": ("STT", "HỌ VÀ TÊN", "CHỨC VỤ", "ĐƠN VỊ"),
    "without marks": ("stt", "ho va ten", "chuc vu", "don vi"),
    "with remarks in brackets": ("TT", "Họ và tên (chữ in hoa)", "Chức vụ (hiện nay)", "Đơn vị (xã, phường)"),
    "longer words": ("Số TT", "Họ và tên học viên", "Chức danh", "Đơn vị công tác hiện nay"),
    "on two lines": ("STT", "Họ và\ntên", "Chức\nvụ", "Cơ quan,\nđơn vị"),
    "of a commune": ("Số thứ tự", "Họ tên cán bộ", "Nhiệm vụ", "Xã/phường"),
}


@pytest.mark.parametrize("name", HEADS)
def test_heads_are_known_however_they_are_written(tmp_path, name):
    book(tmp_path / "ds.xlsx", [HEADS[name], *ROWS])
    roster = read(tmp_path / "ds.xlsx")
    assert [(person.name, person.position, person.unit) for person in roster.people] == list(PEOPLE)
    assert codes(roster) == []


def test_titles_above_numbers_of_columns_and_what_stands_below_are_no_people(tmp_path):
    rows = [("HUYỆN ỦY CẨM XUYÊN",), (), ("DANH SÁCH ĐẠI BIỂU DỰ TẬP HUẤN",), ("(Kèm theo Công văn số …)",), (),
            HEAD, ("(1)", "(2)", "(3)", "(4)"), *ROWS, (), ("", "Tổng cộng: 8 người"), ("", "", "", "NGƯỜI LẬP BIỂU"),
            ("", "", "", "Nguyễn Văn Lập")]  # fmt: skip
    book(tmp_path / "ds.xlsx", rows)
    roster = read(tmp_path / "ds.xlsx")
    assert [person.name for person in roster.people] == NAMES
    assert [person.row for person in roster.people] == list(range(8, 16))
    assert (codes(roster), at_cells(roster, "roster.after-list")) == (["roster.after-list"], ["B17"])
    assert "Tổng cộng: 8 người" in says(roster)[0] and "3 dòng" in says(roster)[0]


def test_a_name_in_two_columns_below_one_merged_head(tmp_path):
    rows = [("STT", "", "", "Đơn vị"), *((number, *name.rsplit(" ", 1), unit) for number, name, _, unit in ROWS)]
    book(tmp_path / "ds.xlsx", rows, more=lambda made, page: page.merge_range(0, 1, 0, 2, "Họ và tên"))
    roster = read(tmp_path / "ds.xlsx")
    assert ([person.name for person in roster.people], codes(roster)) == (NAMES, [])


def test_a_name_in_two_columns_with_a_head_over_the_first_alone(tmp_path):
    rows = [("STT", "Họ và tên", "", "Đơn vị"), *((n, *name.rsplit(" ", 1), unit) for n, name, _, unit in ROWS)]
    (tmp_path / "ds.csv").write_text(text(rows, ";"), encoding="utf-8-sig")
    assert [person.name for person in read(tmp_path / "ds.csv").people] == NAMES


def test_family_and_given_name_with_heads_of_their_own(tmp_path):
    rows = [("STT", "Họ và đệm", "Tên", "Đơn vị"), *((n, *name.rsplit(" ", 1), unit) for n, name, _, unit in ROWS)]
    book(tmp_path / "ds.xlsx", rows)
    assert [person.name for person in read(tmp_path / "ds.xlsx").people] == NAMES


def test_years_of_birth_parted_into_men_and_women(tmp_path):
    rows = [("STT", "Họ và tên", "", "", "Đơn vị"), ("", "", "Nam", "Nữ", ""),
            *((n, name, *(("1975", "") if int(n) % 2 else ("", "1980")), unit) for n, name, _, unit in ROWS)]

    def merge(made, page):
        page.merge_range(0, 2, 0, 3, "Năm sinh")

    book(tmp_path / "ds.xlsx", rows, more=merge)
    roster = read(tmp_path / "ds.xlsx")
    assert [person.born for person in roster.people] == ["1975", "1980"] * 4
    assert codes(roster) == []


def test_units_as_rows_of_their_own(tmp_path):
    rows = [("STT", "Họ và tên", "Chức vụ"), ("I", "Xã Cẩm Bình", ""), *(row[:3] for row in ROWS[:4]),
            ("II", "Xã Kỳ Xuân", ""), *(row[:3] for row in ROWS[4:])]  # fmt: skip
    book(tmp_path / "ds.xlsx", rows)
    roster = read(tmp_path / "ds.xlsx")
    assert [person.unit for person in roster.people] == ["Xã Cẩm Bình"] * 4 + ["Xã Kỳ Xuân"] * 4
    assert at_cells(roster, "roster.group") == ["B2", "B7"]


def test_units_in_merged_rows(tmp_path):
    rows = [("STT", "Họ và tên", "Chức vụ"), (), *(row[:3] for row in ROWS)]
    book(tmp_path / "ds.xlsx", rows, more=lambda made, page: page.merge_range(1, 0, 1, 2, "1. Phường Trần Phú"))
    roster = read(tmp_path / "ds.xlsx")
    assert {person.unit for person in roster.people} == {"Phường Trần Phú"}
    assert [person.name for person in roster.people] == NAMES


def test_numbers_dates_and_phones_as_spreadsheets_keep_them(tmp_path):
    head = ("STT", "SBD", "Họ và tên", "Ngày sinh", "Điện thoại", "Phòng", "Ca", "Ghi chú")

    def typed(made, page):
        page.write_datetime(1, 3, date(1975, 2, 5), made.add_format({"num_format": "dd/mm/yyyy"}))

    rows = [head, (1, 101, "Nguyễn Thị Hải", "", 912345678, "A1", 1, "đảng viên"),
            (2, "007", "Trần Văn Đức", 1980, "0987 654 321", "A1", 1, ""),
            (3, 103.0, "Lê Hữu Phước", "5-2-1975", "02393.856.789", "A2", 2, ""),
            (4, "104", "Đặng Ngọc Ánh", "31/13/1990", "", "", "", "")]  # fmt: skip
    book(tmp_path / "ds.xlsx", rows, more=typed)
    roster = read(tmp_path / "ds.xlsx")
    assert [person.number for person in roster.people] == ["101", "007", "103", "104"]
    assert [person.born for person in roster.people] == ["05/02/1975", "1980", "05/02/1975", "31/13/1990"]
    assert [person.phone for person in roster.people] == ["0912345678", "0987 654 321", "02393.856.789", ""]
    assert [(person.room, person.session) for person in roster.people[:3]] == [("A1", "1"), ("A1", "1"), ("A2", "2")]
    assert (codes(roster), at_cells(roster, "roster.born")) == (["roster.born"], ["D5"])


@pytest.mark.parametrize("separator", [";", "\t"])
def test_somebody_without_a_name_right_below_the_heads_is_told(tmp_path, separator):
    rows = [("Họ và tên", "Chức vụ"), ("", "Trưởng thôn"), *((name, position) for name, position, _ in PEOPLE)]
    (tmp_path / "ds.txt").write_text(text(rows, separator), encoding="utf-8")
    assert at_cells(read(tmp_path / "ds.txt"), "roster.no-name") == ["A2"]


def test_a_column_of_names_alone(tmp_path):
    (tmp_path / "ten.txt").write_text("\n".join(NAMES), encoding="utf-8")
    roster = read(tmp_path / "ten.txt")
    assert [(person.row, person.name) for person in roster.people] == list(enumerate(NAMES, 1))


def test_a_second_sheet_with_a_list_is_told_and_can_be_chosen(tmp_path):
    def second(made, page):
        other = made.add_worksheet("Lớp 2")
        other.write_row(0, 0, HEAD)
        other.write_row(1, 0, ("1", "Mai Thị Ước", "", "Xã Toàn Lưu"))

    book(tmp_path / "ds.xlsx", TABLE, more=second)
    first, chosen = read(tmp_path / "ds.xlsx"), read(tmp_path / "ds.xlsx", sheet="Lớp 2")
    assert ([person.name for person in first.people], codes(first)) == (NAMES, ["roster.more-sheets"])
    assert [person.name for person in chosen.people] == ["Mai Thị Ước"]
    assert codes(read(tmp_path / "ds.xlsx", sheet="Lớp 3")) == ["roster.no-sheet"]


def test_a_sheet_of_remarks_before_the_list_and_a_hidden_one_are_passed_over(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "ds.xlsx") as made:
        made.add_worksheet("Hướng dẫn").write(0, 0, "Điền theo mẫu ở trang sau")
        hidden = made.add_worksheet("Cũ")
        hidden.write_column(0, 0, ["Họ và tên", "Người Năm Ngoái"])
        hidden.hide()
        page = made.add_worksheet("Danh sách")
        for at, row in enumerate(TABLE):
            page.write_row(at, 0, row)
    roster = read(tmp_path / "ds.xlsx")
    assert ([person.name for person in roster.people], codes(roster)) == (NAMES, [])


FAULTY = {
    "a person without a name": ([HEAD, *ROWS[:2], ("3", "", "Trưởng thôn", "Xã A"), *ROWS[3:]], "roster.no-name", "B4"),
    "a number given twice": ([("SBD", *HEAD[1:]), *ROWS[:2], ("1", *ROWS[2][1:])], "roster.number-twice", "A4"),
    "a name that Excel would run": ([HEAD, ("1", "=HYPERLINK(1)", "", "")], "roster.formula-text", "B2"),
    "a letter that hides": ([HEAD, ("1", "Nguyễn\u202e Văn A", "", "")], "roster.letter", "B2"),
    "a letter that no face has": ([HEAD, ("1", "Nguyễn Văn A ☺", "", "")], "roster.letter", "B2"),
    "no heads": ([("1", "Nguyễn Văn A", "x"), ("2", "Trần B", "y")], "roster.no-heads", "A1"),
    "heads without a name": ([("STT", "Chức vụ", "Đơn vị"), ("1", "Bí thư", "Xã A")], "roster.no-heads", "A1"),
    "heads and nobody": ([HEAD], "roster.nobody", "B1"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_stops_the_work_is_told_by_its_cell(tmp_path, name):
    rows, code, cell = FAULTY[name]
    (tmp_path / "ds.csv").write_text(text(rows), encoding="utf-8")
    roster = read(tmp_path / "ds.csv")
    assert (codes(roster), at_cells(roster, code)) == ([code], [cell])
    assert roster.people == [] and says(roster)


WARNED = {
    "one person twice": ([*TABLE, ("9", *ROWS[0][1:])], "roster.twins", "B10"),
    "a name with a digit": ([*TABLE, ("9", "Nguyễn Văn A2", "", "Xã A")], "roster.odd-name", "B10"),
    "a name of one word": ([*TABLE, ("9", "Hải", "", "Xã A")], "roster.odd-name", "B10"),
    "family names and no given name": (
        [("STT", "Họ đệm", "Tên", "Đơn vị"), ("1", "Nguyễn Văn", "An", "Xã A"), ("2", "Lê Thị", "Bình", "Xã A"),
         ("3", "Trần Thị", "", "Xã A")], "roster.odd-name", "C4"),
    "a column of something else": ([(*HEAD, "Cỡ áo"), *((*row, "L") for row in ROWS)], "roster.unknown-column", "E1"),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_is_doubtful_is_told_and_read(tmp_path, name):
    rows, code, cell = WARNED[name]
    (tmp_path / "ds.csv").write_text(text(rows), encoding="utf-8")
    roster = read(tmp_path / "ds.csv")
    assert (codes(roster), at_cells(roster, code)) == ([code], [cell])
    assert len(roster.people) == len(rows) - 1


ALIKE = [(str(at), name, "Xã A") for at, name in enumerate(("Lê Thị Hoa", "Trần Bình", "Trần Bình", "Lê Thị Hoa"), 1)]


def test_of_twins_only_what_was_compared_is_said_in_the_order_of_the_rows(tmp_path):
    (tmp_path / "ds.csv").write_text(text([("STT", "Họ và tên", "Đơn vị"), *ALIKE]), encoding="utf-8")
    roster = read(tmp_path / "ds.csv")
    assert at_cells(roster, "roster.twins") == ["B4", "B5"]
    assert all("(Họ và tên, Đơn vị)" in said and "giống" in said for said in says(roster))
    (tmp_path / "ten.txt").write_text("Trần Bình\nLê Thị Hoa\nTrần Bình\n", encoding="utf-8")
    assert "(A)" in says(read(tmp_path / "ten.txt"))[0]


def test_people_with_numbers_or_posts_of_their_own_are_no_twins(tmp_path):
    for head, values in (("SBD", ("01", "02", "03", "04")), ("Chức vụ", ("a", "Bí thư", "c", "d"))):
        own = zip(ALIKE, values, strict=True)
        rows = [("STT", "Họ và tên", "Đơn vị", head), *((*row, value) for row, value in own)]
        (tmp_path / "ds.csv").write_text(text(rows), encoding="utf-8")
        assert codes(read(tmp_path / "ds.csv")) == []


def test_all_faults_come_in_one_pass(tmp_path):
    rows = [("SBD", *HEAD[1:]), ("1", "", "Bí thư", "Xã A"), ("2", "Trần\u200b B", "", ""), ("2", "Lê Thị C", "", "")]
    book(tmp_path / "ds.xlsx", rows)
    assert sorted(codes(read(tmp_path / "ds.xlsx"))) == ["roster.letter", "roster.no-name", "roster.number-twice"]


def test_a_formula_without_its_value_is_named(tmp_path):
    def formula(made, page):
        page.write_formula(2, 1, '=UPPER("a")', None, "")

    book(tmp_path / "ds.xlsx", TABLE, more=formula)
    roster = read(tmp_path / "ds.xlsx")
    assert (codes(roster), at_cells(roster, "roster.formula")) == (["roster.formula"], ["B3"])


def test_a_formula_is_named_on_a_sheet_whose_name_is_escaped(tmp_path):
    def formula(made, page):
        page.write_formula(2, 1, '=UPPER("a")', None, "")

    book(tmp_path / "ds.xlsx", TABLE, sheet="Lớp A & B", more=formula)
    assert at_cells(read(tmp_path / "ds.xlsx"), "roster.formula") == ["B3"]


def test_a_formula_with_its_value_is_read(tmp_path):
    def formula(made, page):
        page.write_formula(2, 1, '=CONCAT("Trần Văn"," Đức")', None, "Trần Văn Đức")

    book(tmp_path / "ds.xlsx", TABLE, more=formula)
    assert [person.name for person in read(tmp_path / "ds.xlsx").people] == NAMES


UNREADABLE = {
    "roster.file-empty": b" \n \n",
    "roster.file-broken": b"PK\x03\x04 cut off",
    "roster.file-kind": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1",
}


def zipped(**entries):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in entries.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return data.getvalue()


DOCUMENTS = {
    "Word": zipped(word__document_xml="<w/>"),
    "PowerPoint": zipped(ppt__presentation_xml="<p/>"),
    "PDF": b"%PDF-1.7 a list scanned",
    "Word, written by LibreOffice": zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "Word, an old one": b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(9),
    "Word as rich text": rb"{\rtf1\ansi Nguy\u7877?n}",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_taken_for_a_table_is_named_with_the_way_to_excel(tmp_path, name):
    (tmp_path / "ds.xlsx").write_bytes(DOCUMENTS[name])
    roster = read(tmp_path / "ds.xlsx")
    assert codes(roster) == ["roster.file-document"]
    assert f"tệp {name.partition(',')[0].partition(' as')[0]}," in says(roster)[0] and "Excel" in says(roster)[0]


@pytest.mark.parametrize("code", UNREADABLE)
def test_what_is_no_list_is_told_with_its_remedy(tmp_path, code):
    (tmp_path / "ds.xlsx").write_bytes(UNREADABLE[code])
    roster = read(tmp_path / "ds.xlsx")
    assert (codes(roster), roster.people) == ([code], [])
    assert "ds.xlsx" in says(roster)[0]


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_575, 3), (300, 16_383)])
def test_a_cell_far_from_the_table_is_told_before_the_reader_fills_the_memory(tmp_path, row, column):
    book(tmp_path / "ds.xlsx", TABLE, more=lambda made, page: page.write(row, column, "x"))
    assert codes(read(tmp_path / "ds.xlsx")) == ["roster.file-wide"]


def test_a_place_that_no_sheet_has_is_told(tmp_path):
    book(tmp_path / "right.xlsx", TABLE)
    with zipfile.ZipFile(tmp_path / "right.xlsx") as right, zipfile.ZipFile(tmp_path / "ds.xlsx", "w") as wrong:
        for name in right.namelist():
            wrong.writestr(name, right.read(name).replace(b'r="A2"', b'r="ZZZZZ4294967295"'))
    assert codes(read(tmp_path / "ds.xlsx")) == ["roster.file-wide"]


def test_an_entry_larger_than_it_says_is_not_unpacked(tmp_path):
    book(tmp_path / "right.xlsx", TABLE)
    with zipfile.ZipFile(tmp_path / "right.xlsx", "a", zipfile.ZIP_DEFLATED) as right:
        right.writestr("xl/bomb.xml", bytes(60_000_000))
    said, true = (size.to_bytes(4, "little") for size in (1000, 60_000_000))
    (tmp_path / "ds.xlsx").write_bytes((tmp_path / "right.xlsx").read_bytes().replace(true, said))
    tracemalloc.start()
    try:
        assert codes(read(tmp_path / "ds.xlsx")) == ["roster.file-broken"]
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S"><table:table-row/>{}</office:spreadsheet></office:body></office:document-content>'
)


MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/"'
    ' m:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>'
)


def test_a_book_with_a_table_that_never_ends_is_broken_not_waited_for(tmp_path):
    odd = '<?xml version="1.0" encoding="UT-8"?>'
    ends = (("", "</table:table>", "roster.file-empty"), ("", "", "roster.file-broken"),
            (odd, "</table:table>", "roster.file-broken"))  # fmt: skip
    for begin, end, code in ends:
        with zipfile.ZipFile(tmp_path / "ds.ods", "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("content.xml", begin + OPEN.format(end))
            made.writestr("META-INF/manifest.xml", MANIFEST)
        assert codes(read(tmp_path / "ds.ods")) == [code]


def test_one_long_line_of_a_text_does_not_fill_the_memory(tmp_path):
    (tmp_path / "ds.csv").write_text(text(TABLE, ";") + ";" * 10_000 + "\n" + "1;Nguyễn Văn A\n" * 1000, "utf-8")
    assert codes(read(tmp_path / "ds.csv")) == ["roster.file-wide"]


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path):
    assert codes(read(tmp_path / "khong-co.xlsx")) == ["roster.file-missing"]
    assert codes(read(tmp_path)) == ["roster.file-folder"]


def test_letters_that_could_be_read_in_two_ways_are_shown_not_guessed(tmp_path):
    (tmp_path / "ds.csv").write_bytes("STT;Hoï vaø teân\n1;Ñoàng Hôm\n".encode("cp1252").replace(b"\xef", b"\x81\xd0"))
    roster = read(tmp_path / "ds.csv")
    assert (codes(roster), roster.people) == (["roster.encoding"], [])


def test_people_stand_by_given_name(tmp_path):
    book(tmp_path / "ds.xlsx", TABLE)
    ordered = [person.name.split()[-1] for person in by_name(read(tmp_path / "ds.xlsx").people)]
    assert ordered == ["Ánh", "Dũng", "Đức", "Hải", "Như", "Phước", "Thưởng", "Ước"]
