"""What was typed to search, read as words."""

import re

import pytest
from hypothesis import given, strategies

from bot.core.queries import Term, address_pattern, parse_query, printable_sources


def shown(typed: str) -> list[str]:
    query = parse_query(typed)
    required = [f"[{term.text}]{'*' * term.prefix}" for term in query.required]
    return required + [f"not [{term.text}]{'*' * term.prefix}" for term in query.excluded]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("ferry harbour", ["[ferry]", "[harbour]"]),
        ('"old harbour" ferry', ["[old harbour]", "[ferry]"]),
        ("“old harbour” «new ferry»", ["[old harbour]", "[new ferry]"]),
        ('"old harbour', ["[old harbour]"]),
        ('old"harbour wall"', ["[old]", "[harbour wall]"]),
        ("ferry -airport", ["[ferry]", "not [airport]"]),
        ('ferry -"old airport"', ["[ferry]", "not [old airport]"]),
        ("new-ferry", ["[new-ferry]"]),
        ("ferr*", ["[ferr]*"]),
        ("-ferr**", ["not [ferr]*"]),
        ("fe*", ["[fe]"]),
        ('"ferr*"', ["[ferr]"]),
        ("ferry ferry -a -a", ["[ferry]", "not [a]"]),
        ("a OR b", ["[a]", "[OR]", "[b]"]),
        ("- -- \" ' * & ()", []),
        ("a\0b\ud800c", ["[a]", "[b]", "[c]"]),
        ("東京 القاهرة", ["[東京]", "[القاهرة]"]),
    ],
)
def test_words_phrases_exclusions_and_beginnings(typed: str, terms: list[str]) -> None:
    assert shown(typed) == terms


@given(strategies.text(max_size=600))
def test_any_text_gives_terms_that_no_index_can_trip_over(typed: str) -> None:
    """Each holds a letter or a digit, and neither quotes nor what a database refuses to take."""
    query = parse_query(typed)
    for term in query.required + query.excluded:
        assert any(map(str.isalnum, term.text))
        assert not re.search('["\x00-\x1f\ud800-\udfff]', term.text)
        assert not term.text.startswith("-") or " " in term.text


@given(strategies.text(min_size=1, max_size=20).filter(str.isalnum))
def test_a_plain_word_is_one_required_term(word: str) -> None:
    assert parse_query(word).required == (Term(text=word),)


def test_what_is_longer_than_a_question_is_not_read() -> None:
    assert len(parse_query(" ".join(map(str, range(10_000)))).required) < 200


def test_a_source_that_cannot_be_one_is_dropped() -> None:
    assert printable_sources((" harbour ", "", "\0", "\ud800", "a\nb")) == ("harbour",)


@given(strategies.lists(strategies.text(max_size=30), min_size=1, max_size=3))
def test_any_domain_makes_a_pattern(domains: list[str]) -> None:
    """Whatever was typed for a domain is looked for letter by letter."""
    assert re.search(address_pattern(domains), "https://harbour.example.invalid/") is None
