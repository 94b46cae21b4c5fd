"""Lists typed with old fonts come out as their letters; where it is not sure which font it was, nothing is guessed."""

import random
import unicodedata
from pathlib import Path

import pytest

from assets import legacy_letters
from plan.legacy import from_tcvn3, from_vni, reading_of

NAMES = (Path(__file__).parent / "names_as_classes_sort.txt").read_text(encoding="utf-8").splitlines()
KNOWN = {
    "tcvn3": [("NguyÔn ThÞ H¶i", "Nguyễn Thị Hải"), ("§Æng V¨n D­ìng", "Đặng Văn Dưỡng"), ("X· Kú Xu©n", "Xã Kỳ Xuân"),
              ("BÝ th­ chi bé", "Bí thư chi bộ"), ("TRÇN V¡N §øC", "TRẦN VĂN ĐỨC")],
    "vni": [("Nguyeãn Thò Haûi", "Nguyễn Thị Hải"),
            ("Ñaëng Vaên Döôõng", "Đặng Văn Dưỡng"), ("Xaõ Kyø Anh", "Xã Kỳ Anh"),
            ("Bí thö chi boä", "Bí thư chi bộ"), ("TRAÀN VAÊN ÑÖÙC", "TRẦN VĂN ĐỨC"), ("Thuûy, Myõ", "Thủy, Mỹ")],
}  # fmt: skip
READ = {"tcvn3": from_tcvn3, "vni": from_vni}


def typed(text, encoding):
    """As an old font's user typed it; TCVN3's toned capitals by their small letter, as its fonts of capitals did."""
    column = {"tcvn3": 1, "vni": 2}[encoding]
    rows = {row[0]: row[column] for row in legacy_letters()}
    return "".join(rows[rows.get(letter) == "-" and letter.lower() or letter] if letter in rows else letter
                   for letter in text)  # fmt: skip


@pytest.mark.parametrize("encoding", KNOWN)
def test_words_seen_in_old_files_are_read(encoding):
    assert [READ[encoding](old) for old, _ in KNOWN[encoding]] == [new for _, new in KNOWN[encoding]]


def test_all_letters_of_the_alphabet_are_in_the_table_once():
    letters = [letter for letter, _, _ in legacy_letters()]
    assert len(letters) == len(set(letters)) == 134
    assert all(unicodedata.is_normalized("NFC", letter) for letter in letters)
    for column in (1, 2):
        forms = [row[column] for row in legacy_letters() if row[column] != "-"]
        assert len(forms) == len(set(forms))


@pytest.mark.parametrize("encoding", READ)
def test_a_class_list_is_recognised_and_read_letter_for_letter(encoding):
    people = random.Random(7).sample(NAMES, 300)
    old = [typed(name, encoding) for name in people]
    reading = reading_of(old)
    assert reading.encoding == encoding
    assert [reading.read(name).lower() for name in old] == [name.lower() for name in people]


@pytest.mark.parametrize("encoding", READ)
def test_a_short_list_is_read_rightly_or_not_at_all(encoding):
    draw = random.Random(3)
    for _ in range(300):
        old = [typed(name, encoding) for name in draw.sample(NAMES, 8)]
        assert reading_of(old).encoding in (encoding, None) or all(READ[encoding](name) == name for name in old)


def test_lists_in_unicode_stay_as_they_are():
    draw = random.Random(5)
    for size in (3, 5, 40):
        for _ in range(100):
            assert reading_of(draw.sample(NAMES, size)).encoding == "unicode"
    assert reading_of(["Nguyen Thi Hai", "Tran Van Duc"]).encoding == "unicode"
    assert reading_of(["José Muñoz", "François Dupont"]).encoding in ("unicode", None)
    assert reading_of([]).encoding == "unicode"
