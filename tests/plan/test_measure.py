"""Lines, heights, even pages, and words that stay together."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assets import compounds
from plan.measure import (
    balance,
    fewest,
    join_compounds,
    lay,
    line_height,
    loosen,
    metrics,
    text_width,
    widths_of,
)

ARIAL = metrics("Arial")
SYLLABLES = ["dân", "vận", "Hà", "Tĩnh", "30", "phút", "2022", "-", "–", "2026", "“Dân", "vận”", "chính", "trị,", "hệ",
             "thống", "¶", "5", "XI", "khóa", "ban", "chỉ", "đạo", "(ngày", "21", "", "\u00a0", "\n", "2022\u00a0-"]


@dataclass(frozen=True)
class Span:
    text: str
    bold: bool = False


def lines(text, face, size, width):
    return list(lay(text, face, size, width).lines)


def joined(text):
    return join_compounds(text, compounds()).replace("\u00a0", "_")


def test_a_width_is_the_sum_of_the_advances():
    assert text_width("aa", ARIAL, 10) == pytest.approx(11.14)
    assert text_width("Dân", ARIAL, 28, bold=True) > text_width("Dân", ARIAL, 28)


def test_bold_spans_are_measured_bold():
    spans = (Span("Nhân dân", bold=True), Span(" là chủ"))
    parts = text_width("Nhân dân", ARIAL, 28, bold=True) + text_width(" là chủ", ARIAL, 28)
    assert text_width(spans, ARIAL, 28) == pytest.approx(parts)
    assert lines(spans, ARIAL, 28, 130) == ["Nhân dân", "là chủ"]


def test_a_letter_outside_the_table_counts_as_the_widest():
    narrow = widths_of({ord("i"): 200, ord("m"): 800})
    assert narrow["中"] == 800


def test_lines_break_at_spaces_and_never_inside_a_joined_word():
    assert lines("công tác dân vận", ARIAL, 10, 70) == ["công tác dân", "vận"]
    assert lines("công tác dân\u00a0vận", ARIAL, 10, 70) == ["công tác", "dân\u00a0vận"]


def test_lines_break_after_a_dash_or_slash_but_not_inside_a_date():
    assert lines("kinh tế-xã hội", ARIAL, 10, 38) == ["kinh tế-", "xã hội"]
    assert lines("quyền và/hoặc", ARIAL, 10, 45) == ["quyền và/", "hoặc"]
    assert lines("ngày 21/10/2022", ARIAL, 10, 60) == ["ngày", "21/10/2022"]


def test_a_word_wider_than_the_line_is_reported_and_not_cut():
    laid = lay("a Nghiênglắm b", ARIAL, 10, 20)
    assert (laid.lines, laid.fits) == (("a", "Nghiênglắm", "b"), False)


def test_a_line_feed_ends_a_line_and_an_empty_text_is_one_line():
    assert lines("một\n\nhai ", ARIAL, 10, 100) == ["một", "", "hai"]
    assert lines("", ARIAL, 10, 100) == [""]


def test_a_text_as_wide_as_the_line_stands_on_one_line():
    text = "Nhân dân làm chủ"
    assert len(lines(text, ARIAL, 28, text_width(text, ARIAL, 28))) == 1
    assert len(lines(text, ARIAL, 28, text_width(text, ARIAL, 28) - 0.01)) == 2


def test_a_line_is_one_and_a_fifth_em_high():
    assert line_height(28) == pytest.approx(33.6)


@given(some.lists(some.sampled_from(SYLLABLES)).map(" ".join), some.floats(1, 300))
def test_no_letter_is_lost_between_the_lines(text, width):
    laid = lay(text, ARIAL, 12, width)
    assert "".join("".join(laid.lines).split()) == "".join(text.split())
    assert laid.fits == all(text_width(line, ARIAL, 12) <= width + 1e-3 for line in laid.lines)


@pytest.mark.parametrize(("text", "expected"), [
    ("Công tác dân vận ở Hà Tĩnh", "Công_tác dân_vận ở Hà_Tĩnh"),
    ("cả hệ thống chính trị, cán bộ", "cả hệ_thống chính_trị, cán_bộ"),
    ("ba dân, vận động", "ba dân, vận_động"),
    ("mô hình “Dân vận khéo”", "mô_hình “Dân_vận khéo”"),
    ("gặp dân “vận", "gặp dân “vận"),
    ("giai đoạn 2022 - 2026", "giai_đoạn 2022_-_2026"),
    ("ngày 21 tháng 10 năm 2022", "ngày_21 tháng_10 năm_2022"),
    ("làm bài 30 phút (¶ 5), khóa XI", "làm bài 30_phút (¶_5), khóa_XI"),
    ("hơn 1.000 hộ, 3,5 ha", "hơn 1.000_hộ, 3,5_ha"),
    ("Phó Trưởng ban Dân vận", "Phó_Trưởng_ban Dân_vận"),
    ("kinh tế - xã hội", "kinh_tế_- xã_hội"),
    ("- dân vận", "- dân_vận"),
    ("dân  vận", "dân  vận"),
    ("dân\nvận", "dân\nvận"),
    ("", ""),
])
def test_compounds_are_joined(text, expected):
    assert joined(text) == expected


def test_the_longest_compound_wins():
    assert join_compounds("nông thôn mới", frozenset({"nông thôn", "nông thôn mới"})) == "nông\u00a0thôn\u00a0mới"


def test_no_chain_grows_beyond_three_words():
    four = frozenset({"ủy ban nhân dân", "nhân dân"})
    assert join_compounds("Ủy ban nhân dân xã", four) == "Ủy ban nhân\u00a0dân xã"
    assert joined("ông\u00a0ấy\u00a0là cán bộ") == "ông_ấy_là cán_bộ"
    assert joined("ông\u00a0ấy\u00a0cán bộ") == "ông_ấy_cán bộ"


@given(some.lists(some.sampled_from(SYLLABLES)).map(" ".join))
def test_joining_changes_spaces_alone_and_twice_is_as_once(text):
    once = join_compounds(text, compounds())
    assert once.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert join_compounds(once, compounds()) == once


@pytest.mark.parametrize(("heights", "limit", "gap", "counts"), [
    ([10] * 7, 45, 0, [4, 3]),
    ([10] * 5, 30, 5, [2, 2, 1]),
    ([30, 10, 10, 30], 40, 0, [2, 2]),
    ([10, 10, 10, 10, 10, 10], 50, 0, [3, 3]),
    ([50, 10], 40, 0, [1, 1]),
    ([0.1] * 3, 0.3, 0, [3]),
    ([], 40, 0, []),
])
def test_pages_are_few_and_even(heights, limit, gap, counts):
    assert sorted(balance(heights, limit, gap)) == sorted(counts)


@given(some.lists(some.floats(1, 40), max_size=12), some.floats(40, 100))
def test_no_page_is_over_the_limit_and_none_is_too_many(heights, limit):
    counts = balance(heights, limit)
    assert sum(counts) == len(heights)
    greedy, used = 0, float("inf")
    for block in heights:
        greedy, used = (greedy + 1, block) if used + block > limit + 1e-6 else (greedy, used + block)
    assert len(counts) == greedy
    at = 0
    for count in counts:
        assert sum(heights[at:at + count]) <= limit + 1e-5
        at += count


def test_joined_words_wider_than_the_line_come_apart_again():
    text = "ông Đỗ\u00a0Văn\u00a0Phới, Hà\u00a0Tĩnh"
    assert loosen(text, ARIAL, 10, 40) == "ông Đỗ Văn Phới, Hà\u00a0Tĩnh"
    assert loosen(text, ARIAL, 10, 100) == text
    assert lay(loosen(text, ARIAL, 10, 40), ARIAL, 10, 40).fits


@given(some.lists(some.floats(0, 200), max_size=30), some.floats(10, 150))
def test_the_number_of_pages_is_known_without_balancing_them(heights, limit):
    assert fewest(heights, limit) == len(balance(heights, limit))
