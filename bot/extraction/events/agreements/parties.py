"""PARTIES: who agrees, and whether it is an agreement of states at all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extraction.events.agreements.actors import party_of
from bot.extraction.events.agreements.acts import Act, cover
from bot.extraction.events.agreements.drafting import name_of
from bot.extraction.events.agreements.groups import Group
from bot.extraction.events.agreements.titles import Title
from bot.extraction.events.agreements.verbs import RATIFIED, SIGNED, WEAK
from bot.extraction.events.agreements.words import Words
from bot.extraction.events.drafts import Draft
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_STRONG = lazy(
    r"\b(?:treat(?:y|ies)|pacts?|accords?|protocols?|convention|charter|compact|armistice|truce|cease-?fire|ftas?"
    r"|cepa|peace|trade (?:deal|agreement)|free[- ]trade|defen[cs]e|security|partnership|extradition|nuclear"
    r"|border|mous?|memorand|visa|double tax\w*|investment|cooperation|co-operation|prisoner|normali[sz]ation"
    r"|maritime|declaration|migration|fisher\w+|joint statement)",
    re.IGNORECASE,
)
_INTERSTATE = lazy(
    r"\b(?:treat(?:y|ies)|cease-?fires?|truce|armistice|peace|free[- ]trade|ftas?|cepa"
    r"|trade (?:deal|agreement|pact|accord)|prisoner|hostage|association agreement|partnership agreement"
    r"|normali[sz]ation)\b",
    re.IGNORECASE,
)
_PRIVATE = lazy(
    r"\b(?:record|recording|sponsorship|transfer|loan|film|movie|book|plea|franchise|licen[cs]ing|broadcast\w*"
    r"|rights|tv|endorsement|shirt|kit|media|merger|takeover|acquisition|buyout|coalition|bargaining|wage|pay"
    r"|labou?r(?! (?:mobility|migration))|collective"
    r"|prenuptial|non-disclosure|confidentiality|spending|debt|budget|contract extension"
    r"|player|streaming|power-sharing|rental|lease|settlement|naming|distribution"
    r"|(?:one|two|three|four|five|six|\d+)-(?:season|match|film|album|game)s?|multi-season|shareholder"
    r"|employment|bail|new contract)\b",
    re.IGNORECASE,
)


def strong(title: str) -> bool:
    """Do the words say that states made it, even where only one is named?"""
    return _STRONG.search(title) is not None


def interstate(title: str) -> bool:
    """Is it of a sort that no company is party to?"""
    return _INTERSTATE.search(title) is not None


def private(title: str) -> bool:
    """Is it of companies, clubs, workers or coalitions?"""
    return _PRIVATE.search(title) is not None


_FIGHTING = lazy("cease-?fire|truce|armistice|peace")
_SPEAKING = frozenset({EntityKind.COUNTRY, EntityKind.PERSON})
_PAIR_REACH = 700
"""Characters before "the two sides" in which the text has named them."""
_ONLY_SIGNED = frozenset(
    {"roadmap", "road map", "framework", "documents", "instruments", "contract", "contracts"}
)
"""What is reached and agreed on by these names is no agreement yet."""
_NOT_ALONE = listed("contract contracts documents framework")
"""What a single state signs with companies too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Those who agree."""

    ids: tuple[EntityId, ...]
    """Sorted."""
    group: Group
    """As the sentence names them."""
    weight: float


def parties_of(words: Words, acts: Sequence[Act], lexicon: Lexicon) -> Parties:
    """Doers, counterparts and those in the title; for "the two sides" those whom the text named before."""
    group = Group()
    for act in acts:
        group = group.joined(act.doers).joined(_in_title(words, act.title, lexicon))
    if group.doubtful and interstate(_said(words, acts)):
        group = replace(group, parties=group.parties + group.doubtful)
    if not group.parties and (group.generic or _impersonal(acts)):
        pair = _pair_before(words, acts[0], lexicon, generic=group.generic)
        fits = group.generic or _may_be(words, acts, pair, lexicon)
        return Parties(ids=tuple(sorted(pair)) if fits else (), group=group, weight=0.7)
    return Parties(ids=tuple(sorted(group.ids)), group=group, weight=acts[0].weight)


def _in_title(words: Words, title: Title, lexicon: Lexicon) -> Group:
    """As in "India–EU trade deal". One city is where it was signed: "the Lisbon Treaty"."""
    named = [words.names[k] for k in title.before if k in words.names]
    cities = sum(n.entity.kind is EntityKind.CITY for n in named)
    found = [
        (party, n.span)
        for n in named
        if n.entity.kind is not EntityKind.PERSON and (n.entity.kind is not EntityKind.CITY or cities > 1)
        if (party := party_of(words, n, lexicon)) is not None
    ]
    doubtful = [
        (n.entity.id, n.span)
        for n in named
        if n.entity.kind is EntityKind.ORGANISATION and party_of(words, n, lexicon) is None
    ]
    return Group(parties=tuple(found), doubtful=tuple(doubtful))


def _pair_before(words: Words, act: Act, lexicon: Lexicon, *, generic: bool) -> frozenset[EntityId]:
    """The two states that the text names nearest to "the two sides"; nobody where it names more or fewer.

    In the sentence, else in the one before, else in the paragraphs before. A deed without doers is not of
    whomever a paragraph before has named: that of the sentence before alone.
    """
    span = words.sentence.span
    before = words.sentence.document.text.rfind(". ", 0, max(0, span.start - 2))
    here = (span.start, words.starts[act.verb])
    last = (max(before, span.start - _PAIR_REACH), span.start)
    for start, end in (here, last, (span.start - _PAIR_REACH, span.start)) if generic else (last,):
        near = (
            n
            for n in words.sentence.names.named
            if start <= n.span.start < end and (n.entity.kind in _SPEAKING or n.span.start >= span.start)
        )
        found = {party for n in near if (party := party_of(words, n, lexicon)) is not None}
        if len(found) == 2:
            return frozenset(found)
    return frozenset()


def _may_be(words: Words, acts: Sequence[Act], pair: frozenset[EntityId], lexicon: Lexicon) -> bool:
    """Of a deed told without those who do it: no fighting sides, and the sentence names no others?"""
    named = (n for n in words.sentence.named if n.entity.kind is not EntityKind.CITY)
    others = {party_of(words, n, lexicon) for n in named} - pair
    return not others and not _FIGHTING.search(_said(words, acts).lower())


def _impersonal(acts: Sequence[Act]) -> bool:
    """Is the deed told without those who do it: "nine MoUs were signed"?"""
    return all(act.rule.endswith(("-passive/1", "-noun/1")) for act in acts)


def between_states(words: Words, acts: Sequence[Act], parties: Parties) -> bool:
    """Is it theirs, and not of companies, clubs or parties at home?

    Two states or bodies are enough. One alone needs words that companies do not sign; none at all need a
    number or a name, told of the agreement itself in a sentence about states.
    """
    said = _said(words, acts)
    firm = strong(said)
    count = len(parties.ids)
    loose = any(act.status != SIGNED and act.title.noun in _ONLY_SIGNED for act in acts)
    if loose or private(said) or (parties.group.strangers and not (firm and count > 1)):
        return False
    if count > 1 and parties.group.parties:
        return True
    counted = any((act.title.number or 0) > 1 for act in acts)
    named = counted or not all(act.title.plain for act in acts)
    if count > 1:
        sure = parties.group.generic or (named and (firm or counted) and not _announced(words, acts))
        return sure and not _outcome(acts)
    if count == 1:
        return acts[0].status == RATIFIED or (named and (firm or counted) and _signed_alone(words, acts))
    impersonal = parties.group.generic or _impersonal(acts)
    return named and (firm or counted) and impersonal and not _announced(words, acts) and _politics(words)


def _said(words: Words, acts: Sequence[Act]) -> str:
    """The titles as written."""
    spans = (words.cover(act.title.first, act.title.end) for act in acts)
    return " ".join(words.sentence.cut(span.start, span.end) for span in spans)


def _signed_alone(words: Words, acts: Sequence[Act]) -> bool:
    return not _announced(words, acts) and all(act.title.noun not in _NOT_ALONE for act in acts)


def _outcome(acts: Sequence[Act]) -> bool:
    """A summit's joint statement is no agreement, unless the text says who signed it."""
    return all("statement" in act.title.noun or "declaration" in act.title.noun for act in acts)


def _announced(words: Words, acts: Sequence[Act]) -> bool:
    """Do all the verbs say little by themselves: announced, secured?"""
    verbs = [words.low[act.verb] for act in acts]
    return all(verb in WEAK and not verb.startswith("exchang") for verb in verbs)


def _politics(words: Words) -> bool:
    """Is a state or somebody in office in the sentence?"""
    people = words.sentence.names.people
    return any(
        n.entity.kind is EntityKind.COUNTRY or (n.entity.id in people and people[n.entity.id].role)
        for n in words.sentence.named
    )


def parties_draft(words: Words, acts: Sequence[Act], parties: Parties, lexicon: Lexicon) -> Iterator[Draft]:
    """The PARTIES, where any are known."""
    if not parties.ids:
        return
    spans = [span for _, span in parties.group.parties] + [cover(words, act) for act in acts]
    yield Draft(
        slot=Slot.PARTIES,
        value=",".join(parties.ids),
        shown=", ".join(name_of(party, lexicon) for party in parties.ids),
        evidence=Span(start=min(s.start for s in spans), end=max(s.end for s in spans)),
        rule="agreement.parties/1",
        weight=parties.weight,
    )
