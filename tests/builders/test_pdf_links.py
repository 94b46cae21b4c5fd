"""Links as they are heard and clicked: each hot spot in the element of its own words, a link over lines is one."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary

from assets.look import load_look
from builders.pdf.page import render
from builders.pdf.setter import Setter
from course.text import parse_inline

LOOK = load_look()
LONG = "https://baohatinh.vn/an-ninh-trat-tu/mo-hinh-3-trong-1-gop-phan-dam-bao-an-ninh-trat-tu-o-xa-vung-bien-ha-tinh"


def links_of(*texts):
    """For each Link its marks, and the addresses of its hot spots, in the order of the tree."""
    setter = Setter(LOOK)
    data, _ = render([setter.text(parse_inline(text)) for text in texts], LOOK, title="Thử")
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot.K, found)
    return found


def walk(kid, found):
    if isinstance(kid, Array):
        for one in kid:
            walk(one, found)
    elif isinstance(kid, Dictionary) and "/S" in kid:
        held = list(kid.K) if isinstance(kid.get("/K"), Array) else [kid.get("/K")]
        if kid.S == "/Link":
            spots = [str(one.Obj.A.URI) for one in held if isinstance(one, Dictionary) and "/Obj" in one]
            found.append(([one for one in held if isinstance(one, int)], spots))
        walk(kid.get("/K", Array()), found)


def test_each_link_of_a_line_holds_its_own_hot_spot():
    links = links_of("Xem [trang một](https://a.vn/1) và [trang hai](https://b.vn/2) để biết, rồi [ba](https://c.vn/3).")
    assert [spots for _, spots in links] == [["https://a.vn/1"], ["https://b.vn/2"], ["https://c.vn/3"]]
    marks = [mark for held, _ in links for mark in held]
    assert marks == sorted(marks)
    assert len(marks) == 3


def test_a_link_over_several_lines_is_one_link():
    links = links_of(f"Báo Hà Tĩnh, bài 196286: [{LONG}/{'a-b' * 30}]({LONG}) (B).")
    assert len(links) == 1
    marks, spots = links[0]
    assert len(marks) == len(spots) > 1
    assert set(spots) == {LONG}


def test_links_of_the_same_address_in_two_paragraphs_are_two():
    assert len(links_of("Xem [đây](https://a.vn)", "Lại xem [đây](https://a.vn)")) == 2
    assert len(links_of("Xem [đây](https://a.vn), và [đây](https://a.vn)")) == 2
