"""Letters: what is refused, one normal form, and markup read once without losing a letter."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.characters import Lines, letter_faults, letter_problems, missing_letters
from course.text import (
    Para,
    Points,
    Span,
    comparable,
    is_link,
    markup_faults,
    normal,
    parse_blocks,
    parse_inline,
    plain,
)

HERE = Path(__file__).parent
TABLE = (HERE / "letters.txt").read_text(encoding="utf-8").splitlines()[2:]


@pytest.mark.parametrize(("typed", "expected"), [line.split(" → ") for line in TABLE])
def test_each_refused_letter_is_found_where_it_stands(typed, expected):
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), typed).replace("\\t", "\t")
    told = ", ".join(f"{offset} {code}" for code, _, offset in letter_faults(text))
    assert (told or "fine") == expected


def test_a_letter_is_placed_in_its_file_at_line_and_column():
    problems = letter_problems(Lines("a.yaml", "title: x\r\nid: Nhân\u200bdân # \u202e\n"))
    assert [(p.code, str(p.place), p.params["char"]) for p in problems] == [
        ("text.zero-width", "a.yaml:2:9", "U+200B"), ("text.bidi", "a.yaml:2:16", "U+202E")]  # fmt: skip


def test_a_file_full_of_one_fault_tells_it_twenty_times():
    assert len(letter_problems(Lines("a.yaml", "\u200b" * 1000 + "\u202e"))) == 21


def test_the_first_decomposed_letter_is_found_wherever_it_stands():
    text = "Nhân dân làm chủ. " * 300
    for offset in (0, 1, 17, 2699, len(text) - 1):
        broken = text[:offset] + "e\u0323\u0302" + text[offset:]
        assert [found[::2] for found in letter_faults(broken)] == [("text.nfd", offset)]


def test_letters_that_no_font_has_are_named():
    assert missing_letters("Nhân dân \u00a0漢 😀\n", frozenset(map(ord, "Nhândâ"))) == ("漢", "😀")


def test_normal_form_folds_every_white_space_and_composes():
    assert normal(" Nha\u0302n\u00a0\u2003\u202f dân\n\tlàm\u3000chủ ") == "Nhân dân làm chủ"


def test_compared_texts_ignore_what_cannot_be_seen_and_nothing_else():
    assert comparable("Nhân\u00ad dân\u200b") == comparable("Nhân  dân")
    assert comparable("nhân dân") != comparable("Nhân dân") and comparable("hoà") != comparable("hòa")


INLINE = [
    ("Mục tiêu: **Nhân dân** là chủ", [("Mục tiêu: ", ""), ("Nhân dân", "b"), (" là chủ", "")]),
    ("a **b *c*** d", [("a ", ""), ("b ", "b"), ("c", "bi"), (" d", "")]),
    ("a  **b ** c", [("a **b ** c", "")]),
    ("a ** b", [("a ** b", "")]),
    ("5 * 3 = 15, họ_và_tên ____", [("5 * 3 = 15, họ_và_tên ____", "")]),
    ("R&D &amp; <b>x</b> `y` # z", [("R&D &amp; <b>x</b> `y` # z", "")]),
    (r"\*không nghiêng\* \[x\]", [("*không nghiêng* [x]", "")]),
    ("một\n  hai **ba\nbốn**", [("một hai ", ""), ("ba bốn", "b")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_markup_becomes_spans_and_all_else_stays_letters(text, expected):
    spans = parse_inline(text)
    assert [(span.text, "b" * span.bold + "i" * span.italic) for span in spans] == expected


def test_links_keep_their_address_letter_for_letter():
    spans = parse_inline("Xem [bài **gốc**](https://baohatinh.vn/ă?b=1&c=%20) nhé")
    assert spans[1:3] == (
        Span("bài ", link="https://baohatinh.vn/ă?b=1&c=%20"), Span("gốc", True, False, "https://baohatinh.vn/ă?b=1&c=%20"))


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "file:/etc/passwd", "data:text/html,x", "trang.html", "//a.vn", "https:", "mailto:x",
    "JAVASCRIPT:x", "<https://a b>", "https://a.vn 'tên'", "vbscript:x", "", "https://[", "ftp://a.vn",
])  # fmt: skip
def test_other_links_are_told_and_stay_letters(address):
    text = f"[chữ]({address})"
    assert [code for code, _ in markup_faults(text)] == ["text.link"]
    assert all(span.link is None for span in parse_inline(text)) and "chữ" in plain(parse_inline(text))


def test_good_links_are_good():
    assert all(map(is_link, ["https://a.vn", "http://a.vn/x?y#z", "mailto:a@b.vn", "HTTPS://a.vn"]))
    assert markup_faults("[a](https://a.vn) [b](mailto:a@b.vn)") == []


FLOW = """\
Nhân dân là
trung tâm.

- **Một**: a
- Hai
  tiếp

1. Trước
2. Sau
"""


def test_paragraphs_and_lists():
    assert parse_blocks(FLOW) == (
        Para((Span("Nhân dân là trung tâm."),)),
        Points(((Span("Một", bold=True), Span(": a")), (Span("Hai tiếp"),))),
        Points(((Span("Trước"),), (Span("Sau"),)), ordered=True),
    )
    assert markup_faults(FLOW, blocks=True) == []


@pytest.mark.parametrize(("text", "code"), [
    ("- a\n  - b", "text.nested-list"),
    ("2022. Năm của dân vận", "text.list-number"),
    ("1. a\n3. b", "text.list-number"),
    ("# Tiêu đề", "text.not-markup"),
    ("> Trích dẫn", "text.not-markup"),
    ("| a | b |\n|---|---|", "text.not-markup"),
    ("**Mục tiêu:**Nhân dân", "text.stray-mark"),
    ("- [x](a.html)", "text.link"),
    ("x" * 50_001, "text.too-long"),
])  # fmt: skip
def test_habits_that_would_lose_or_misprint_letters_are_told(text, code):
    assert [fault[0] for fault in markup_faults(text, blocks=True)] == [code]


@pytest.mark.parametrize("text", ["1. a\n1. b", r"2022\. Năm", "1) a\n2) b", "* a\n* b", "C# và F#", "5 > 3"])
def test_what_is_meant_so_is_not_told(text):
    assert markup_faults(text, blocks=True) == []


WRITTEN = st.text(st.characters(exclude_characters="*_[]()\\", codec="utf-8"), max_size=80)


@given(WRITTEN)
def test_without_marks_every_letter_survives(text):
    assert letter_faults(text) or plain(parse_inline(text)) == normal(text)


@given(st.text(st.characters(exclude_characters="*_[]()\\-+0123456789", codec="utf-8"), max_size=80))
def test_in_paragraphs_every_letter_survives(text):
    kept = "".join(plain(block.spans) for block in parse_blocks(text) if isinstance(block, Para))
    assert letter_faults(text) or kept.replace(" ", "") == normal(text).replace(" ", "")


@given(st.text("ab *_[]()\\<>hts:/.#-1\n", max_size=60))
def test_no_markup_raises_and_letters_of_words_stay(text):
    for blocks in (False, True):
        assert isinstance(markup_faults(text, blocks), list)
    assert plain(parse_inline(text)).count("a") >= text.count("a") or "](" in text
    spans = parse_inline(text)
    assert all(span.text for span in spans) and plain(spans) == normal(plain(spans))
    assert all(replaced(a) != replaced(b) for a, b in zip(spans, spans[1:], strict=False))


def replaced(span):
    return span.bold, span.italic, span.link


@pytest.mark.parametrize("bomb", [
    "*" * 50_000, "[" * 50_000, "[a](" * 12_000, "**a *b " * 7_000, "- " * 25_000, "- x\n" * 12_000,
    "_a_" * 16_000, "\\" * 50_000, "(" * 50_000, "1. \n" * 12_000, " " * 50_000,
])  # fmt: skip
def test_long_markup_takes_no_time(bomb):
    start = time.process_time()
    markup_faults(bomb, blocks=True)
    markup_faults(bomb)
    assert time.process_time() - start < 4
