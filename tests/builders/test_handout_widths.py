"""Columns of tables: no word is cut while another column can give, and no table is higher than with equal columns."""

import sys
from pathlib import Path
from random import Random

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from builders.handout import editions, kit_of, whole
from builders.handout.edition import BOOKLET, LARGE, LEARNER
from builders.handout.widths import PADDING, fitting
from plan import nodes

sys.path.insert(0, str(Path(__file__).parent))
from test_handout import LOOK, document_of, words_of
from test_handout_editions import in_reading_order

SYLLABLES = "Thôn Vụ việc Kết quả hòa giải nghiêng khuyếch trương đường làng đóng góp 2022 UBND chuyên đề ở xã"


def made(kit, head, rows):
    return ([kit.setter.text(title, "cell-head") for title in head],
            [[kit.setter.cell(value) for value in row] for row in rows])  # fmt: skip


def longest(flow):
    """The widest word in the letters of a paragraph, each in its own face."""
    return max(sum(stringWidth(piece, frag.fontName, frag.fontSize) for frag, piece in word)
               for word in words_in(flow))  # fmt: skip


def words_in(flow):
    """Words as pairs of a fragment and letters; these paragraphs are of one fragment."""
    (frag,) = flow.frags
    return [[(frag, word)] for word in frag.text.split(" ") if word]


def some_words(chance, most):
    """As many as that or fewer; a blank for none."""
    return " ".join(chance.choices(SYLLABLES.split(), k=chance.randint(1, most))) if most else None


@pytest.mark.parametrize("edition", [LEARNER, BOOKLET, LARGE], ids=lambda edition: edition.name)
@pytest.mark.parametrize("seed", range(12))
def test_no_word_is_cut_while_another_column_can_give_and_no_table_is_higher_than_with_equal_columns(edition, seed):
    chance = Random(seed)
    kit = kit_of(edition, document_of(), LOOK)
    count = chance.randint(2, 5)
    longs = [chance.choice((0, 1, 2, 6, 20)) for _ in range(count)]
    longs[0] = longs[0] or 1
    head = tuple(chance.choice(SYLLABLES.split()) for _ in range(count))
    rows = [tuple(some_words(chance, most) for most in longs) for _ in range(chance.randint(1, 30))]
    titles, cells = made(kit, head, rows)
    least = [max(longest(row[at]) for row in (titles, *cells) if hasattr(row[at], "frags")) for at in range(count)]
    widths = fitting(titles, cells, kit.wide)
    assert sum(widths) == pytest.approx(kit.wide)
    assert sum(least) + count * (PADDING + 1) < kit.wide
    for own, low in zip(widths, least, strict=True):
        assert own >= low + PADDING
    equal = [kit.wide / count] * count
    if min(equal) >= max(least) + PADDING + 1:
        heights = [kit.setter.table(head, made(kit, head, rows)[1], wide).wrap(kit.wide, 1e6)[1]
                   for wide in (widths, equal)]  # fmt: skip
        assert heights[0] <= heights[1] + 0.01


def test_a_table_of_a_village_cuts_no_name_and_keeps_room_to_write():
    said = ("Vệ sinh đường làng", "Họp dân bàn mở rộng đường, thống nhất mức đóng góp", "Hòa giải")
    rows = tuple((str(at), f"Thôn {at}", said[at % 3], None) for at in range(1, 41))
    table = nodes.TableNode(caption="Theo dõi", head=("STT", "Thôn", "Vụ việc", "Kết quả"), rows=rows)
    pages = " ".join(in_reading_order("booklet", whole(BOOKLET, document_of(table), LOOK).data))
    assert [at for at in range(1, 41) if f"Thôn {at} " not in pages] == []
    kit = kit_of(LEARNER, document_of(), LOOK)
    titles, cells = made(kit, table.head, rows)
    widths = fitting(titles, cells, kit.wide)
    assert widths[3] >= kit.wide * 0.16 and widths[0] < kit.wide * 0.15
    assert all(row[2].wrap(widths[2] - PADDING, 1e6)[1] <= row[2].style.leading + 0.1 for row in cells)
    assert "Thôn 40" in " ".join(words_of(next(editions(document_of(table), LOOK)).data))


def test_words_wider_than_the_table_share_what_there_is():
    kit = kit_of(LEARNER, document_of(), LOOK)
    titles, cells = made(kit, ("a", "b"), [("m" * 90, "n" * 80)])
    widths = fitting(titles, cells, kit.wide)
    assert sum(widths) == pytest.approx(kit.wide) and min(widths) == pytest.approx(kit.wide / 2)
    titles, cells = made(kit, ("a", "b", "c"), [("m" * 300, "Thôn", "1")])
    widths = fitting(titles, cells, kit.wide)
    assert sum(widths) == pytest.approx(kit.wide) and widths[0] > kit.wide / 2
    assert all(own >= longest(row) + PADDING for own, row in zip(widths[1:], cells[0][1:], strict=True))
