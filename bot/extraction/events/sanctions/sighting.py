"""SANCTION: states and their bodies that impose, extend or lift measures against others."""

from collections.abc import Iterator

from bot.extraction.events.agreements.circumstances import date_draft, dates_in
from bot.extraction.events.agreements.drafting import as_entity, status_of
from bot.extraction.events.agreements.sighting import ASSERTED
from bot.extraction.events.agreements.words import Words, words_of
from bot.extraction.events.drafts import Draft, Sighting
from bot.extraction.events.modality import modality_of
from bot.extraction.events.sanctions.deeds import Deed
from bot.extraction.events.sanctions.imposing import of_phrase
from bot.extraction.events.sanctions.listing import of_verb
from bot.extraction.events.sanctions.measures import measures_in, package_in
from bot.extraction.events.sanctions.phrases import MOST, phrases_in
from bot.extraction.events.sanctions.targets import target_drafts
from bot.extraction.events.sanctions.verbs import (
    DEEDS,
    EFFECTS,
    EXTENDED,
    OBJECT_VERBS,
    THOUGHTS,
    UNDER,
    WITH,
)
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind, Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import Lexicon
from bot.extraction.text import Span

_STEMS = (
    *(
        "sanction",
        "package",
        "those",
        "list",
        "designat",
        "restrictive",
        "embargo",
        "price cap",
        " ban",
        "barr",
        "asset",
    ),
    *(" control", " restriction", " curb"),
)
"""Of what sanctions are told with. Most sentences hold none, and cost a microsecond."""
_TRIGGER = lazy(
    r"(?:sanction|package|^those (?:on|against)|blacklist|delist|designat|restrictive measures|embargo"
    r"|price caps?|bann?(?:s|ed|ing)?\b"
    r"|barr(?:ed|ing)\b|assets?\b|entity list"
    r"|(?:export|visa|import|trade|travel|financial) (?:control|restriction|curb))"
)
_VERBS = OBJECT_VERBS | WITH | UNDER | EFFECTS | DEEDS.keys() | THOUGHTS.keys()
_VOTED = lazy(r"\b(?:votes?|voted|moves|moved) (?:\w+ ){0,3}to $")
"""A council's vote is the deed itself."""
_VOTED_REACH = 40


def sight_sanctions(sentence: Sentence, lexicon: Lexicon) -> Iterator[Sighting]:
    """The sanctions that `sentence` says are imposed, extended, lifted or thought of; not those in force."""
    low = sentence.text.lower()
    if not (sentence.named and any(map(low.__contains__, _STEMS)) and _TRIGGER.search(low)):
        return
    words = words_of(sentence)
    if _VERBS.isdisjoint(words.low):
        return
    for deed in _deeds(words, lexicon):
        sighting = _sighting(words, deed, lexicon)
        if sighting is not None:
            yield sighting


def _deeds(words: Words, lexicon: Lexicon) -> Iterator[Deed]:
    """The deeds, of each verb the first found."""
    seen: set[int] = set()
    found = [of_phrase(words, phrase, lexicon) for phrase in phrases_in(words)]
    verbs = [k for k, low in enumerate(words.low) if low in OBJECT_VERBS]
    found += [of_verb(words, k, lexicon) for k in verbs[:MOST]]
    for deed in found:
        if deed is not None and deed.verb not in seen:
            seen.add(deed.verb)
            yield deed


def _sighting(words: Words, deed: Deed, lexicon: Lexicon) -> Sighting | None:
    sentence = words.sentence
    modality = _modality(words, deed)
    targets = tuple(
        target_drafts(words, *deed.target, 0.95) if deed.target else _in_phrase(words, deed, lexicon)
    )
    told = Span(start=words.starts[deed.first], end=_end(words, deed))
    package = tuple(package_in(sentence, told))
    if not (targets or package or deed.foreign):
        return None
    hit = {draft.value for draft in targets}
    imposers = {party: span for party, span in reversed(deed.imposers.parties) if party not in hit}
    stretches = _stretches(words, deed) if modality in ASSERTED else []
    dates = dates_in(words, stretches, lasts=deed.status == EXTENDED)
    drafts = [
        *(
            as_entity(
                party, Slot.IMPOSER, imposers[party], lexicon, rule="sanction.imposer/1", weight=deed.weight
            )
            for party in reversed(imposers)
        ),
        *targets,
        *measures_in(sentence, Span(start=told.start, end=sentence.span.end)),
        *package,
        status_of(words, deed.verb, deed.status, modality, rule=deed.rule, weight=deed.weight),
        *(date_draft(sentence, date, "sanction.date/1", 0.95) for date in dates[:1]),
    ]
    return Sighting(
        kind=EventKind.SANCTION,
        sentence=sentence,
        words=words.cover(deed.first, max(deed.verb + 1, deed.target[1] if deed.target else 0)),
        drafts=tuple(drafts),
        parties=frozenset(imposers),
        certainty=deed.weight,
    )


def _end(words: Words, deed: Deed) -> int:
    return max(words.ends[deed.end - 1], words.ends[deed.verb])


def _modality(words: Words, deed: Deed) -> Modality:
    sentence, verb = words.sentence, words.span(deed.verb)
    before = sentence.cut(max(sentence.span.start, verb.start - _VOTED_REACH), verb.start)
    put = Modality.HELD if _VOTED.search(before) else modality_of(sentence, verb)
    if deed.thought is None or put in {Modality.DENIED, Modality.RUMOURED}:
        return put
    return deed.thought


def _in_phrase(words: Words, deed: Deed, lexicon: Lexicon) -> Iterator[Draft]:
    """The country in the phrase itself: "new Russia sanctions", "anti-Russian sanctions"."""
    for k in range(deed.first, deed.end):
        named = words.names.get(k)
        if named is None or words.possessive(k) or named.country in deed.imposers.ids:
            continue
        if words.low[words.after(k) : words.after(k) + 1] == ["sanctions"]:
            yield as_entity(
                named.entity.id, Slot.TARGET, named.span, lexicon, rule="sanction.target-named/1", weight=0.8
            )


def _stretches(words: Words, deed: Deed) -> list[Span]:
    """Where the deed's dates stand: after the verb, then before it."""
    verb = words.span(deed.verb)
    after = Span(start=verb.end, end=_end(words, deed))
    if deed.start >= deed.verb:
        return [after]
    return [after, Span(start=words.starts[deed.start], end=verb.start)]
