"""What is shown of a document that was found."""

import re
import unicodedata

import pytest
from hypothesis import given, strategies

from adapters.storage.snippets import BEGIN, END, read_marks, snippet
from bot.extraction.text import Span


def shown(marked: str, title_end: int = 0) -> str:
    """With brackets around matches."""
    text, marks = read_marks(marked.replace("[", BEGIN).replace("]", END))
    return "".join(f"[{words}]" if is_match else words for words, is_match in snippet(text, marks, title_end))


FIFTY = " ".join(f"w{number}" for number in range(50))


@pytest.mark.parametrize(
    ("marked", "title_end", "expected"),
    [
        ("The [ferry] sails.", 0, "The [ferry] sails."),
        ("A [ferry]\nThe old [ferry]\nsails.", 7, "The old [ferry] sails."),
        ("A [ferry]\nIt sails.", 7, "It sails."),
        ("A [ferry]", 7, ""),
        ("", 0, ""),
        (FIFTY, 0, " ".join(f"w{number}" for number in range(16)) + " …"),
        (
            FIFTY.replace("w20", "[w20]"),
            0,
            "… w16 w17 w18 w19 [w20] " + " ".join(f"w{number}" for number in range(21, 32)) + " …",
        ),
        (FIFTY.replace("w48", "[w48]"), 0, "… w44 w45 w46 w47 [w48] w49"),
        ("[new ferry] and [ferry]", 0, "[new ferry] and [ferry]"),
    ],
)
def test_sixteen_words_from_four_before_the_first_match_on(
    marked: str, title_end: int, expected: str
) -> None:
    """In one line, without the title; the beginning where only the title has a match."""
    assert shown(marked, title_end) == expected


def test_text_without_blanks_is_shown_from_the_match_on_and_bounded() -> None:
    text = "一" * 500 + "二" + "三" * 500
    assert shown(text.replace("二", "[二]")) == f"… [二]{'三' * 238} …"


def test_a_match_takes_in_the_marks_of_its_letters() -> None:
    """FTS5 ends a word at a vowel sign of Devanagari, which would stand by itself then."""
    assert shown("प[ु]ल") == "[पु]ल"
    assert shown("[पु]ल") == "[पु]ल"
    assert shown("[प]ुल") == "[पु]ल"


_PIECES = strategies.sampled_from(
    [
        "ferry ",
        "é",
        "e\u0301",
        "हिन्दी ",
        "\U0001f469\u200d\U0001f680",
        "三" * 90,
        "x" * 130,
        "\n",
        "\U0001f1ee\U0001f1f3",
        " ",
    ]
)


@given(strategies.lists(_PIECES, max_size=40).map("".join), strategies.data())
def test_every_stretch_is_of_the_text_and_begins_with_a_whole_character(
    text: str, data: strategies.DataObject
) -> None:
    edges = data.draw(strategies.lists(strategies.integers(0, len(text)), max_size=6).map(sorted))
    marks = [
        Span(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end
    ]
    stretches = snippet(text, marks, 0)
    line = text.replace("\n", " ")
    assert re.sub("^… | …$", "", "".join(words for words, _ in stretches)) in line
    assert sum(len(words) for words, _ in stretches) <= 250
    for words, _ in stretches:
        assert words
        assert not unicodedata.category(words[0]).startswith("M") or line.startswith(words[0])
        assert not words.endswith("\u200d")


@given(strategies.lists(strategies.tuples(strategies.text("ab \n"), strategies.booleans())))
def test_marks_are_read_where_they_stand(pieces: list[tuple[str, bool]]) -> None:
    marked = "".join(f"{BEGIN}{words}{END}" if is_match else words for words, is_match in pieces)
    text, marks = read_marks(marked)
    assert text == "".join(words for words, _ in pieces)
    assert [text[mark.start : mark.end] for mark in marks] == [w for w, is_match in pieces if is_match and w]
