"""Letters and colours of web pages."""

import pytest
from markupsafe import Markup

from assets.look import load_look
from builders.html.colors import TEXT, TINTS, contrast, dark, light, mix, readable, variables
from builders.html.page import environment, picture, policy, squeezed, style
from builders.html.text import Letters
from course.text import parse_blocks, parse_inline


def test_letters_that_look_like_markup_stay_letters():
    assert Letters().line('R&D <b> "a"') == "R&amp;D &lt;b&gt; &#34;a&#34;"
    assert Letters().spans(parse_inline("x<y & **đậm <i>**")) == "x&lt;y &amp; <b>đậm &lt;i&gt;</b>"


def test_compounds_stay_on_one_line_and_nothing_else_changes():
    set_ = Letters(frozenset({"dân vận"})).line("Công tác dân vận khéo")
    assert set_ == "Công tác dân\u00a0vận khéo"
    assert Letters().line(None) == ""


def test_links_open_elsewhere_and_tell_nobody():
    link = Letters().spans(parse_inline("[luật](https://a.vn/?b=1&c=2)"))
    assert link == '<a href="https://a.vn/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">luật</a>'


def test_paragraphs_and_lists():
    flow = parse_blocks("Mở đầu\n\n1. một\n2. hai\n\n- ba\n")
    assert Letters().flow(flow) == "<p>Mở đầu</p><ol><li>một</li><li>hai</li></ol><ul><li>ba</li></ul>"


def test_contrast_is_the_ratio_of_the_standard():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert mix("000000", "FF8800", 0.5) == "804400"


@pytest.mark.parametrize("theme", [None, {"colors": {"red": "FF6655", "muted": "CCBBAA", "ground": "FFFFFF"}}])
@pytest.mark.parametrize("time", [light, dark])
def test_text_reads_on_every_ground_by_day_and_night_in_any_theme(time, theme):
    colors = time(load_look(theme=theme))
    for ground in ("ground", "card", *TINTS):
        for text in TEXT:
            assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)
    assert contrast(colors["on"], colors["red"]) >= 4.5
    assert contrast(colors["edge"], colors["ground"]) >= 3


def test_a_colour_that_reads_already_is_not_touched():
    assert readable("000000", "000000", ("FFFFFF",)) == "000000"
    assert light(load_look())["red"] == load_look().color("red")


def test_both_times_declare_the_same_names():
    assert light(load_look()).keys() == dark(load_look()).keys()
    assert variables(load_look()).count("--ink:") == 3


def test_a_script_of_ours_may_not_end_its_element_early():
    with pytest.raises(ValueError, match="early"):
        style("</style>", "module")


def test_the_script_loses_only_indents_and_comments():
    assert squeezed("// a sign\nvar a = '// b';\n\n  go();\n") == "var a = '// b';\ngo();"


def test_the_policy_names_sums_and_nothing_else():
    assert policy("a", "b").count("'sha256-") == 2
    assert "unsafe" not in policy("a", "b")


def test_templates_escape_and_refuse_unknown_names():
    env = environment({"word": "<b>"})
    assert env.from_string("{{ word }}{{ safe }}").render(safe=Markup("<i>")) == "&lt;b&gt;<i>"
    with pytest.raises(Exception, match="undefined"):
        env.from_string("{{ nobody }}").render()


def test_pictures_are_inside_and_unknown_kinds_refused():
    assert picture("a/b.JPG", b"x") == "data:image/jpeg;base64,eA=="
    with pytest.raises(KeyError):
        picture("a.svg", b"<svg>")
