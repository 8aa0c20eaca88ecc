"""What an operator writes under match becomes the rule that it says."""

import pytest

from bot.extraction.lexicon import EntityId
from bot.extraction.query import parse_query
from bot.extraction.rules import Also, EntityTerm, Group, PhraseTerm, RegexTerm, Rule, Scope, Words

WATCH = "watchlists/desk.yaml"
SUMMIT, TALKS, CUP = (PhraseTerm(phrase=word) for word in ("summit", "talks", "cup"))
INDIA = EntityTerm(entity=EntityId("india"))
RUSSIA = EntityTerm(entity=EntityId("russia"))


@pytest.fixture
def rule(loaded, small):
    """The rule that the given value of `match` becomes, in a folder whose feed has a tag and a language."""

    def read(match: str) -> Rule:
        head, _, rest = small[WATCH].partition("    match:")
        watch = f"{head}    match: {match}\n    channels{rest.partition('    channels')[2]}"
        feeds = small["feeds.yaml"].replace("}", ", tags: [asia], language: en}")
        return loaded({WATCH: watch, "feeds.yaml": feeds}).watches[0].rule

    return read


@pytest.mark.parametrize(
    ("item", "part"),
    [
        ("summit", SUMMIT),
        ("{entity: india}", INDIA),
        (
            "{entity: india, also: [people, cities, people]}",
            EntityTerm(entity=EntityId("india"), also=frozenset({Also.PEOPLE, Also.CITIES})),
        ),
        ("{regex: 'pacts?'}", RegexTerm(pattern="pacts?")),
        ("{title: summit}", Group(all=(SUMMIT,), within=Scope.TITLE)),
        ("{title: [summit, entity: india]}", Group(all=(SUMMIT, INDIA), within=Scope.TITLE)),
        ("{title: {any: [summit, talks]}}", Group(any=(SUMMIT, TALKS), within=Scope.TITLE)),
        (
            "{title: {near: [summit, talks], words: 3}}",
            Group(all=(Group(all=(SUMMIT, TALKS), within=Words(count=3)),), within=Scope.TITLE),
        ),
        ("{near: [summit, talks], words: 5}", Group(all=(SUMMIT, TALKS), within=Words(count=5))),
        ("{near: [summit, talks]}", Group(all=(SUMMIT, TALKS), within=Words(count=20))),
        (
            "{all: [summit], any: [entity: india, talks], none: [cup], within: sentence}",
            Group(all=(SUMMIT,), any=(INDIA, TALKS), none=(CUP,), within=Scope.SENTENCE),
        ),
        (
            "{any: [summit, {all: [talks, {none: [cup], all: [entity: india]}]}]}",
            Group(any=(SUMMIT, Group(all=(TALKS, Group(all=(INDIA,), none=(CUP,)))))),
        ),
        ("{query: summit}", SUMMIT),
        ("{query: summit OR talks}", Group(any=(SUMMIT, TALKS))),
        ("{query: summit NEAR/4 talks}", Group(all=(SUMMIT, TALKS), within=Words(count=4))),
    ],
)
def test_an_item_is_the_part_that_it_names(rule, item, part):
    """For a query that is nothing but words near one another, the group around it is the same thing twice."""
    (found,) = rule(f"{{all: [{item}]}}").all
    assert found in {part, Group(all=(part,))}


@pytest.mark.parametrize(
    ("within", "stretch"),
    [
        ("title", Scope.TITLE),
        ("sentence", Scope.SENTENCE),
        ("paragraph", Scope.PARAGRAPH),
        ("document", Scope.DOCUMENT),
        ("20 words", Words(count=20)),
        ("20words", Words(count=20)),
        ("1000 words", Words(count=1000)),
    ],
)
def test_within_is_a_scope_or_a_number_of_words(rule, within, stretch):
    assert rule(f"{{all: [summit], within: {within}}}").within == stretch
    assert rule(f"{{all: [{{any: [summit, talks], within: {within}}}]}}").all[0].within == stretch


def test_what_is_asked_of_feeds_and_of_salience_arrives(rule):
    found = rule("{any: [summit], min_salience: 0.3, feeds: [harbour-wire], tags: [asia], languages: [en]}")
    assert found == Rule(
        any=(SUMMIT,),
        min_salience=0.3,
        feeds=frozenset({"harbour-wire"}),
        tags=frozenset({"asia"}),
        languages=frozenset({"en"}),
    )


@pytest.mark.parametrize("salience", ["0", "1", "0.0", "1.0"])
def test_both_ends_of_salience_may_be_written(rule, salience):
    assert rule(f"{{any: [summit], min_salience: {salience}}}").min_salience == float(salience)


@pytest.mark.parametrize(
    "line",
    [
        "summit",
        "(entity:india AND entity:russia) NEAR/20 summit NOT cricket",
        'title:"annual summit" OR entity:india+people+cities',
        "summit feed:harbour-wire tag:asia lang:en salience:0.3 within:sentence",
        r"/\d+ pacts/ AND talks",
    ],
)
def test_a_line_of_search_syntax_is_the_rule_that_its_grammar_says(rule, line):
    assert rule("'" + line.replace("'", "''") + "'") == parse_query(line)


def test_lines_of_search_syntax_may_be_folded(rule):
    assert rule(">-\n      entity:india AND\n      entity:russia") == parse_query(
        "entity:india AND entity:russia"
    )


def test_a_feed_takes_tags_and_a_language_and_the_language_of_the_defaults(loaded):
    first, second = loaded(
        {
            "feeds.yaml": (
                "defaults: {language: en}\n"
                "feeds:\n"
                "  - {id: a, name: A, url: https://a.example, tags: [asia, wire, asia]}\n"
                "  - {id: b, name: B, url: https://b.example, language: hi}\n"
            )
        }
    ).feeds
    assert (first.tags, first.language) == ({"asia", "wire"}, "en")
    assert (second.tags, second.language) == (frozenset(), "hi")


def test_the_language_of_a_feed_is_empty_where_nobody_says_it(loaded):
    assert loaded().feeds[0].language == ""
