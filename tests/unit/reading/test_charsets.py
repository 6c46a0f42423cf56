import codecs

import pytest

from pipelines.reading.charsets import decode
from pipelines.reading.documents import UnreadableError


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, charset: str) -> None:
    assert decode(mark + "Tëñ".encode(charset)) == ("Tëñ", charset)


def test_text_that_is_no_utf8_is_read_as_western_when_in_doubt() -> None:
    text = "Une comédie légère, tournée à l’été par une équipe réduite."
    assert decode(text.encode("cp1252")).text == text


def test_one_broken_byte_in_utf8_does_not_turn_the_rest_to_noise() -> None:
    text = "Жизнь и судьба " * 20
    assert decode(text.encode() + b"\xd0").text == text + "\ufffd"


def test_lone_returns_become_line_feeds_and_the_length_stays() -> None:
    assert decode(b"a\rb\r\nc").text == "a\nb\r\nc"


def test_double_encoded_text_is_left_as_the_file_has_it() -> None:
    assert decode("caf\u00c3\u00a9".encode()).text == "caf\u00c3\u00a9"


@pytest.mark.parametrize("content", [b"abc\ndef\0ghi", bytes(range(1, 32)) * 8])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="not a text file"):
        decode(content)


def test_a_page_that_names_an_escape_codec_as_its_charset_is_not_believed() -> None:
    assert decode(b'<meta charset="utf-7">caf\xe9 +AGE-').text.endswith("+AGE-")


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Déjà vu à la fenêtre, où l’été finit: un film très âpre, naïf et brûlant.", "cp1252"),
        ("El niño soñó mañana con un corazón: película española ágil, ¿no?", "cp1252"),
        ("Wspaniały film: zażółć gęślą jaźń, łódź i świt nad Wisłą, wzruszył.", "cp1250"),
        ("Прекрасный фильм о мальчике, который ищет дом друга.", "cp1251"),
        ("友だちのうちはどこ、という映画は少年の物語である。", "cp932"),
    ],
)
def test_texts_in_older_charsets_are_read_as_written(text: str, charset: str) -> None:
    assert decode((text + " ").encode(charset) * 4) == (f"{text} " * 4, charset)


def test_foreign_letters_far_down_a_large_file_tell_its_charset() -> None:
    plain = "Ten is a film by Abbas Kiarostami. " * 9_000
    text = plain + "Déjà vu à la fenêtre, où l’été finit. " * 9
    assert decode(text.encode("cp1252")) == (text, "cp1252")
