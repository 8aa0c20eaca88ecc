"""A mistake in a line of search syntax is shown under the very character, however YAML writes the line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.excerpts import place_inside
from bot.settings.mistakes import Place
from bot.settings.yaml_text import read_tree

WATCH = "watchlists/desk.yaml"


@pytest.fixture
def mistake(mistakes, small):
    """The only mistake of a watch with this `match`."""

    def find(match: str):
        head, _, rest = small[WATCH].partition("    match:")
        (found,) = mistakes(
            {WATCH: f"{head}    match: {match}\n    channels{rest.partition('    channels')[2]}"}
        )
        return found

    return find


@pytest.mark.parametrize(
    ("match", "place", "marked"),
    [
        pytest.param("entity:inda AND summit", "4:19", "inda AND summit", id="plain"),
        pytest.param("'it''s entity:inda'", "4:26", "inda'", id="single quotes, one of them doubled"),
        pytest.param(r'"\"a\" entity:inda \u0041"', "4:26", r'inda \u0041"', id="double quotes with escapes"),
        pytest.param('"\\\n      entity:inda"', "5:14", 'inda"', id="an escaped end of line"),
        pytest.param("entity:india AND\n      entity:rusia", "5:14", "rusia", id="plain over two lines"),
        pytest.param("'entity:india\n\n      entity:rusia'", "6:14", "rusia'", id="quotes over three lines"),
        pytest.param(">-\n      summit AND\n      entity:inda", "6:14", "inda", id="folded"),
        pytest.param(
            "|\n      summit AND\n        entity:inda", "6:16", "inda", id="literal, indented further"
        ),
        pytest.param("&rule entity:inda", "4:25", "inda", id="behind an anchor"),
        pytest.param("首脳 entity:inda", "4:22", "inda", id="behind wide characters"),
        pytest.param("{any: [{query: summit OR entity:inda}]}", "4:44", "inda}]}", id="an item"),
    ],
)
def test_the_place_is_that_of_the_character(mistake, match, place, marked):
    found = mistake(match)
    assert f"{found.line}:{found.column}" == place
    assert found.hint in {'Did you mean "india"?', 'Did you mean "russia"?'}
    line, caret = found.excerpt.split("\n")
    assert line.endswith(marked)
    wide = len(re.findall(r"[首脳]", line))
    assert caret == " " * (len(line) - len(marked) + wide) + "^"
    assert str(found).endswith(found.excerpt)


@pytest.mark.parametrize(
    ("match", "place", "words"),
    [
        ("summit AND", "4:22", "expected a word, a phrase in quotes, entity:id; the query ends here"),
        ("''", "4:13", "the query ends here"),
        ("(summit OR talks", "4:12", "parenthesis"),
        ("summit OR OR talks", "4:22", "before OR"),
        ("'\"annual summit'", "4:13", "no closing quote"),
        ("summit /x(?=y)/", "4:19", "RE2 knows no look-around"),
        ("entity:india+peple", "4:25", "metonym, weak, people or cities; Did you mean people?"),
        ("summit within:sentance", "4:26", "Did you mean sentence?"),
        ("summit salience:3", "4:28", "from 0 to 1"),
        ("summit feed:harbor-wire", "4:24", 'no feed has the id "harbor-wire". Did you mean "harbour-wire"?'),
        ("summit colour:red", "4:19", "colour"),
        ("NOT summit", "4:12", "must be there"),
        ("summit NEAR/x talks", "4:23", "NEAR"),
        ("{all: [{query: summit tag:x}]}", "4:34", "Write them under match"),
        ("{all: [{query: summit AND}]}", "4:37", "the query ends here"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_the_way_out(mistake, match, place, words):
    found = mistake(match)
    assert f"{found.line}:{found.column}" == place
    assert found.excerpt
    for part in words.split("; "):
        assert part in str(found)


def test_a_long_line_is_shown_around_the_place(mistake):
    line, caret = mistake(f"{'summit AND ' * 30}entity:inda{' AND summit' * 30}").excerpt.split("\n")
    assert len(line) < 130
    assert line[len(caret) - 1 :].startswith("inda AND")


def test_a_line_with_a_token_is_not_shown(mistakes, small):
    watch = small[WATCH].replace("any: [summit, talks]", "any: [{query: 'entity:inda xoxb-1-hunter2'}]")
    found = mistakes({WATCH: watch})
    assert [each.excerpt for each in found] == ["", ""]


QUERY_TEXT = st.text(st.sampled_from("ab '\"\\\n\té首:#-,[]{}&*!|>%@`"), max_size=30)


@given(QUERY_TEXT, st.data())
def test_every_character_of_a_quoted_text_is_found_again(value, data):
    """Single quotes take one line only here; a place is right when the character there is the value's own."""
    value = value.replace("\n", " ").replace("\t", " ")
    offset = data.draw(st.integers(0, max(len(value) - 1, 0)))
    text = f"a:\n  b: '{value.replace(chr(39), chr(39) * 2)}'\n"
    root, _ = read_tree(text, "f.yaml")
    assert root is not None
    node = root.child("a").child("b")
    assert node.data == value
    place = place_inside(node.place, value, offset, text)
    assert place.line == 2
    if value:
        assert text.split("\n")[1][place.column - 1] == value[offset]


@given(QUERY_TEXT, st.integers(-5, 60), st.integers(0, 9), st.integers(1, 9))
def test_a_place_is_given_for_any_text_and_offset(text, offset, line, column):
    """Line breaks that only YAML counts may put a value behind the last line: then its own place is kept."""
    place = Place(file="f.yaml", line=line + 1, column=column)
    found = place_inside(place, text, max(offset, 0), text)
    assert found.line >= 1
    assert found.column >= 1
