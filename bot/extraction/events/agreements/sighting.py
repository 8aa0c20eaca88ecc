"""AGREEMENT: treaties, deals and memorandums that states and their bodies sign, conclude and ratify."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.extraction.events.agreements.acts import Act, cover
from bot.extraction.events.agreements.circumstances import date_draft, dates_in, is_past, places_in
from bot.extraction.events.agreements.drafting import as_written, status_of
from bot.extraction.events.agreements.parties import between_states, parties_draft, parties_of
from bot.extraction.events.agreements.passives import acts_in
from bot.extraction.events.agreements.titles import Title, titles_in
from bot.extraction.events.agreements.words import Words, words_of
from bot.extraction.events.drafts import Draft, Sighting
from bot.extraction.events.modality import modality_of, stated_modality
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind, Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import Lexicon
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_STEMS = listed(
    """
    agreement deal treat pact accord mou memorand fta cepa cease truce armistice protocol convention charter
    road joint document contract instrument letter framework declaration statement concord
    """
)
"""Of what agreements are called. Most sentences hold none, and cost a microsecond."""
_DEED = lazy(
    r"\b(?:sign(?:s|ed|ing|ature)?|ink(?:s|ed|ing)?|exchang|reach|struck|strik(?:e|es|ing)\b|clinch|conclu"
    r"|finali[sz]|seal|secur(?:e|es|ed|ing)\b|forge|agree[ds]?\b|agreeing|announc|unveil|initial|land|adopt"
    r"|ratif|approv|pass|endors|back|shak|shook)"
)
_BECAME = lazy(
    r"\b(?:becomes?|became|has become) (?:the )?(?:\w+ ){0,4}?(?:first|latest|second|third|last|\w+th)\b"
    r"[^,;]{0,50} to $"
)
"""Before a verb: "became the latest state to ratify" is done, for all its infinitive."""
_BECAME_REACH = 90
_PREDICATE = lazy(
    r"(?:[^,;.]{0,60}?,?)? (?:"
    r"(?P<postponed>(?:was|were|is|has been|been) (?:postponed|delayed|put off|deferred))"
    r"|(?P<cancelled>(?:was|were|is|has been|been) (?:cancell?ed|called off|scrapped))"
    r"|(?P<scheduled>(?:is|are|was) (?:\w+ly )?(?:scheduled|due|set|expected|planned|slated|to)|will)"
    r"|(?P<rumoured>could|may|might))\b"
)
_MOST = 8
"""Agreements read of one sentence: what names more is a list or a trap."""
ASSERTED = frozenset(
    {Modality.HELD, Modality.SCHEDULED, Modality.EXPECTED, Modality.POSTPONED, Modality.CANCELLED}
)
"""Of what is only thought of, the day and place are thought of too."""


def sight_agreements(sentence: Sentence, lexicon: Lexicon) -> Iterator[Sighting]:
    """The agreements that `sentence` tells of, one Sighting for each deed."""
    text = sentence.text
    low = text.lower()
    if not (sentence.names.named and any(map(low.__contains__, _STEMS)) and _DEED.search(low)):
        return
    words = words_of(sentence)
    by_verb: dict[int, list[Act]] = {}
    for act in acts_in(words, list(islice(titles_in(words), _MOST)), lexicon):
        by_verb.setdefault(act.verb, []).append(act)
    for acts in by_verb.values():
        for told in _apart(words, acts):
            sighting = _sighting(words, acts, told, lexicon)
            if sighting is not None:
                yield sighting


def _apart(words: Words, acts: Sequence[Act]) -> Sequence[Sequence[Act]]:
    """Of "a security pact and nine MoUs" each is an agreement of its own; plain words add nothing.

    What stands in apposition is not: "a security pact, the first treaty of its sort".
    """
    named = [act for act in acts if act.title.number is not None or not act.title.plain]
    apart: list[list[Act]] = []
    for place, act in enumerate(named):
        listed = any(words.low[other.title.first - 1] == "and" for other in named[place:])
        if apart and not listed:
            apart[-1].append(act)
        else:
            apart.append([act])
    return apart or [acts]


def _sighting(words: Words, acts: Sequence[Act], told: Sequence[Act], lexicon: Lexicon) -> Sighting | None:
    act = max(acts, key=lambda a: a.end)
    modality = _modality(words, act)
    parties = parties_of(words, acts, lexicon)
    if modality is None or not between_states(words, acts, parties):
        return None
    stretches = _stretches(words, acts) if modality in ASSERTED else []
    dates = dates_in(words, stretches, lasts=False)
    if act.mention and not act.noun and (not dates or is_past(words.sentence, dates[0])):
        return None
    drafts = [
        *parties_draft(words, acts, parties, lexicon),
        *_titles(words, told),
        status_of(words, act.verb, act.status, modality, rule=act.rule, weight=act.weight),
        *(date_draft(words.sentence, date, "agreement.date/1", _dated(act)) for date in dates[:1]),
        *places_in(words, stretches, words.ends[act.title.end - 1], lexicon, "agreement.place/1"),
    ]
    return Sighting(
        kind=EventKind.AGREEMENT,
        sentence=words.sentence,
        words=cover(words, told[0]),
        drafts=tuple(drafts),
        parties=frozenset(parties.ids),
        certainty=act.weight,
    )


def _dated(act: Act) -> float:
    """How sure a date in its clause is its own."""
    return 0.95 if act.weight >= 0.9 else 0.85


def _modality(words: Words, act: Act) -> Modality | None:
    """How the deed is put; None for a noun of which it is not said that it comes about."""
    sentence, verb = words.sentence, words.span(act.verb)
    if act.noun:
        put = stated_modality(sentence, verb) or Modality.HELD
        if put is Modality.HELD:
            put = _predicated(sentence.cut(words.ends[act.title.end - 1], words.ends[act.end - 1]))
        return None if act.mention and put is Modality.HELD else put
    before = sentence.cut(max(sentence.span.start, verb.start - _BECAME_REACH), verb.start)
    return Modality.HELD if _BECAME.search(before) else modality_of(sentence, verb)


def _predicated(text: str) -> Modality:
    """What the words behind "the signing of the treaty" say of it."""
    match = _PREDICATE.match(text)
    return Modality(match.lastgroup) if match and match.lastgroup else Modality.HELD


def _stretches(words: Words, acts: Sequence[Act]) -> list[Span]:
    """Where the deed's dates and places stand: after the titles, between verb and titles, before the verb."""
    act = max(acts, key=lambda a: a.end)
    at = words.ends[act.verb]
    end = max(at, words.ends[act.end - 1])
    stretches: list[Span] = []
    for title in sorted(words.cover(a.title.first, a.title.end) for a in acts):
        if title.start >= at:
            stretches.insert(0, Span(start=at, end=title.start))
            at = title.end
    stretches.insert(0, Span(start=at, end=max(at, end)))
    if act.start < act.verb:
        stretches.append(Span(start=words.starts[act.start], end=words.starts[act.verb]))
    return stretches


def _titles(words: Words, acts: Sequence[Act]) -> Iterator[Draft]:
    """TITLE of each that has one, and the NUMBER of the most."""
    for title in (act.title for act in acts if not act.title.plain):
        weight = 0.9 if title.number is None else 0.7
        yield as_written(words.sentence, Slot.TITLE, title.words, "agreement.title/1", weight)
    counted = [act.title for act in acts if act.title.number is not None]
    if counted:
        yield _number(words, max(counted, key=lambda title: title.number or 0))


def _number(words: Words, title: Title) -> Draft:
    return Draft(
        slot=Slot.NUMBER,
        value=str(title.number),
        shown=words.sentence.cut(title.count.start, title.count.end),
        evidence=title.count,
        rule="agreement.number/1",
        weight=0.95,
    )
