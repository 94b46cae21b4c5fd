"""Quotations against the text of their source, against `quotes.lock`, and the lock itself."""

from checking import SOUND, SOURCE, changed, check, context, course_of, problems_of

from course.lock import Lock, dump_lock, parse_lock, sha256
from course.quotes import contains, nearest, paragraphs


def lock_of(course, **more):
    """The lock that a comparison with the source writes."""
    return check(course, context(**more))[1]


def against_lock(course, lock):
    """Problems where nobody holds the source's text."""
    return problems_of(course, source_texts=None, lock=lock)


def test_what_was_compared_stands_without_the_source():
    sound = course_of(SOUND)
    assert against_lock(sound, lock_of(sound)) == []


def test_no_lock_is_written_without_the_source():
    assert check(course_of(SOUND), context(source_texts=None, lock=Lock()))[1] is None


def test_one_letter_changed_after_the_comparison_is_told_at_its_line():
    lock = lock_of(course_of(SOUND))
    changed_word = changed("quote: Cách mạng là sự nghiệp", "quote: Cách mạng là sự nghiêp")
    assert ("quote.not-locked", "viewpoints/0/statement/quote") in against_lock(changed_word, lock)


def test_words_in_quotation_marks_changed_after_the_comparison_are_told():
    lock = lock_of(course_of(SOUND))
    other = changed("“Cách mạng là sự nghiệp của Nhân dân”", "“Cách mạng là sự nghiệp của toàn dân”")
    assert against_lock(other, lock) == [("quote.prose-not-locked", "lessons/0/blocks/0/text")]


def test_our_own_words_in_quotation_marks_are_compared_once_and_then_known():
    ours = changed("ai cũng nhớ câu này.", "rồi hỏi “Vì sao nhà tôi phải hiến đất trước?”")
    assert problems_of(ours) == []
    lock = lock_of(ours)
    assert against_lock(ours, lock) == []
    assert [entry.paragraph for entry in lock.entries].count(0) == 1


def test_without_any_lock_one_problem_says_so_and_not_one_for_each_quotation():
    told = [code for code, _ in against_lock(course_of(SOUND), None)]
    assert told == ["lock.missing"]


def test_a_locked_quotation_cited_from_another_paragraph_is_told():
    lock = lock_of(course_of(SOUND))
    other = changed("paragraph: 3\n      quote: huy động", "paragraph: 2\n      quote: huy động")
    assert against_lock(other, lock) == [("quote.other-paragraph", "viewpoints/1/statement/quote")]


def test_a_paragraph_that_changed_since_the_comparison_makes_its_quotations_doubtful():
    lock = lock_of(course_of(SOUND))
    third = sha256(paragraphs(SOURCE)[2])
    told = against_lock(changed(third, "0" * 64), lock)
    assert ("quote.lock-outdated", "viewpoints/0/statement/quote") in told


def test_a_source_text_that_was_touched_is_told_at_its_paragraph():
    touched = {"bao-hoa-binh": SOURCE.replace("chiến sỹ", "chiến sĩ")}
    told = problems_of(course_of(SOUND), source_texts=touched)
    assert told == [("source.paragraph-changed", "sources/0/paragraphs/2")]


def test_a_source_text_with_a_paragraph_less_is_told():
    shorter = {"bao-hoa-binh": SOURCE.rsplit("\n\n", 1)[0]}
    assert ("source.paragraph-count", "sources/0/paragraphs") in problems_of(course_of(SOUND), source_texts=shorter)


def test_a_quotation_compared_by_hand_enters_the_lock_and_may_not_change_after():
    by_hand = "cites: [{source: huong-dan, quote: Dân là gốc, verified: {by: Lê Bình, on: 2024-01-02}}]"
    course = changed("năm 2010.\n    cites: [huong-dan]", f"năm 2010.\n    {by_hand}")
    lock = lock_of(course)
    assert [entry.verified for entry in lock.entries if entry.verified] == ["Lê Bình, 2024-01-02"]
    assert against_lock(course, lock) == []
    other = changed("năm 2010.\n    cites: [huong-dan]", f"năm 2010.\n    {by_hand}".replace("gốc", "góc"))
    assert against_lock(other, lock) == [("quote.verified-changed", "facts/0/cites/0/quote")]


def test_sources_that_are_not_in_the_folder_keep_their_place_in_the_lock():
    sound = course_of(SOUND)
    lock = lock_of(sound)
    assert lock_of(sound, source_texts={}, lock=lock) == lock


def test_the_message_names_the_first_word_that_differs():
    problems, _ = check(changed("quote: huy động sức dân phải", "quote: huy động sức dân cần"), context())
    params = problems[0].params
    assert (params["word"], params["expected"], params["paragraph"]) == ("cần", "phải", 3)


def test_a_no_break_space_in_the_source_is_a_space():
    spaced = {"bao-hoa-binh": SOURCE.replace("Cách mạng là", "Cách\u00a0mạng  là")}
    assert problems_of(course_of(SOUND), source_texts=spaced) == []


def test_the_lock_is_the_same_text_each_time_and_reads_back():
    lock = lock_of(course_of(SOUND))
    text = dump_lock(lock)
    assert parse_lock(text) == (lock, [])
    assert dump_lock(lock_of(course_of(SOUND))) == text
    assert text.count("\n") == len(lock.entries) + 2


def test_an_empty_lock_reads_back():
    assert parse_lock(dump_lock(Lock())) == (Lock(), [])


def test_a_damaged_lock_is_told_at_its_line():
    text = dump_lock(lock_of(course_of(SOUND)))
    cut = parse_lock(text[:-4])[1]
    assert [(p.code, p.place.file, p.place.line) for p in cut] == [("lock.syntax", "quotes.lock", text.count("\n") - 1)]
    assert [p.code for p in parse_lock("[]")[1]] == ["lock.form"]
    assert [p.code for p in parse_lock("[" * 100_000)[1]] == ["lock.syntax"]
    broken = text.replace('"paragraph": 2', '"paragraph": "hai"', 1)
    assert [(p.code, p.place.line) for p in parse_lock(broken)[1]] == [("lock.entry", 2)]


def test_words_are_found_as_whole_words_alone():
    assert contains("Nhân dân làm chủ", "dân làm")
    assert not contains("Nhân dân làm chủ", "dân là")
    assert contains("(dân vận)", "dân vận")
    assert contains("dân là dân làm", "dân làm")


def test_the_nearest_words_are_found_in_the_right_paragraph():
    near = nearest("huy động sức dân cần đi đôi", paragraphs(SOURCE))
    assert (near.paragraph, near.word, near.expected) == (3, "cần", "phải")
    assert nearest("huy động", ()).likeness == 0
