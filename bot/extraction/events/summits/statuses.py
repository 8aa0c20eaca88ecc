"""STATUS: scheduled, held, postponed, cancelled; proposed, rumoured or denied where the text says no more."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.extraction.dates import DateExpression
from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import doubted, linked
from bot.extraction.events.modality import modality_of, stated_modality, status_draft
from bot.extraction.events.summits.identity import Certainty
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.events.summits.scope import FAR, is_unsure, reaches
from bot.extraction.events.summits.status_words import (
    AFTER,
    AFTER_DOING,
    AT,
    BEFORE,
    DONE,
    HEAD,
    HEAD_CHANGED,
    NOT_YET,
    PRESENT,
    REJECTED,
    SUPPOSED,
)
from bot.extraction.events.summits.venues import venue_for
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_A_MONTH = timedelta(days=31)
_A_WEEK = timedelta(days=7)
"""A summit of days that hold the day of the report is under way; "this month" leaves it open."""
_READY = lazy(r"\bready to $")
_SUBJECT_BEFORE = lazy(r",(?: (?:the )?[A-Z][\w’'.-]*){0,5} $")
_ONLY_AUXILIARIES = lazy(r"(?: (?:has|have|had|also|then|later|on \w+|will|would|is|was))* ?")
_NEAR = 24
"""Characters between a verb and the phrase it governs: "will host Mori for the"."""


def statuses(phrase: Phrase, dates: tuple[DateExpression, ...]) -> Iterator[Draft]:
    """What the words before, in and after the phrase say of it; not where the text doubts or denies it."""
    if phrase.verb is not None:
        yield from of_leaders(phrase)
        return
    if venue_for(phrase):
        yield from venues(phrase)
        return
    yield from _governed(phrase)
    yield from _qualified(phrase)
    yield from _predicated(phrase, dates)
    yield from _where_something_was_done(phrase)
    yield from _gathered(phrase)


def doubts(phrase: Phrase) -> Iterator[Draft]:
    """A summit only proposed, rumoured or denied; "the summit" is taken for granted by the text itself."""
    if not SUPPOSED.match(phrase.sentence.cut(phrase.head.start, phrase.head.end)):
        return
    put = stated_modality(phrase.sentence, phrase.noun)
    if put in {Modality.PROPOSED, Modality.RUMOURED, Modality.DENIED}:
        yield status_draft(put, phrase.head, "status.doubted/1", 0.8)


def _governed(phrase: Phrase) -> Iterator[Draft]:
    """The verb right before it: "Moscow postponed the summit"."""
    start = max(phrase.sentence.span.start, phrase.head.start - 60)
    before = _lowered(phrase.sentence.cut(start, phrase.head.start))
    verbs = list(BEFORE.finditer(before))
    if not verbs or not verbs[-1].lastgroup:
        return
    verb = verbs[-1]
    gap = before[verb.end() :]
    near = len(gap) <= _NEAR and linked(
        phrase.sentence, start + verb.end(), phrase.head.start, dates=phrase.sentence.dates
    )
    if not near or doubted(phrase.sentence, start + verb.start()):
        return
    at = _at(start, verb)
    put = (
        modality_of(phrase.sentence, _last_word(at, phrase))
        if verb.lastgroup in {"scheduled", "held"}
        else None
    )
    if put in {Modality.PROPOSED, Modality.RUMOURED, Modality.DENIED}:
        yield status_draft(put, at, "status.verb/2", 0.9)
        return
    yield _status(verb.lastgroup or "", at, "status.verb/2", 0.9)


def _last_word(at: Span, phrase: Phrase) -> Span:
    """Of "to convene" the verb itself."""
    said = phrase.sentence.cut(at.start, at.end)
    to = said.find("to ") + 3 if said.startswith(("to ", "set to", "due to")) else 0
    return Span(start=at.start + to, end=at.end)


def _qualified(phrase: Phrase) -> Iterator[Draft]:
    """Words inside it: "the upcoming summit", "the postponed summit"."""
    head = phrase.sentence.cut(phrase.head.start, phrase.head.end)
    if match := HEAD_CHANGED.search(head):
        yield _status(match.lastgroup or "", _at(phrase.head.start, match), "status.qualified/1", 0.8)
    elif match := HEAD.search(head):
        yield _status("scheduled", _at(phrase.head.start, match), "status.qualified/1", 0.85)


def _predicated(phrase: Phrase, dates: tuple[DateExpression, ...]) -> Iterator[Draft]:
    """Verbs after it: "was held"; "..., which was due in May, has been cancelled"."""
    sentence = phrase.sentence
    for match in AFTER.finditer(_lowered(sentence.cut(phrase.end, min(sentence.span.end, phrase.end + FAR)))):
        at = phrase.end + match.start()
        own = linked(sentence, phrase.end, at, dates=dates) or (
            not phrase.verb and _reaches_verb(phrase, at, dates)
        )
        if not own or _another_acts(phrase, at):
            return
        yield _status(match.lastgroup or "", _at(phrase.end, match), "status.predicate/2", 0.95)


def _another_acts(phrase: Phrase, at: int) -> bool:
    """Is the verb of somebody named after a comma: "ahead of the summit, Minister Petit met"?"""
    sentence = phrase.sentence
    for named in sentence.named:
        if phrase.end < named.span.start and named.span.end < at:
            before, after = sentence.cut(phrase.end, named.span.start), sentence.cut(named.span.end, at)
            if _SUBJECT_BEFORE.search(before) and _ONLY_AUXILIARIES.fullmatch(after):
                return True
    return False


def _reaches_verb(phrase: Phrase, at: int, dates: tuple[DateExpression, ...]) -> bool:
    """Over its topic or its place to its own verb: "the summit on climate in Lima was ..."."""
    if is_unsure(phrase.sentence, phrase.end, at):
        return False
    return reaches(phrase.sentence, phrase.end, at, dates=dates)


def _where_something_was_done(phrase: Phrase) -> Iterator[Draft]:
    """What was signed at a summit was signed at one that is held."""
    sentence = phrase.sentence
    start = sentence.span.start
    before = sentence.cut(start, phrase.head.start)
    if not AT.search(before) or phrase.certainty is Certainty.COREFERENCE:
        return
    done = [
        m for m in DONE.finditer(before) if not NOT_YET.search(before[max(0, m.start() - 24) : m.start()])
    ]
    if done and not doubted(sentence, start + done[-1].start()):
        yield _status("held", _at(start, done[-1]), "status.done-at/1", 0.85)


def _gathered(phrase: Phrase) -> Iterator[Draft]:
    """Those who gather for it hold it: as the verb is put, so is the summit. Who has set out for it waits."""
    coming = phrase.holders.coming
    if coming is None or doubted(phrase.sentence, coming.whole.start):
        return
    put = modality_of(phrase.sentence, coming.verb)
    verb = phrase.sentence.cut(coming.verb.start, coming.verb.end).lower()
    if put is Modality.PROPOSED and _READY.search(
        phrase.sentence.cut(coming.whole.start - 12, coming.verb.start)
    ):
        put = Modality.SCHEDULED
    if put is Modality.HELD and (verb in {"due", "expected", "awaited"} or verb.startswith("summon")):
        put = Modality.SCHEDULED
    if put is Modality.HELD and not coming.gathers and is_long_over(phrase):
        yield status_draft(put, coming.verb, "status.travelled/1", 0.85)
        return
    if put is Modality.HELD and not coming.gathers:
        if not verb.startswith(("arriv", "converg", "flock", "descend", "summon", "invit")):
            return
        put = Modality.SCHEDULED
    if (
        put is Modality.HELD
        and (verb in PRESENT or verb.endswith("ing"))
        and not AFTER_DOING.search(phrase.sentence.cut(coming.whole.start - 7, coming.verb.start))
    ):
        return
    yield status_draft(put, coming.verb, "status.gathering/1", 0.9)


def is_long_over(phrase: Phrase) -> bool:
    """Do they come in a month or on days long before the report: "last came in May 2023 for the summit"?"""
    coming = phrase.holders.coming
    before = phrase.sentence.document.published.date() - _A_MONTH
    return coming is not None and any(
        coming.verb.end <= day.span.start < phrase.head.start and day.interval.last < before
        for day in phrase.sentence.dates
    )


def venues(phrase: Phrase) -> Iterator[Draft]:
    """A place offered or chosen for it: "has offered Manaus as the venue for an emergency summit"."""
    if venue := venue_for(phrase):
        put = Modality.SCHEDULED if venue["chosen"] else Modality.PROPOSED
        start = phrase.head.start - len(venue.string)
        yield status_draft(put, _at(start, venue), "status.venue/1", 0.95)


def of_leaders(phrase: Phrase) -> Iterator[Draft]:
    """How the text puts it that leaders gather; a bare present leaves that to the days."""
    if phrase.verb is None:
        return
    verb = phrase.sentence.cut(phrase.verb.start, phrase.verb.end).lower()
    put = modality_of(phrase.sentence, phrase.verb)
    if put is Modality.HELD and verb in {"due", "expected", "awaited"}:
        put = Modality.SCHEDULED
    if put is Modality.HELD and (verb in PRESENT or verb.endswith("ing")):
        return
    yield status_draft(put, phrase.verb, "status.leaders/1", 0.9)


def stated(phrase: Phrase) -> Iterator[Draft]:
    """What everything around the noun says of it, where no closer words say anything."""
    put = stated_modality(phrase.sentence, phrase.noun)
    if put in {Modality.SCHEDULED, Modality.EXPECTED, Modality.PROPOSED, Modality.RUMOURED}:
        yield status_draft(put, phrase.noun, "status.stated/1", 0.75)


def denied(phrase: Phrase) -> Iterator[Draft]:
    """Reports of it that are rejected: "dismissed as untrue reports that a summit was being arranged"."""
    sentence = phrase.sentence
    before = sentence.cut(max(sentence.span.start, phrase.head.start - 120), phrase.head.start)
    if match := REJECTED.search(before):
        start = phrase.head.start - len(before)
        yield status_draft(Modality.DENIED, _at(start, match), "status.rejected/1", 0.85)


def inferred(own: Sequence[DateExpression], published: date) -> Iterator[Draft]:
    """Where nothing is said, what lies ahead is scheduled and what lies behind was held."""
    for expression in own:
        if expression.interval.first > published:
            yield status_draft(Modality.SCHEDULED, expression.span, "status.dated/1", 0.7)
        elif expression.interval.last < published or (
            expression.interval.first <= published
            and expression.interval.last - expression.interval.first <= _A_WEEK
        ):
            yield status_draft(Modality.HELD, expression.span, "status.dated/1", 0.7)


def _lowered(text: str) -> str:
    """In lower case; as it is where that would move its letters."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _at(start: int, match: re.Match[str]) -> Span:
    return Span(start=start + match.start(), end=start + match.end())


def _status(said: str, evidence: Span, rule: str, weight: float) -> Draft:
    return status_draft(Modality(said), evidence, rule, weight)
