"""The e-learning page in a real Chromium: its own policy lets it run, it fits 320 px, answers are judged and kept.

A probe is put into a copy of the page without its policy; the copy stands in a frame as wide as a small phone.
"""

import html
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from app.work import BUNDLED, CONTENT, check
from assets.look import load_look
from builders.module import build
from builders.product import Materials
from course.model import Course

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=20000", "--dump-dom",
]  # fmt: skip
HOSTILE = "</script><script>window.bad=1</script><img src=x onerror='bad=1'> \"đôi\" 'đơn' &amp; %}{{ 7*7 }} <!--"
OUTER = """<!DOCTYPE html><meta charset="utf-8"><body><script>
onmessage = function (event) { document.body.setAttribute("data-said", event.data); };
</script><iframe style="border:0;width:%dpx;height:700px" sandbox="%s" srcdoc="%s"></iframe>"""
TELL = "function tell(said) { parent.postMessage(JSON.stringify(said), '*'); }\n"
ANSWER = """
function answer(item, isRight) {
  [].forEach.call(item.querySelectorAll("input[data-right]"), function (box) {
    if ((box.getAttribute("data-right") === "1") === isRight) box.click();
  });
  [].forEach.call(item.querySelectorAll("[data-part][data-right]"), function (part) {
    var right = part.getAttribute("data-right"), list = part.querySelector("select");
    if (list) list.value = isRight ? right : list.options[1].value;
    else part.querySelector("input[value='" + (isRight ? right : "1") + "']").click();
  });
  if (item.querySelector("[data-number]")) item.querySelector("[data-number]").value = isRight ? " 13,9 " : "1.350";
  if (item.querySelector("textarea")) {
    item.querySelector("textarea").value = "viết";
    item.querySelector("textarea").dispatchEvent(new Event("input", { bubbles: true }));
  }
  var isOrder = item.getAttribute("data-kind") === "ordering" && isRight;
  var order = isOrder ? item.getAttribute("data-right").split(" ") : [];
  order.forEach(function (part, at) {
    var step = item.querySelector("[data-part='" + part + "']");
    while (step !== item.querySelectorAll("[data-part]")[at]) step.querySelector("[data-move='-1']").click();
  });
  item.querySelector("[data-do=check]").click();
}
function verdicts() {
  var found = {};
  [].forEach.call(document.querySelectorAll("[data-item]"), function (item) {
    found[item.getAttribute("data-item")] = item.querySelector(".verdict").textContent;
  });
  return found;
}
function each(act) { [].forEach.call(document.querySelectorAll("[data-item]"), act); }
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture
def dump(tmp_path):
    """The document that a file becomes in Chromium, with a profile of its own."""

    def dumped(text):
        page = tmp_path / "trang.html"
        page.write_text(text, encoding="utf-8")
        words = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=120)
        assert done.returncode == 0, done.stderr[-500:]
        return done.stdout

    return dumped


@pytest.fixture
def probe(dump):
    """What a probing script tells of a page in a frame; `before` runs before the page's own script."""

    def probed(page, script, before="", width=320, sandbox="allow-scripts allow-same-origin"):
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        copy = bare.replace("<script>", f"<script>{before}</script><script>", 1)
        copy = copy.replace("</body>", f"<script>{TELL}{ANSWER}{script}</script></body>")
        said = re.search(r'data-said="([^"]*)"', dump(OUTER % (width, sandbox, html.escape(copy))))
        assert said, "the probe told nothing"
        return json.loads(html.unescape(said[1]))

    return probed


def sample(mark="", change=lambda tree: None):
    """The page of module_course.yaml with `~` replaced in each text."""
    text = (Path(__file__).parent / "module_course.yaml").read_text(encoding="utf-8")
    tree = yaml.load(text.replace("null", "''"), Loader=yaml.BaseLoader)
    tree["lessons"][0]["blocks"][2]["rows"] = [["Đảng ~", None], ["Chính quyền ~", None]]
    tree = json.loads(json.dumps(tree).replace("~", json.dumps(mark)[1:-1]))
    change(tree)
    return build(Materials(Course.model_validate(tree), load_look(), {"anh/duong.png": b"a picture"}))


def rebuilt(tree):
    """The course as a later edition might have it: everything in another order, questions and an option new."""
    tree["items"].reverse()
    tree["items"].insert(0, {"id": "moi", "kind": "number", "stem": "Câu mới", "answer": "2", "cites": ["bao/14"]})
    for item in tree["items"]:
        item.get("options", []).reverse()
        item.get("statements", []).reverse()
        item.get("pairs", []).reverse()
    tree["lessons"].reverse()
    tree["modules"][0]["lessons"].reverse()


def test_its_own_policy_lets_script_and_style_run(dump):
    shown = dump(sample())
    assert '<html lang="vi" class="script"' in shown
    assert re.findall(r'class="screen[^"]*\bon\b"', shown) == ['class="screen cover on"']


def test_hostile_letters_run_nothing(dump, probe):
    assert 'class="script"' in dump(sample(HOSTILE))
    script = "setTimeout(function () { tell([window.bad || 0, document.images.length]); }, 300);"
    assert probe(sample(HOSTILE), script) == [0, 1]


@pytest.mark.parametrize("right", [True, False])
def test_each_kind_of_question_is_judged(probe, right):
    said = probe(sample(), f"each(function (item) {{ answer(item, {str(right).lower()}); }}); tell(verdicts());")
    written = said.pop("tl5")
    assert written.startswith("Đã ghi")
    assert len(said) == 6
    wrong = {name: words for name, words in said.items() if words.startswith("Chính xác") != right}
    assert wrong == {}


def test_numbers_are_read_with_comma_and_point(probe):
    script = """var item = document.querySelector("[data-item=tl4]"), said = [];
        ["13.5", "13,0", "14,01", "1.350", "13,5 "].forEach(function (typed) {
          item.querySelector("[data-number]").value = typed;
          item.querySelector("[data-do=check]").click();
          said.push(verdicts().tl4.indexOf("Chính xác") === 0);
          item.querySelector("[data-do=again]").click();
        });
        tell(said);"""
    assert probe(sample(), script) == [True, True, False, False, True]


def test_an_empty_answer_is_not_judged(probe):
    script = "each(function (item) { item.querySelector('[data-do=check]').click(); }); tell(verdicts());"
    said = probe(sample(), script)
    judged = {name for name, words in said.items() if words.startswith(("Chính xác", "Chưa chính", "Đã ghi"))}
    assert judged == {"tl6"}  # an order is there from the start


def test_answers_and_notes_come_back_to_their_own_questions_in_a_later_edition(probe):
    fill = """each(function (item) { answer(item, item.getAttribute("data-item") !== "tl1"); });
        var note = document.querySelector("[data-note='task.nv1.when']");
        note.value = "thứ hai"; note.dispatchEvent(new Event("input", { bubbles: true }));
        setTimeout(function () { tell([verdicts(), localStorage.getItem("taphuan.mau")]); }, 1500);"""
    first, kept = probe(sample(), fill)
    again = f"localStorage.setItem('taphuan.mau', {json.dumps(kept)});".replace("</", "<\\/")
    tell = "tell([verdicts(), document.querySelector(\"[data-note='task.nv1.when']\").value]);"
    second, note = probe(sample(change=rebuilt), tell, before=again)
    assert second.pop("moi") == ""
    assert second == first
    assert note == "thứ hai"


def test_an_answer_whose_option_is_gone_is_not_shown(probe):
    state = {"answers": {"tl1": {"a": "ffffffff", "s": 1, "t": 5}, "la": {"a": "x", "s": 1, "t": 5}}}
    before = f"localStorage.setItem('taphuan.mau', {json.dumps(json.dumps(state))});"
    tell = "setTimeout(function () { tell([verdicts().tl1, localStorage.getItem('taphuan.mau')]); }, 1500);"
    shown, kept = probe(sample(), tell, before=before)
    assert shown == ""
    assert json.loads(kept)["answers"]["la"]["a"] == "x"


ODD = '{"answers": 3, "look": 7, "notes": {"task.nv1.when": 1}, "seen": "x", "at": {}, "y": "z"}'


@pytest.mark.parametrize("broken", ["{", ODD])
def test_a_damaged_memory_does_not_stop_the_page(probe, broken):
    before = f"localStorage.setItem('taphuan.mau', {json.dumps(broken)});"
    tell = """each(function (item) { answer(item, true); });
        tell([verdicts().tl1, document.querySelector("[data-note='task.nv1.when']").value]);"""
    assert probe(sample(), tell, before=before) == ["Chính xác.", ""]


def test_it_works_in_a_closed_frame_and_says_that_nothing_is_kept(probe):
    tell = """document.getElementById("next").click(); each(function (item) { answer(item, true); });
        tell([document.querySelector(".screen.on").id, verdicts().tl1, document.getElementById("kept").textContent]);"""
    screen, verdict, kept = probe(sample(), tell, sandbox="allow-scripts")
    assert (screen, verdict) == ("bai-mot", "Chính xác.")
    assert kept.startswith("Máy này không cho lưu")


def test_no_screen_is_wider_than_a_small_phone_at_any_size_of_letters_answered_or_not(probe):
    loaded = check(CONTENT / BUNDLED, load_look(), today=date(2026, 11, 22))
    page = build(Materials(loaded.course, load_look()))
    script = """var root = document.documentElement, wide = [], count = 0;
        function measure() {
          [].forEach.call(document.querySelectorAll("#toc a"), function (link) {
            link.click();
            ["0", "3"].forEach(function (size) {
              root.setAttribute("data-size", size); count += 1;
              if (root.scrollWidth > window.innerWidth) wide.push(link.textContent + size + ":" + root.scrollWidth);
            });
          });
        }
        measure(); each(function (item) { answer(item, false); }); measure();
        tell([window.innerWidth, count, wide]);"""
    width, count, wide = probe(page, script)
    assert (width, wide) == (320, [])
    assert count >= 40


def test_words_are_found_without_their_marks(probe):
    script = """document.getElementById("tim").value = "dieu phai nho";
        document.querySelector("[data-do=search]").click();
        tell([].map.call(document.querySelectorAll("#hits a"), function (link) { return link.textContent; }));"""
    (hit,) = probe(sample(), script)
    assert "Điều phải nhớ" in hit.replace("\u00a0", " ")


def test_it_opens_where_it_was_left(probe):
    state = {"at": "bai-hai", "y": 300, "answers": {}, "notes": {}, "seen": {"bai-mot": 1}}
    before = f"localStorage.setItem('taphuan.mau', {json.dumps(json.dumps(state))});"
    tell = "tell([document.querySelector('.screen.on').id, window.pageYOffset]);"
    assert probe(sample(), tell, before=before) == ["bai-hai", 300]


def test_a_citation_leads_to_its_source_and_back(probe):
    script = """document.querySelector("#bai-mot .foot a").click();
        var there = document.querySelector(".screen.on").id, back = document.querySelector("[data-do=back]");
        var shown = !back.hidden;
        back.click(); tell([there, shown, document.querySelector(".screen.on").id]);"""
    said = probe(sample(), f'document.getElementById("next").click(); {script}')
    assert said == ["nguon", True, "bai-mot"]
