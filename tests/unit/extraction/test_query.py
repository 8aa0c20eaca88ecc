import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.lexicon import EntityId
from bot.extraction.matching import Matcher
from bot.extraction.query import QueryError, format_part, format_rule, parse_query
from bot.extraction.rules import Also, EntityTerm, Group, PhraseTerm, RegexTerm, Rule, Scope, Words
from fakes.rules import LEXICON, asking_rules, documents

A, B, C, D = (PhraseTerm(phrase=word) for word in "abcd")


def entity(name, *also):
    return EntityTerm(entity=EntityId(name), also=frozenset(also))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("a", Rule(all=(A,)), id="a bare word is a phrase"),
        pytest.param('"a  b"', Rule(all=(PhraseTerm(phrase="a b"),)), id="quotes keep words together"),
        pytest.param("“a b”", Rule(all=(PhraseTerm(phrase="a b"),)), id="curly quotes are quotes"),
        pytest.param(
            r'"a \"b\" \\ c"', Rule(all=(PhraseTerm(phrase='a "b" \\ c'),)), id="escapes in a phrase"
        ),
        pytest.param("a b", Rule(all=(A, B)), id="side by side is AND"),
        pytest.param("a AND b", Rule(all=(A, B)), id="AND"),
        pytest.param("a and b", Rule(all=(A, PhraseTerm(phrase="and"), B)), id="small operators are words"),
        pytest.param("a OR b", Rule(any=(A, B)), id="OR"),
        pytest.param(
            "a b OR c d", Rule(any=(Group(all=(A, B)), Group(all=(C, D)))), id="OR is weaker than AND"
        ),
        pytest.param("a (b OR c)", Rule(all=(A,), any=(B, C)), id="one choice is any"),
        pytest.param(
            "(a OR b) (c OR d)",
            Rule(all=(Group(any=(A, B)), Group(any=(C, D)))),
            id="two choices are two groups",
        ),
        pytest.param("a OR (b OR c)", Rule(any=(A, B, C)), id="a choice in a choice"),
        pytest.param("((a)) AND (b (c))", Rule(all=(A, B, C)), id="needless parentheses"),
        pytest.param("a NOT b NOT (c OR d)", Rule(all=(A,), none=(B, C, D)), id="NOT takes one thing each"),
        pytest.param("a NOT (b c)", Rule(all=(A,), none=(Group(all=(B, C)),)), id="NOT of two together"),
        pytest.param("NOT b a", Rule(all=(A,), none=(B,)), id="NOT may come first"),
        pytest.param("a AND NOT b", Rule(all=(A,), none=(B,)), id="AND NOT"),
        pytest.param("a NEAR/5 b", Rule(all=(Group(all=(A, B), within=Words(count=5)),)), id="NEAR"),
        pytest.param(
            "a NEAR/5 b NEAR/5 c", Rule(all=(Group(all=(A, B, C), within=Words(count=5)),)), id="NEAR, three"
        ),
        pytest.param(
            "a NEAR/5 b NEAR/9 c",
            Rule(all=(Group(all=(Group(all=(A, B), within=Words(count=5)), C), within=Words(count=9)),)),
            id="NEAR from left to right",
        ),
        pytest.param(
            "NOT a NEAR/5 b c",
            Rule(all=(C,), none=(Group(all=(A, B), within=Words(count=5)),)),
            id="NEAR is stronger than NOT and AND",
        ),
        pytest.param(
            "(entity:india AND entity:russia) NEAR/20 summit NOT cricket",
            Rule(
                all=(
                    Group(
                        all=(entity("india"), entity("russia"), PhraseTerm(phrase="summit")),
                        within=Words(count=20),
                    ),
                ),
                none=(PhraseTerm(phrase="cricket"),),
            ),
            id="all of it",
        ),
        pytest.param(
            "entity:india+people+weak",
            Rule(all=(entity("india", Also.PEOPLE, Also.WEAK),)),
            id="what else counts",
        ),
        pytest.param(
            r"/a\/b (c)\d/", Rule(all=(RegexTerm(pattern=r"a/b (c)\d"),)), id="a regular expression"
        ),
        pytest.param("title:a", Rule(all=(Group(all=(A,), within=Scope.TITLE),)), id="one word in the title"),
        pytest.param(
            "sentence:(a (b OR c))",
            Rule(all=(Group(all=(A,), any=(B, C), within=Scope.SENTENCE),)),
            id="things in one sentence",
        ),
        pytest.param(
            "title:(a NOT b)",
            Rule(all=(Group(all=(Group(all=(A,), none=(B,)),), within=Scope.TITLE),)),
            id="NOT in the title forbids in the title",
        ),
        pytest.param(
            "20words:(a OR b)", Rule(all=(Group(any=(A, B), within=Words(count=20)),)), id="a window"
        ),
        pytest.param(
            "a b NOT c within:paragraph", Rule(all=(A, B), none=(C,), within=Scope.PARAGRAPH), id="within"
        ),
        pytest.param("within:20words a b", Rule(all=(A, B), within=Words(count=20)), id="within words"),
        pytest.param(
            "(a NOT b) within:paragraph",
            Rule(all=(Group(all=(A,), none=(B,)),), within=Scope.PARAGRAPH),
            id="in parentheses NOT forbids in the paragraph",
        ),
        pytest.param(
            'a feed:x AND feed:"y z" tag:t lang:EN salience:.3',
            Rule(
                all=(A,),
                feeds=frozenset({"x", "y z"}),
                tags=frozenset({"t"}),
                languages=frozenset({"en"}),
                min_salience=0.3,
            ),
            id="filters",
        ),
        pytest.param(
            "(a OR b) tag:t", Rule(any=(A, B), tags=frozenset({"t"})), id="a filter beside a choice"
        ),
        pytest.param(
            "G-20 U.S. don't 24/7",
            Rule(all=tuple(PhraseTerm(phrase=word) for word in ("G-20", "U.S.", "don't", "24/7"))),
            id="marks inside words",
        ),
    ],
)
def test_reads(text, rule):
    assert parse_query(text) == rule
    assert parse_query(format_rule(rule)) == rule


@pytest.mark.parametrize(
    ("text", "caret", "problem", "hint"),
    [
        pytest.param("", "^", "expected a word", "", id="nothing"),
        pytest.param("a AND", "     ^", "the query ends here", "", id="an operator at the end"),
        pytest.param("a OR OR b", "     ^", "before OR", "in quotes", id="two operators"),
        pytest.param("AND a", "^", "before AND", "in quotes", id="an operator at the beginning"),
        pytest.param("(a b", "^", "never closed", "Write )", id="an open parenthesis"),
        pytest.param("a b)", "   ^", "no opening one", "Leave it out", id="a closing parenthesis"),
        pytest.param("a ()", "   ^", "expected a word", "", id="empty parentheses"),
        pytest.param('a "b', "  ^", "no closing quote", "Close the phrase", id="an open quote"),
        pytest.param("a ”b", "  ^", "no closing quote", "", id="a closing quote alone"),
        pytest.param('a ""', "  ^", "no word", "", id="an empty phrase"),
        pytest.param('a "—"', "  ^", "no word", "", id="a phrase of marks"),
        pytest.param("a … b", "  ^", "instead of …", "", id="a mark for a word"),
        pytest.param("a && b", "  ^", "instead of &&", "Write AND.", id="another language's AND"),
        pytest.param("a | b", "  ^", "instead of |", "Write OR.", id="another language's OR"),
        pytest.param("a -b", "  ^", "cannot begin with -", "Write NOT b", id="minus for NOT"),
        pytest.param("summit*", "      ^", "whole word", "Plurals", id="a wildcard"),
        pytest.param("NOT a", "^", "must be there", "Add a word", id="only forbidding"),
        pytest.param("a (NOT b)", "   ^", "must be there", "Add a word", id="a group that only forbids"),
        pytest.param("feed:x", "^", "must be there", "Add a word", id="only filters"),
        pytest.param("a NOT NOT b", "      ^", "not NOT", "Leave both out.", id="NOT NOT"),
        pytest.param(
            "a NEAR/5 NOT b", "         ^", "not NOT", "NEAR/5 b NOT c", id="near what is not there"
        ),
        pytest.param("a NEAR b", "      ^", "number of words", "NEAR/20", id="NEAR without a number"),
        pytest.param("a NEAR/0 b", "       ^", "from 1 to 1,000", "NEAR/20", id="NEAR of nothing"),
        pytest.param(
            "a NEAR/" + "9" * 5_000 + " b", "       ^", "from 1 to 1,000", "", id="NEAR of too much"
        ),
        pytest.param("a NEAR/x b", "      ^", "number of words", "NEAR/20", id="NEAR of a word"),
        pytest.param("a NEAR/5", "        ^", "the query ends here", "", id="NEAR nothing"),
        pytest.param("within:9999words a", "       ^", "from 1 to 1,000", "", id="too wide a window"),
        pytest.param("within:parag a", "       ^", "after within:", "Did you mean paragraph?", id="no scope"),
        pytest.param(
            "within:title within:title a", "             ^", "second time", "Keep one", id="within twice"
        ),
        pytest.param("a salience:2", "           ^", "from 0 to 1", "salience:0.3", id="salience above 1"),
        pytest.param("a salience:high", "           ^", "from 0 to 1", "", id="salience in words"),
        pytest.param("a lang:x", "       ^", "a language", "lang:en", id="no language"),
        pytest.param(
            "a OR tag:b", "     ^", "beside the whole query", "two watches", id="a filter in a choice"
        ),
        pytest.param(
            "tag:b a OR c", "^", "beside the whole query", "parentheses", id="a filter before a choice"
        ),
        pytest.param("(a tag:b)", "   ^", "beside the whole query", "", id="a filter in parentheses"),
        pytest.param("a NOT tag:b", "      ^", "beside the whole query", "", id="a filter forbidden"),
        pytest.param("titel:a", "^", "titel: is not known", "Did you mean title?", id="a slip in a prefix"),
        pytest.param("at 10:30", "   ^", "10: is not known", "in quotes", id="a colon in a word"),
        pytest.param("http://x.example", "^", "http: is not known", "in quotes", id="an address"),
        pytest.param("title: a", "      ^", "right after title:", "no space", id="a space after a colon"),
        pytest.param("a feed:", "       ^", "right after feed:", "", id="a filter without a value"),
        pytest.param("feed:(a b) c", "     ^", "expected a word after feed:", "", id="a filter of a group"),
        pytest.param("entity:+people", "       ^", "the id of an entity", "entity:india", id="no id"),
        pytest.param(
            "entity:x+peple", "         ^", "metonym, weak, people or cities", "Did you mean people?", id="+"
        ),
        pytest.param("a /b", "  ^", "no closing slash", "/pattern/", id="an open slash"),
        pytest.param("a /b/i", "     ^", "expected a space", "(?i)", id="flags behind a pattern"),
        pytest.param("a /b(?=c)/", "  ^", "cannot be used", "look-around", id="look-around"),
        pytest.param(
            "a /b*/", "  ^", "where nothing stands", "at least one character", id="a pattern of nothing"
        ),
        pytest.param("(" * 30 + "a" + ")" * 30, " " * 25 + "^", "more than 25", "", id="too deep"),
    ],
)
def test_says_where_and_what(text, caret, problem, hint):
    with pytest.raises(QueryError) as refused:
        parse_query(text)
    assert refused.value.position == len(caret) - 1
    assert problem in refused.value.problem
    assert hint in refused.value.hint
    assert str(refused.value).startswith(refused.value.problem)


def read_or_refuse(text):
    try:
        return parse_query(text)
    except QueryError as error:
        return error


_PIECES = [
    "a",
    "AND",
    "OR",
    "NOT",
    "NEAR/3",
    "NEAR",
    "(",
    ")",
    '"b c"',
    "/d/",
    "entity:e",
    "title:",
    "feed:f",
    "+",
]


@given(
    st.text()
    | st.lists(st.sampled_from(_PIECES)).map(" ".join)
    | st.lists(st.sampled_from(_PIECES)).map("".join)
)
def test_any_text_gives_a_rule_or_an_error_with_a_place_in_it(text):
    read = read_or_refuse(text)
    if isinstance(read, QueryError):
        assert 0 <= read.position <= len(text)
        assert read.problem
    else:
        Matcher(LEXICON, {"w": read})
        assert parse_query(format_rule(read)) == read


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_phrase_and_any_name_can_be_written(phrase, feed):
    words = "x " + " ".join(phrase.split())
    rule = Rule(all=(PhraseTerm(phrase=words.strip()),), feeds=frozenset({f"f{feed}"}))
    assert parse_query(format_rule(rule)) == rule


@given(asking_rules, documents)
def test_a_written_rule_means_the_same(rule, document):
    again = parse_query(format_rule(rule))
    held = {match.watch for match in Matcher(LEXICON, {"rule": rule, "again": again}).match(document)}
    assert held in (set(), {"rule", "again"})
    assert parse_query(format_rule(again)) == again, "what was read is in its normal form"


def test_a_part_can_be_written_by_itself():
    assert format_part(Group(all=(A,), any=(B, C), none=(D,), within=Scope.SENTENCE)) == (
        "sentence:(a AND (b OR c)) NOT d"
    )
