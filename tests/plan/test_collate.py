"""The order of names equals that of ICU 78 (`Intl.Collator("vi")`), which wrote the two lists beside this file."""

import random
import unicodedata
from pathlib import Path

import pytest

from plan.collate import TONES_OF_SCHOOL, name_key, sort_key

LISTS = {"names_as_dictionaries_sort.txt": sort_key, "names_as_classes_sort.txt": name_key}


@pytest.mark.parametrize("name", LISTS)
def test_two_thousand_names_stand_as_icu_puts_them(name):
    right = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    mixed = random.Random(1).sample(right, len(right))
    assert len(set(right)) == 2000
    assert mixed != right
    assert sorted(mixed, key=LISTS[name]) == right


def test_letters_come_before_tones_and_tones_before_capitals():
    words = ["đa", "da", "Dạ", "dá", "dã", "dả", "dà", "dâ", "dă", "dạ", "e", "ê", "ư", "ơ", "u", "ô", "o"]
    right = ["da", "dà", "dả", "dã", "dá", "dạ", "Dạ", "dă", "dâ", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"]
    assert sorted(words, key=sort_key) == right


def test_a_tone_counts_only_where_all_letters_are_the_same():
    assert sorted(["Hạnh A", "Hanh B", "Hạnh B", "Hanh A"], key=sort_key) == ["Hanh A", "Hạnh A", "Hanh B", "Hạnh B"]


def test_the_order_of_tones_is_a_setting():
    words = ["ma", "má", "mà", "mả", "mã", "mạ"]
    assert sorted(words, key=lambda word: sort_key(word, TONES_OF_SCHOOL)) == words
    assert sorted(words, key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_the_given_name_comes_first_then_the_middle_then_the_family():
    people = ["Lê Thị Anh", "Trần Văn An", "Bùi Thị An", "Anh", "Lê An", "Đỗ Thị An"]
    right = ["Lê An", "Bùi Thị An", "Đỗ Thị An", "Trần Văn An", "Anh", "Lê Thị Anh"]
    assert sorted(people, key=name_key) == right


def test_decomposed_letters_and_stray_spaces_change_nothing():
    for name in ("Nguyễn Thị Thủy", "Đặng Ân", "Ưng Hoài Ý"):
        assert name_key(unicodedata.normalize("NFD", f"  {name.replace(' ', '  ')} ")) == name_key(name)


def test_names_of_other_peoples_have_a_place():
    assert sorted(["Hoa", "H'Hen Niê", "Y-Bih Êban", "K'Sor Y", "Ý", ""], key=name_key)[0] == ""
    assert sort_key("H'Hen") < sort_key("Hà")
