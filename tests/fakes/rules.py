"""Rules and documents of a few made-up words, for property tests of what rules mean."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.rules import Also, EntityTerm, Group, PhraseTerm, RegexTerm, Rule, Scope, Words
from bot.extraction.text import make_document

_MIRA = Entity(
    id=EntityId("mira"),
    name="Mira",
    kind=EntityKind.COUNTRY,
    aliases=(
        Alias(text="Miran", kind=AliasKind.DEMONYM),
        Alias(text="Old Palace", kind=AliasKind.METONYM),
    ),
)
_TOLO = Entity(id=EntityId("tolo"), name="Tolo", kind=EntityKind.PERSON, country=_MIRA.id)
LEXICON = Lexicon([_MIRA, _TOLO])

TERMS = (
    PhraseTerm(phrase="pact"),
    PhraseTerm(phrase="rice price"),
    PhraseTerm(phrase="talks"),
    RegexTerm(pattern=r"\b[0-9]+\b"),
    EntityTerm(entity=EntityId("mira")),
    EntityTerm(entity=EntityId("mira"), also=frozenset({Also.PEOPLE, Also.METONYM})),
)

_WITHIN = st.sampled_from([*Scope, Words(count=2), Words(count=4)])
_VOCABULARY = ("pact", "rice", "price", "talks", "7", "Mira", "Tolo", "Old", "Palace", "and", "hill", "stone")


def _lists(parts):
    return {
        "all": st.lists(parts, max_size=2).map(tuple),
        "any": st.lists(parts, max_size=2).map(tuple),
        "none": st.lists(parts, max_size=1).map(tuple),
    }


def _asks(group):
    return bool(group.all or group.any)


_GROUPS = st.recursive(
    st.sampled_from(TERMS), lambda parts: st.builds(Group, within=_WITHIN, **_lists(parts)), max_leaves=8
)
_ASKING = st.recursive(
    st.sampled_from(TERMS),
    lambda parts: st.builds(Group, within=_WITHIN, **_lists(parts)).filter(_asks),
    max_leaves=8,
)

any_rules = st.builds(Rule, within=_WITHIN, **_lists(_GROUPS))
"""Also such as ask for nothing."""

asking_rules = st.builds(Rule, within=_WITHIN, **_lists(_ASKING)).filter(_asks)
"""Rules of which every group asks for something: what a query can say."""

_sentences = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=7).map(
    lambda words: "It " + " ".join(words) + "."
)
_paragraphs = st.lists(_sentences, min_size=1, max_size=3).map(" ".join)

documents = st.builds(
    lambda title, paragraphs: make_document(
        title=title,
        body="\n\n".join(paragraphs),
        published=datetime(2026, 3, 2, tzinfo=UTC),
        plain=True,
    ),
    st.just("") | _sentences,
    st.lists(_paragraphs, max_size=3),
)
