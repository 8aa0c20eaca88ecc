"""What rules mean: groups, places, what else stands for an entity, where a document comes from, salience."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given

from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Filter, Matcher, Note, Role, fitting
from bot.extraction.query import parse_query
from bot.extraction.rules import (
    Also,
    EntityTerm,
    Group,
    PhraseTerm,
    Provenance,
    RegexTerm,
    Rule,
    Scope,
    Words,
)
from bot.extraction.text import make_document, sentences
from fakes.rules import LEXICON, any_rules, documents

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entity(entity_id, name, kind, country=None, **aliases):
    typed = tuple(Alias(text=text, kind=AliasKind(kind)) for kind, text in aliases.items())
    return Entity(id=EntityId(entity_id), name=name, kind=kind, country=country, aliases=typed)


WORLD = Lexicon(
    [
        entity("norway", "Norway", EntityKind.COUNTRY, metonym="Oslo", weak="Norge"),
        entity("oslo", "Oslo", EntityKind.CITY, EntityId("norway")),
        entity("storm", "Ada Storm", EntityKind.PERSON, EntityId("norway"), weak="Storm"),
        entity("bank", "Norges Bank", EntityKind.ORGANISATION, EntityId("norway")),
    ]
)


def document(*paragraphs, title=""):
    return make_document(title=title, body="\n\n".join(paragraphs), published=NOW, plain=True)


def evidence(query, made, lexicon=WORLD):
    """The words that a query's evidence is made of; None where it does not hold."""
    rule = parse_query(query) if isinstance(query, str) else query
    found = Matcher(lexicon, {"w": rule}).match(made)
    return [made.cut(mention.span) for mention in found[0].evidence] if found else None


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param("a (b OR (c d))", "a c d", ["a", "c", "d"], id="a group among alternatives"),
        pytest.param("a (b OR (c d))", "a c", None, id="a group that is not whole"),
        pytest.param("(b OR (c d)) NEAR/2 a", "c. d and. a b", ["a", "b"], id="only what holds is evidence"),
        pytest.param("a NOT (b c)", "a b", ["a"], id="a forbidden group needs all its parts"),
        pytest.param("a NOT (b c)", "a b c", None, id="a forbidden group"),
        pytest.param("a NEAR/3 b", "a x b", ["a", "b"], id="within three words"),
        pytest.param("a NEAR/3 b", "a x x b", None, id="not within three words"),
        pytest.param("b NEAR/3 a", "a x b", ["a", "b"], id="near in either order"),
        pytest.param("a NEAR/3 b", "a–x–b", ["a", "b"], id="a hyphen parts words"),
        pytest.param("a NEAR/3 b", "a isn't b", ["a", "b"], id="an apostrophe parts none"),
        pytest.param("首相 NEAR/4 峰会", "首相の峰会", None, id="unspaced scripts count characters"),
        pytest.param("首相 NEAR/5 峰会", "首相の峰会", ["首相", "峰会"], id="unspaced scripts are found"),
        pytest.param("a NEAR/2 b", "a x x a b", ["a", "b"], id="the window slides"),
        pytest.param('"a x x" NEAR/2 b', "a x x b", None, id="all words of a phrase count"),
        pytest.param("(a NOT c) NEAR/2 b", "c a b", ["a", "b"], id="forbidden only in the window"),
        pytest.param("(a NOT c) NEAR/3 b", "x c a b", None, id="forbidden in every window"),
        pytest.param("sentence:(a b) c", "c. It: a. B.", None, id="not in one sentence"),
        pytest.param("sentence:(a b) c", "C. The a, b. X.", ["C", "a", "b"], id="one part in one sentence"),
        pytest.param("sentence:(a NEAR/2 b)", "The a. B and a b.", ["a", "b"], id="a window in a sentence"),
    ],
)
def test_parts_hold_together(query, text, expected):
    assert evidence(query, document(text)) == expected


def test_a_window_does_not_cross_paragraphs():
    assert evidence("a NEAR/5 b", document("x a", "b x")) is None
    assert evidence("a NEAR/5 b", document("b x", title="x a")) is None


def test_a_title_group_looks_at_the_title_wherever_it_stands():
    made = document("The b is here.", title="It is a")
    assert evidence("title:a", made) == ["a"]
    assert evidence("title:b", made) is None
    assert evidence("title:a b within:sentence", made) == ["a", "b"]
    assert evidence("title:a NEAR/3 b", made) == ["a", "b"]
    assert evidence("b NOT title:a", made) is None
    assert evidence("title:a", document("a")) is None


def test_what_a_rule_forbids_is_forbidden_in_the_whole_document_and_a_group_forbids_where_it_stands():
    made = document("a and b.", "c.")
    assert evidence("a b NOT c within:paragraph", made) is None
    assert evidence("(a b NOT c) within:paragraph", made) == ["a", "b"]


def test_a_group_that_asks_for_nothing_never_holds():
    only_forbids = Group(none=(PhraseTerm(phrase="b"),))
    a = PhraseTerm(phrase="a")
    assert evidence(Rule(all=(a, only_forbids)), document("a")) is None
    assert evidence(Rule(any=(a, only_forbids)), document("a")) == ["a"]
    assert evidence(Rule(all=(only_forbids,)), document("a")) is None


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param("entity:norway", "Ada Storm in Oslo, Norge", None, id="none of them alone"),
        pytest.param("entity:norway+people", "Ada Storm said", ["Ada Storm"], id="people of a country"),
        pytest.param("entity:norway+people", "Storm in Oslo", None, id="a person by a weak name"),
        pytest.param("entity:norway+cities", "in Oslo", ["Oslo"], id="cities of a country"),
        pytest.param("entity:norway+metonym", "Oslo says no", ["Oslo"], id="metonyms"),
        pytest.param("entity:norway+weak", "Norge", ["Norge"], id="weak names"),
        pytest.param("entity:norway+people+cities", "Norges Bank", None, id="its organisations do not"),
        pytest.param("entity:storm+weak", "Storm said", ["Storm"], id="a person's weak name"),
    ],
)
def test_also_says_what_else_stands_for_an_entity(query, text, expected):
    assert evidence(query, document(text)) == expected


def test_one_mention_serves_rules_that_ask_for_different_things():
    rules = {"bare": parse_query("entity:norway"), "people": parse_query("entity:norway+people")}
    made = document("Ada Storm said")
    assert [match.watch for match in Matcher(WORLD, rules).match(made)] == ["people"]


@pytest.mark.parametrize(
    ("query", "provenance", "filtered"),
    [
        pytest.param("a feed:x feed:y", Provenance(feed="y"), (), id="one of the feeds"),
        pytest.param("a feed:x", Provenance(feed="z"), (Filter.FEED,), id="another feed"),
        pytest.param("a feed:x", Provenance(), (Filter.FEED,), id="no feed at all"),
        pytest.param("a tag:t tag:u", Provenance(tags=frozenset({"u", "v"})), (), id="one of the tags"),
        pytest.param("a tag:t", Provenance(tags=frozenset({"v"})), (Filter.TAG,), id="other tags"),
        pytest.param("a lang:en", Provenance(language="en"), (), id="the language"),
        pytest.param("a lang:en", Provenance(language="en-GB"), (), id="a kind of the language"),
        pytest.param("a lang:en", Provenance(language="eng"), (Filter.LANGUAGE,), id="another language"),
        pytest.param("a lang:en", Provenance(), (Filter.LANGUAGE,), id="a language that nobody said"),
        pytest.param(
            "a feed:x tag:t lang:en",
            Provenance(feed="z"),
            (Filter.FEED, Filter.TAG, Filter.LANGUAGE),
            id="each is told",
        ),
    ],
)
def test_filters(query, provenance, filtered):
    rule = parse_query(query)
    matcher, made = Matcher(WORLD, {"w": rule}), document("a")
    told = matcher.explain(made, "w", provenance)
    assert told.filtered == filtered
    assert bool(matcher.match(made, provenance)) is (not filtered)
    assert told.match == next(iter(matcher.match(made, provenance)), None)
    assert matcher.match(made, fitting(rule)), "a document from a place that fits is not filtered"


_LONG = "Nothing of note was said there by anyone at all. " * 30


def test_salience_is_that_of_the_least_central_part_that_had_to_be_there():
    made = document("The treaty.", _LONG, "A ferry.", title="Treaty")
    (treaty,) = Matcher(WORLD, {"w": parse_query("treaty")}).match(made)
    (ferry,) = Matcher(WORLD, {"w": parse_query("ferry")}).match(made)
    (both,) = Matcher(WORLD, {"w": parse_query("treaty AND ferry")}).match(made)
    (either,) = Matcher(WORLD, {"w": parse_query("treaty OR ferry")}).match(made)
    assert 0 < ferry.salience < treaty.salience <= 1
    assert both.salience == ferry.salience
    assert either.salience >= treaty.salience


def test_what_is_not_central_enough_does_not_match_and_is_explained():
    made = document("The treaty.", _LONG, "A ferry.", title="Treaty")
    matcher = Matcher(WORLD, {"w": parse_query("ferry salience:0.9")})
    told = matcher.explain(made, "w")
    assert matcher.match(made) == ()
    assert (told.match, told.too_slight, told.missing, told.apart) == (None, True, (), False)
    assert told.salience is not None
    assert told.salience < 0.9


def explained(query, made, lexicon=WORLD):
    return Matcher(lexicon, {"w": parse_query(query)}).explain(made, "w").parts


def test_an_explanation_follows_the_rule():
    parts = explained("a (b OR c) NOT d", document("a c"))
    assert [(part.role, part.held, part.note) for part in parts] == [
        (Role.ALL, True, None),
        (Role.ANY, False, Note.NOT_SEEN),
        (Role.ANY, True, None),
        (Role.NONE, False, Note.NOT_SEEN),
    ]


@pytest.mark.parametrize(
    ("query", "text", "note"),
    [
        pytest.param("sentence:(a b)", "x", Note.NOT_SEEN, id="nothing of it"),
        pytest.param("sentence:(a b)", "a", Note.INCOMPLETE, id="some of it"),
        pytest.param("sentence:(a b)", "The a. A b.", None, id="all of it"),
        pytest.param("a NEAR/2 b", "a x b", Note.APART, id="all of it, not together"),
        pytest.param("(a NOT b) NOT c", "a b", Note.FORBIDDEN, id="something forbidden"),
        pytest.param("title:a", "a", Note.NOT_SEEN, id="in another place"),
        pytest.param("entity:norway", "Norge", Note.WEAK, id="a weak name"),
    ],
)
def test_an_explanation_says_why_a_part_does_not_hold(query, text, note):
    made = document(text)
    (part,) = (part for part in explained(query, made) if part.role is Role.ALL)
    assert part.note == note
    assert part.held is (note is None)


def test_an_explanation_shows_what_was_seen_of_each_part():
    made = document("The a. A b.")
    (part,) = explained("sentence:(a b c)", made)
    assert [[made.cut(m.span) for m in inner.mentions] for inner in part.parts] == [["a", "A"], ["b"], []]


@given(any_rules, documents)
def test_rules_hold_exactly_where_a_search_of_every_place_says_so(rule, made):
    matcher = Matcher(LEXICON, {"w": rule})
    assert bool(matcher.match(made)) is _holds(rule, (0, len(made.text)), made)


@given(any_rules, documents)
def test_evidence_is_what_it_is_said_to_be_in_order_and_once(rule, made):
    for match in Matcher(LEXICON, {"w": rule}).match(made):
        spans = [mention.span for mention in match.evidence]
        assert spans == sorted(spans)
        assert len(set(match.evidence)) == len(match.evidence)
        assert 0 <= match.salience <= 1
        for mention in match.evidence:
            assert made.cut(mention.span) in _SURFACES[mention.term] or made.cut(mention.span).isdigit()


@given(any_rules, documents)
def test_matching_is_deterministic_and_agrees_with_its_explanation(rule, made):
    matcher = Matcher(LEXICON, {"w": rule})
    (told, again) = matcher.explain(made, "w"), Matcher(LEXICON, {"w": rule}).explain(made, "w")
    assert told == again
    assert (told.match,) == (matcher.match(made) or (None,))
    asks = bool(rule.all or rule.any)
    assert (told.match is None) is bool(told.missing or told.blocked or told.apart or not asks)
    assert [part.part for part in told.parts] == [*rule.all, *rule.any, *rule.none]


def _holds(group, stretch, made):
    """The meaning of a rule, word for word as it is documented, with no regard for time."""
    if not (group.all or group.any) or any(_part_holds(part, stretch, made) for part in group.none):
        return False
    return any(
        all(_part_holds(part, place, made) for part in group.all)
        and (not group.any or any(_part_holds(part, place, made) for part in group.any))
        for place in _every_place(group.within, stretch, made)
    )


def _part_holds(part, stretch, made):
    if isinstance(part, Group):
        return _holds(part, stretch, made)
    found = re.compile(_PATTERNS[part]).finditer(made.text)
    return any(stretch[0] <= word.start() and word.end() <= stretch[1] for word in found)


_MIRA = EntityTerm(entity=EntityId("mira"))
_MIRA_AND_MORE = EntityTerm(entity=_MIRA.entity, also=frozenset({Also.PEOPLE, Also.METONYM}))
_PATTERNS = {
    PhraseTerm(phrase="pact"): r"\bpact\b",
    PhraseTerm(phrase="rice price"): r"\brice price\b",
    PhraseTerm(phrase="talks"): r"\btalks\b",
    RegexTerm(pattern=r"\b[0-9]+\b"): r"\b[0-9]+\b",
    _MIRA: r"\bMira\b",
    _MIRA_AND_MORE: r"\b(?:Mira|Tolo|Old Palace)\b",
}


_SURFACES = {
    PhraseTerm(phrase="pact"): {"pact"},
    PhraseTerm(phrase="rice price"): {"rice price"},
    PhraseTerm(phrase="talks"): {"talks"},
    RegexTerm(pattern=r"\b[0-9]+\b"): set(),
    _MIRA: {"Mira", "Old Palace"},
    _MIRA_AND_MORE: {"Mira", "Old Palace", "Tolo"},
}


def _every_place(within, stretch, made):
    title = (made.title.start, made.title.end)
    blocks = [title, *((span.start, span.end) for span in made.paragraphs)]
    match within:
        case Scope.DOCUMENT:
            return [stretch]
        case Scope.TITLE:
            return [title]
        case Scope.PARAGRAPH:
            return _clipped(blocks, stretch)
        case Scope.SENTENCE:
            return _clipped([(span.start, span.end) for span in sentences(made)], stretch)
        case Words(count=count):
            return [w for block in _clipped(blocks, stretch) for w in _every_window(block, count, made)]


def _clipped(blocks, stretch):
    clipped = [(max(start, stretch[0]), min(end, stretch[1])) for start, end in blocks]
    return [(start, end) for start, end in clipped if start < end]


def _every_window(block, count, made):
    words = [word.span() for word in re.compile(r"\w+").finditer(made.text, *block)]
    return [
        (words[first][0], words[min(first + count, len(words)) - 1][1])
        for first in range(max(1, len(words) - count + 1))
        if words
    ]
