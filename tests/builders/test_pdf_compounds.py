"""Compounds of the field stay on one line, also in justified text, whatever the widths of its lines."""

import pytest

from assets import compounds
from assets.look import load_look
from builders.pdf.setter import Setter

SENTENCE = (
    "Công tác dân vận và phong trào thi đua của Mặt trận Tổ quốc, các tổ chức chính trị - xã hội trong tỉnh được "
    "cấp ủy, chính quyền địa phương quan tâm; cán bộ, đảng viên lắng nghe ý kiến của Nhân dân, giải quyết kịp thời. "
)


@pytest.fixture(scope="module")
def setter():
    """A setter with the compounds of the field."""
    return Setter(load_look(), compounds())


def lines(paragraph):
    """The words of each line of a wrapped paragraph, spaces that join included."""
    return [" ".join(line[1]) for line in paragraph.blPara.lines]


@pytest.mark.parametrize("name", ["body", "ragged"])
def test_no_compound_is_torn_at_any_width(setter, name):
    paragraph = setter.text(SENTENCE * 3, name)
    for width in range(200, 500, 3):
        paragraph.wrap(width, 1e6)
        assert paragraph.style.name == name, width  # another one would be loosened
        said = "\n".join(lines(paragraph))
        assert "dân\nvận" not in said and said.replace("\n", " ").count("dân\u00a0vận") == 3, width


def test_a_compound_wider_than_its_line_is_loosened(setter):
    paragraph = setter.text("Mặt trận Tổ quốc", "cell")
    paragraph.wrap(30, 1e6)
    assert lines(paragraph) == ["Mặt", "trận", "Tổ", "quốc"]
