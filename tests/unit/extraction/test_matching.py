from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.folding import fold
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.rules import EntityTerm, PhraseTerm, RegexTerm, Rule, Scope
from bot.extraction.text import Span, make_document

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entity(entity_id, canonical, kind=EntityKind.COUNTRY, **aliases):
    typed = tuple(
        Alias(text=text, kind=AliasKind(alias_kind))
        for alias_kind, texts in aliases.items()
        for text in texts
    )
    return Entity(id=EntityId(entity_id), name=canonical, kind=kind, aliases=typed)


LEXICON = Lexicon(
    [
        entity("india", "India", demonym=["Indian"], metonym=["New Delhi"], weak=["Bharat"]),
        entity("sudan", "Sudan", demonym=["Sudanese"]),
        entity("south-sudan", "South Sudan"),
        entity("niger", "Niger"),
        entity("turkey", "Turkey"),
        entity("usa", "United States", acronym=["US", "U.S."], metonym=["Washington"]),
        entity("new-delhi", "New Delhi", EntityKind.CITY),
        entity("ndtv", "New Delhi Television", EntityKind.ORGANISATION),
        entity("au", "African Union", EntityKind.ORGANISATION, acronym=["AU"]),
        entity("modi", "Narendra Modi", EntityKind.PERSON, name=["Modi"], weak=["Narendra"]),
        entity("erdogan", "Erdoğan", EntityKind.PERSON),
        entity("ngo", "Relief Groups", EntityKind.TOPIC, acronym=["NGO"]),
        entity("kampala-talks", "India–Sudan Kampala Talks", EntityKind.SERIES),
    ]
)


def document(body="", title=""):
    return make_document(title=title, body=body, published=NOW)


def seen(body="", title=""):
    """(entity, words) of each mention that the matcher gives."""
    made = document(body, title)
    return [(m.term.entity, made.cut(m.span)) for m in Matcher(LEXICON, {}).entities(made)]


def words_of(rule, body="", title="", lexicon=LEXICON):
    made = document(body, title)
    found = Matcher(lexicon, {"w": rule}).match(made)
    return [made.cut(m.span) for m in found[0].evidence] if found else None


INDIA, SUDAN, USA = (EntityTerm(entity=EntityId(name)) for name in ("india", "sudan", "usa"))
SUMMIT, CRICKET = PhraseTerm(phrase="summit"), PhraseTerm(phrase="cricket")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nigeria and Nigerien troops", [], id="no part of a word"),
        pytest.param(
            "Niger's army, Niger-led", [("niger", "Niger's"), ("niger", "Niger")], id="possessives, hyphens"
        ),
        pytest.param(
            "South Sudan and Sudan", [("south-sudan", "South Sudan"), ("sudan", "Sudan")], id="longest name"
        ),
        pytest.param(
            "the Indian Ocean, the Indians", [("india", "Indians")], id="a lookalike hides what it holds"
        ),
        pytest.param(
            "New Delhi Television", [("ndtv", "New Delhi Television")], id="a name in another's name"
        ),
        pytest.param(
            "in New Delhi", [("new-delhi", "New Delhi")], id="a name before a metonym of the same words"
        ),
        pytest.param("Narendra of Bharat", [], id="weak aliases are left out"),
        pytest.param("Narendra Modi", [("modi", "Narendra Modi")], id="the longest alias of one entity"),
        pytest.param(
            "Erdogan met ERDOĞAN", [("erdogan", "Erdogan"), ("erdogan", "ERDOĞAN")], id="accents, capitals"
        ),
        pytest.param("told us that the US", [("usa", "US")], id="an acronym only in its own case"),
        pytest.param(
            "the US’s plan, NGOs", [("usa", "US’s"), ("ngo", "NGOs")], id="possessive and plural acronyms"
        ),
        pytest.param("the U.S. of U.S.A.", [("usa", "U.S.")], id="a stop inside an acronym ends no word"),
        pytest.param("GIVE US TIME", [], id="in capitals throughout, a small word is no acronym"),
        pytest.param("AU SUMMIT OPENS", [("au", "AU")], id="in capitals throughout, other acronyms stand"),
        pytest.param(
            "turkey for dinner in Turkey", [("turkey", "Turkey")], id="an everyday word needs its capital"
        ),
        pytest.param("<p>New</p><p>Delhi</p>", [], id="no phrase across a paragraph break"),
        pytest.param(
            "the India–Sudan Kampala Talks", [("india", "India"), ("sudan", "Sudan")], id="a series' parties"
        ),
    ],
)
def test_entities(text, expected):
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        (
            "annual summit",
            "The annual summits, the annual summit's end",
            ["annual summits", "annual summit's"],
        ),
        ("treaty", "Three treaties", ["treaties"]),
        ("peace process", "PEACE PROCESSES", ["PEACE PROCESSES"]),
        (
            "Kenya-Norway",
            "Kenya – Norway, Kenya‑Norway, Kenya Norway",
            ["Kenya – Norway", "Kenya‑Norway", "Kenya Norway"],
        ),
        ("Straße", "Strasse und STRASSE", ["Strasse", "STRASSE"]),
        ("summit", "summitry", None),
        ("峰会", "年度峰会开幕", ["峰会"]),
        ("—", "a — b", None),
    ],
)
def test_phrases_match_whatever_their_case_accents_dashes_and_number(phrase, text, expected):
    assert words_of(Rule(any=(PhraseTerm(phrase=phrase),)), text) == expected


@pytest.mark.parametrize(
    ("rule", "title", "body", "expected"),
    [
        pytest.param(Rule(), "India", "", None, id="a rule that asks for nothing never holds"),
        pytest.param(Rule(none=(CRICKET,)), "India", "", None, id="nor one that only forbids"),
        pytest.param(Rule(all=(INDIA, SUDAN)), "India", "Sudan", ["India", "Sudan"], id="all, anywhere"),
        pytest.param(Rule(all=(INDIA, SUDAN)), "India", "", None, id="all means each"),
        pytest.param(Rule(any=(SUMMIT, CRICKET)), "", "cricket", ["cricket"], id="any means one"),
        pytest.param(Rule(all=(INDIA,), any=(SUMMIT,)), "India", "", None, id="all without any of any"),
        pytest.param(Rule(all=(INDIA,), none=(CRICKET,)), "India", "cricket", None, id="none means nowhere"),
        pytest.param(
            Rule(all=(INDIA, SUMMIT), any=(SUMMIT,)),
            "",
            "India summit",
            ["India", "summit"],
            id="a term asked twice",
        ),
        pytest.param(Rule(any=(USA,)), "Washington says no", "", None, id="a metonym alone makes no match"),
        pytest.param(Rule(any=(INDIA,)), "Bharat", "", None, id="a weak alias alone makes no match"),
        pytest.param(
            Rule(any=(INDIA,)),
            "Bharat, New Delhi",
            "India",
            ["Bharat", "New Delhi", "India"],
            id="beside a strong one",
        ),
        pytest.param(
            Rule(any=(INDIA,)),
            "",
            "Bharat Bharat Bharat India",
            ["Bharat", "Bharat", "India"],
            id="three, one strong",
        ),
        pytest.param(
            Rule(all=(INDIA,), none=(USA,)), "India, Washington", "", ["India"], id="a metonym blocks nothing"
        ),
        pytest.param(
            Rule(any=(EntityTerm(entity=EntityId("mars")),)), "Mars", "", None, id="an unknown entity"
        ),
    ],
)
def test_rules(rule, title, body, expected):
    assert words_of(rule, body, title) == expected


BOTH = (INDIA, SUMMIT)


@pytest.mark.parametrize(
    ("scope", "title", "body", "holds"),
    [
        pytest.param(Scope.DOCUMENT, "India", "<p>x</p><p>summit</p>", True, id="document: anywhere"),
        pytest.param(Scope.PARAGRAPH, "India", "summit", False, id="paragraph: not title and body"),
        pytest.param(Scope.PARAGRAPH, "", "<p>India</p><p>summit</p>", False, id="paragraph: not two"),
        pytest.param(
            Scope.PARAGRAPH, "", "<p>x</p><p>India is. A summit.</p>", True, id="paragraph: two sentences"
        ),
        pytest.param(Scope.PARAGRAPH, "India summit", "", True, id="paragraph: the title is one"),
        pytest.param(Scope.SENTENCE, "", "India is. A summit.", False, id="sentence: not two"),
        pytest.param(Scope.SENTENCE, "", "It is. The summit in India.", True, id="sentence: one"),
        pytest.param(Scope.SENTENCE, "India. Summit", "", True, id="sentence: the title is one"),
        pytest.param(Scope.TITLE, "India summit", "", True, id="title"),
        pytest.param(Scope.TITLE, "", "India summit", False, id="title: not the body"),
    ],
)
def test_scope_holds_all_and_any_together(scope, title, body, holds):
    assert (words_of(Rule(all=(INDIA,), any=(SUMMIT,), within=scope), body, title) is not None) is holds
    assert (words_of(Rule(all=BOTH, within=scope), body, title) is not None) is holds


def test_evidence_stands_where_the_rule_first_holds():
    made = document("<p>India.</p><p>Indian summit.</p><p>India summit.</p>", "Weather")
    (match,) = Matcher(LEXICON, {"w": Rule(all=BOTH, within=Scope.PARAGRAPH)}).match(made)
    assert [made.cut(m.span) for m in match.evidence] == ["Indian", "summit"]
    assert not match.in_title


def test_evidence_in_the_title_is_said_to_be():
    made = document("India", "India waits")
    (match,) = Matcher(LEXICON, {"w": Rule(all=(INDIA,))}).match(made)
    assert match.in_title
    assert match.evidence[0].span == Span(start=0, end=5)


def test_matches_come_in_the_order_of_the_rules():
    rules = {"b": Rule(any=(SUMMIT,)), "no": Rule(any=(CRICKET,)), "a": Rule(all=(INDIA,))}
    assert [m.watch for m in Matcher(LEXICON, rules).match(document("India summit"))] == ["b", "a"]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param(
            r"\d+ pacts", "é–😀 nine or 9 pacts", ["9 pacts"], id="offsets count characters, not bytes"
        ),
        pytest.param(r"x*", "abc", None, id="nothing found is no mention"),
        pytest.param(r"(?i)PACTS?", "pact", ["pact"], id="flags stand in the pattern"),
        pytest.param(r"pact", "PACT", None, id="case counts"),
        pytest.param(r"(a+)+$", "a" * 50_000 + "b", None, id="no pattern takes more than linear time"),
    ],
)
def test_regular_expressions(pattern, text, expected):
    assert words_of(Rule(any=(RegexTerm(pattern=pattern),)), text) == expected


def test_a_regular_expression_counts_with_other_terms():
    rule = Rule(all=(INDIA, RegexTerm(pattern=r"\d+ pacts")), within=Scope.SENTENCE)
    assert words_of(rule, "India signs 9 pacts.") == ["India", "9 pacts"]
    assert words_of(rule, "India left. 9 pacts.") is None


@pytest.mark.parametrize("pattern", [r"(a", r"a(?=b)", r"(\pL{1,200}){1,5}\1", r"((a{1,100}){1,100}){1,100}"])
def test_a_refused_regular_expression_is_named(pattern):
    with pytest.raises(ValueError, match="regular expression") as refused:
        Matcher(LEXICON, {"w": Rule(any=(RegexTerm(pattern=pattern),))})
    assert repr(pattern) in str(refused.value)


def explain(rule, body):
    made = document(body)
    return made, Matcher(LEXICON, {"w": rule}).explain(made, "w")


def test_explains_what_is_missing():
    made, told = explain(Rule(all=(INDIA, USA), any=(SUMMIT, CRICKET)), "India and Washington")
    assert told.match is None
    assert [made.cut(m.span) for m in told.seen] == ["India", "Washington"]
    assert told.missing == (USA, SUMMIT, CRICKET)  # the metonym is seen, but is not enough


def test_explains_what_blocks():
    made, told = explain(Rule(all=(INDIA,), none=(CRICKET,)), "India cricket")
    assert (told.match, told.missing, told.apart) == (None, (), False)
    assert [made.cut(m.span) for m in told.blocked] == ["cricket"]


def test_explains_terms_that_stand_apart():
    _, told = explain(Rule(all=BOTH, within=Scope.SENTENCE), "India won. A summit.")
    assert told.apart
    assert told.match is None


def test_explains_a_match_by_its_evidence():
    _, told = explain(Rule(all=BOTH), "India summit")
    assert told.match is not None
    assert (told.missing, told.blocked, told.apart) == ((), (), False)


_WORDS = [
    "India",
    "Indian",
    "New Delhi",
    "Delhi",
    "South",
    "Sudan's",
    "Television",
    "US",
    "summits",
    "Bharat",
    "Modi",
]
_TEXT = st.lists(
    st.sampled_from([*_WORDS, "–", "’", "ß", "\u00ad", ". The", "</p><p>", "Narendra", "Kampala Talks"])
    | st.text(max_size=3)
).map(" ".join)
_RULES = {
    scope.value: Rule(all=(INDIA,), any=(SUMMIT, SUDAN, RegexTerm(pattern="Mod.")), within=scope)
    for scope in Scope
}
_MATCHER = Matcher(LEXICON, _RULES)


@given(_TEXT, _TEXT)
def test_evidence_is_what_it_is_said_to_be_and_in_order(body, title):
    made = document(body, title)
    for match in _MATCHER.match(made):
        spans = [m.span for m in match.evidence]
        assert spans == sorted(spans)
        for mention in match.evidence:
            words = fold(made.cut(mention.span)).text
            assert any(words.startswith(known) for known in _known(mention.term))
        assert {INDIA} <= {m.term for m in match.evidence}


def _known(term):
    if isinstance(term, EntityTerm):
        return [fold(alias.text).text for alias in LEXICON[term.entity].surfaces]
    return [term.phrase] if isinstance(term, PhraseTerm) else ["mod"]


@given(_TEXT, _TEXT)
def test_entities_are_in_order_and_none_overlap(body, title):
    made = document(body, title)
    last = 0
    for mention in _MATCHER.entities(made):
        assert last <= mention.span.start < mention.span.end <= len(made.text)
        last = mention.span.end


@given(_TEXT, _TEXT)
def test_a_rule_holds_exactly_where_its_explanation_says_so(body, title):
    made = document(body, title)
    held = {match.watch: match for match in _MATCHER.analyse(made).matches}
    for watch in _RULES:
        told = _MATCHER.explain(made, watch)
        assert told.match == held.get(watch)
        assert (told.match is None) is bool(told.missing or told.blocked or told.apart)


@given(_TEXT)
def test_what_holds_in_a_smaller_scope_holds_in_a_larger(body):
    held = {match.watch for match in _MATCHER.match(document(body))}
    for smaller, larger in (("title", "sentence"), ("sentence", "paragraph"), ("paragraph", "document")):
        assert smaller not in held or larger in held
