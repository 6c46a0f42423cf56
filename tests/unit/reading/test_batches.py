from pipelines.reading.batches import read_many, read_one


def test_white_space_does_not_tell_texts_apart() -> None:
    first, second = read_many([(b"Ten  is\na film.", "a.txt"), (b"Ten is a film.\n", "b.txt")])
    assert first.text_hash == second.text_hash


def test_pages_that_show_the_same_but_state_other_things_are_told_apart() -> None:
    page = '<script type="application/ld+json">{{"name":"{}"}}</script><p>Loading'
    first, second = (read_one(page.format(name).encode(), "a.html") for name in ("Ten", "One"))
    assert first.reading is not None
    assert second.reading is not None
    assert first.reading.text == second.reading.text
    assert first.text_hash != second.text_hash


def test_pages_that_say_the_same_in_two_notations_are_two() -> None:
    microdata = b'<div itemscope itemtype="http://schema.org/Movie"><b itemprop="name">Ten</b>'
    rdfa = b'<div vocab="http://schema.org/" typeof="Movie"><b property="name">Ten</b>'
    again = microdata.replace(b"<div ", b"<div  class=c ")
    first, second, third = read_many([(microdata, "a.html"), (rdfa, "b.html"), (again, "c.html")])
    assert first.text_hash != second.text_hash
    assert first.text_hash == third.text_hash


def test_a_file_that_cannot_be_read_has_a_reason() -> None:
    outcome = read_one(b"\0", "a.txt")
    assert outcome.reading is None
    assert outcome.reason is not None
    assert "NUL byte in line 1" in outcome.reason
