"""Tables for Excel work out what they say; what people typed stays text; the matrix says what the paper asks."""

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import python_calamine

from assets.look import load_look
from builders.matrix import matrix_pdf, percent_text
from builders.tables_book import COLUMNS, HEAD_ROW, matrix_book, results_book
from course.model import Course
from plan.blueprint import choose
from plan.matrix import plan_matrix
from plan.official import plan_head
from plan.roster import Person
from plan.sitting import Sitting

LOOK = load_look()
PEOPLE = (
    Person(2, "=HYPERLINK(\"http://a\")", "=1+1", "Xã Cẩm Bình"), Person(3, "Nguyễn Thị Hải", "007", "Xã Cẩm Bình"),
    Person(4, "Trần Văn Đức", "103", "+Xã Kỳ Xuân", born="05/02/1975"), Person(5, "Lê Ý", "104", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def course():
    cells = {("a", "biet"): 3, ("a", "hieu"): 2, ("b", "biet"): 1, ("b", "van-dung"): 2}
    items = [{"id": f"{topic}-{level}-{n}", "use": "exam", "topic": topic, "level": level, "stem": "Gì?",
              "objectives": ["mt1"] if n else [], "options": [{"text": "Một", "key": True}, {"text": "Hai"}]}
             for (topic, level), count in cells.items() for n in range(count)]  # fmt: skip
    rows = [{"topic": "a", "counts": {"biet": 3, "hieu": 2}}, {"topic": "b", "counts": {"biet": 1, "van-dung": 2}}]
    return Course.model_validate({
        "id": "thu", "title": "Dân vận khéo", "organisation": ["TỈNH ỦY HÀ TĨNH", "BAN DÂN VẬN"], "head": "party",
        "objectives": [{"id": "mt1", "level": "biet", "text": "Nêu đúng năm quan điểm"}], "items": items,
        "levels": [{"id": "biet", "name": "Biết"}, {"id": "hieu", "name": "Hiểu"},
                   {"id": "van-dung", "name": "Vận dụng"}, {"id": "cao", "name": "Vận dụng cao"}],
        "topics": [{"id": "a", "name": "Năm quan điểm & nhiệm vụ"}, {"id": "b", "name": "Dân vận khéo"}],
        "blueprints": [{"id": "de", "title": "Đề kiểm tra", "pass_percent": 50, "rows": rows}],
    })  # fmt: skip


@pytest.fixture(scope="module")
def sitting(course):
    blueprint = course.blueprints[0]
    return Sitting("ACDEF", blueprint, choose(course, blueprint, 7), "7", PEOPLE, 2, bytes(32))


@pytest.fixture(scope="module")
def matrix(course):
    return plan_matrix(course, course.blueprints[0], choose(course, course.blueprints[0], 7))


def cells(data, sheet=0):
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(sheet).to_python()


def test_the_matrix_counts_what_the_paper_asks(matrix):
    assert matrix.levels == ("Biết", "Hiểu", "Vận dụng")
    assert [(row.topic, row.counts, row.total) for row in matrix.rows] == [
        ("Năm quan điểm & nhiệm vụ", (3, 2, 0), 5), ("Dân vận khéo", (1, 0, 2), 3)]  # fmt: skip
    assert (matrix.totals, matrix.total) == ((4, 2, 2), 8)
    assert [percent_text(matrix.percent(row.total)) for row in matrix.rows] == ["62,5", "37,5"]
    assert [(cell.topic, cell.level, cell.kinds) for cell in matrix.cells][-1] == (
        "Dân vận khéo", "Vận dụng", (("single", 2),))  # fmt: skip


def test_the_matrix_is_printed_under_the_head_and_keeps_both_standards(course, matrix, tmp_path, faults):
    data, pages = matrix_pdf(matrix, course.blueprints[0], plan_head(course, LOOK), LOOK)
    (tmp_path / "matrix.pdf").write_bytes(data)
    assert pages == 1 and faults(tmp_path / "matrix.pdf") == []
    if shutil.which("pdftotext"):
        said = subprocess.run(["pdftotext", "-layout", tmp_path / "matrix.pdf", "-"], capture_output=True)
        text = said.stdout.decode()
        for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "MA TRẬN ĐỀ KIỂM TRA", "BẢN ĐẶC TẢ", "62,5", "Nêu đúng năm quan điểm"):
            assert words in text


def test_the_matrix_of_excel_says_the_same(matrix):
    rows = cells(matrix_book(matrix, LOOK))
    assert rows[0][:6] == ["Chủ đề", "Biết", "Hiểu", "Vận dụng", "Cộng", "Tỷ lệ %"]
    assert rows[1][:5] == ["Năm quan điểm & nhiệm vụ", 3, 2, 0, 5]
    assert rows[3][:5] == ["Cộng", 4, 2, 2, 8]


def test_what_people_typed_stays_text(sitting):
    data = results_book(sitting, LOOK)
    rows = cells(data)[HEAD_ROW + 1 :]
    assert [row[COLUMNS.index("name")] for row in rows] == [*(person.name for person in PEOPLE), "", ""]
    assert [row[COLUMNS.index("number")] for row in rows][:3] == ["=1+1", "007", "103"]
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" not in sheet and "<hyperlink" not in sheet and "1+1" not in sheet


def test_papers_for_the_copier_have_rows_that_are_nobodys(sitting):
    rows = cells(results_book(sitting, LOOK, 2, 5, blank=True))[HEAD_ROW + 1 :]
    assert [row[0] for row in rows] == ["2", "3", "4", "5"]
    assert {row[1] for row in rows} == {""}


def test_the_same_sitting_gives_the_same_bytes(sitting, matrix):
    assert results_book(sitting, LOOK) == results_book(sitting, LOOK)
    assert matrix_book(matrix, LOOK) == matrix_book(matrix, LOOK)


@pytest.mark.skipif(not any(Path("/usr").glob("lib*/libreoffice/program/libsclo.so")), reason="Calc is not here")
def test_formulas_give_score_result_and_totals(sitting, tmp_path):
    filled = zipfile.ZipFile(io.BytesIO(results_book(sitting, LOOK)))
    marks = {0: 4, 1: "3.5", 2: 8}  # of eight: just passed, just not, all
    book = tmp_path / "b.xlsx"
    with zipfile.ZipFile(book, "w") as out:
        for entry in filled.infolist():
            data = filled.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = with_marks(data.decode(), marks).encode()
            out.writestr(entry, data)
    for sheet, name in ((1, "marks"), (2, "units")):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to",
                        f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}",
                        "--outdir", tmp_path / name, book], capture_output=True, check=True)  # fmt: skip
    (marked,) = (tmp_path / "marks").iterdir()
    rows = list(csv.reader(marked.open(encoding="utf-8")))[HEAD_ROW + 1 :]
    score, verdict = COLUMNS.index("score"), COLUMNS.index("verdict")
    assert [(row[score].replace(",", "."), row[verdict]) for row in rows[:4]] == [
        ("5", "Đạt"), ("4.38", "Chưa đạt"), ("10", "Đạt"), ("", "")]  # fmt: skip
    (units,) = (tmp_path / "units").iterdir()
    found = {row[0]: [value.replace(",", ".") for value in row[1:]] for row in csv.reader(units.open(encoding="utf-8"))}
    assert found["Xã Cẩm Bình"] == ["2", "2", "1", "4.69"]
    assert found["+Xã Kỳ Xuân"] == ["1", "1", "1", "10"]
    assert found["(không ghi đơn vị)"] == ["1", "0", "0", ""]
    assert found["Tất cả"] == ["4", "3", "2", "6.46"]


def with_marks(sheet, marks):
    """The sheet with counts typed into its empty cells."""
    letter = chr(ord("A") + COLUMNS.index("right"))
    for at, mark in marks.items():
        cell = f'<c r="{letter}{HEAD_ROW + 2 + at}"'
        start = sheet.index(cell)
        end = sheet.index("/>", start)
        sheet = f"{sheet[:end]}><v>{mark}</v></c>{sheet[end + 2:]}"
    return sheet
