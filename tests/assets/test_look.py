"""Tokens and labels: what is missing is named, what is given twice is refused."""

from unicodedata import normalize

import pytest

from assets import compounds, labels, template_text
from assets.look import load_look


def luminance(color):
    shares = [int(color[at:at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "xx").mkdir()
    monkeypatch.setattr(labels, "HERE", tmp_path)
    caches = (labels.files, labels.words, labels.words_of_file)
    for cached in caches:
        cached.cache_clear()
    yield tmp_path / "xx"
    for cached in caches:
        cached.cache_clear()


def test_a_label_is_said_with_its_fields():
    assert load_look().say("words.minutes", minutes=30) == "30 phút"
    assert load_look().say("words.source") == "Nguồn"


def test_a_missing_label_is_named():
    with pytest.raises(KeyError, match="words.nowhere"):
        load_look().say("words.nowhere")
    assert not load_look().has("words.nowhere")
    assert load_look().has("words.source")


def test_a_missing_field_is_named():
    with pytest.raises(KeyError, match="words.minutes.*minutes"):
        load_look().say("words.minutes")


def test_all_shipped_labels_can_be_merged_and_are_nfc():
    words = load_look().words
    assert words["words.page"] == "trang"
    assert all(text == normalize("NFC", text) for text in words.values())


def test_a_key_in_two_files_is_refused(folder):
    (folder / "deck.yaml").write_text('deck.title: "Một"\nshared.a: "x"\n', encoding="utf-8")
    (folder / "other.yaml").write_text('shared.a: "y"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="shared.a"):
        load_look("xx").say("shared.a")
    assert load_look("xx").say("deck.title") == "Một"


def test_a_key_twice_in_one_file_is_refused(folder):
    (folder / "deck.yaml").write_text('deck.title: "Một"\ndeck.title: "Hai"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="deck.title"):
        load_look("xx").say("deck.title")


def test_a_label_is_a_text_even_when_it_looks_like_something_else(folder):
    (folder / "deck.yaml").write_text("deck.no: no\ndeck.code: 08\n", encoding="utf-8")
    assert [load_look("xx").say(f"deck.{name}") for name in ("no", "code")] == ["no", "08"]


def test_a_nested_label_is_refused(folder):
    (folder / "deck.yaml").write_text("deck:\n  title: Một\n", encoding="utf-8")
    with pytest.raises(ValueError, match="deck is not a text"):
        load_look("xx").say("deck.title")


def test_an_unknown_language_is_refused():
    for language in ("zz", "..", ""):
        with pytest.raises(KeyError):
            load_look(language)


@pytest.mark.parametrize("name", ["ink", "muted", "red", "slate", "green"])
@pytest.mark.parametrize("mono", [False, True])
def test_text_colours_stand_out_from_every_ground(name, mono):
    look = load_look().mono() if mono else load_look()
    for ground in ("ground", "paper", "red-tint", "gold-tint", "slate-tint", "green-tint"):
        assert contrast(look.color(name), look.color(ground)) >= 4.5


def test_the_grey_profile_has_greys_alone_and_leaves_the_rest():
    look = load_look().mono()
    greys = {color for color in look.colors.values() if color[:2] == color[2:4] == color[4:]}
    assert greys == set(look.colors.values())
    assert look.is_mono
    assert look.color("gold-tint") == "FFFFFF"
    assert look.size("slide.body") == 28


def test_a_theme_changes_the_tokens_that_it_names():
    look = load_look(theme={"colors": {"red": "003366"}, "sizes": {"print.text": 14}})
    assert (look.color("red"), look.color("gold"), look.size("print.text")) == ("003366", "C8962B", 14)
    assert load_look().color("red") == "A8171C"


@pytest.mark.parametrize("theme", [{"colors": {"rde": "003366"}}, {"colours": {}}, {"colors": {"red": "#036"}}])
def test_a_mistyped_theme_is_refused(theme):
    with pytest.raises(ValueError, match="rde|colours|RRGGBB"):
        load_look(theme=theme)


def test_an_unknown_token_is_named():
    for lookup in (load_look().color, load_look().size, load_look().length, load_look().face):
        with pytest.raises(KeyError, match="violet"):
            lookup("violet")


def test_a_template_outside_its_folder_is_not_read():
    for name in ("../theme.yaml", "/etc/passwd", "nothing.html", "."):
        with pytest.raises(KeyError):
            template_text(name)


def test_compounds_are_two_or_three_words_in_small_letters_each_once():
    words = compounds()
    assert {"dân vận", "hà tĩnh", "0 phút", "ban chỉ đạo"} <= words
    assert [word for word in words if len(word.split()) not in (2, 3) or word != " ".join(word.lower().split())] == []
