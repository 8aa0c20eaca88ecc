"""How much of an event a few sentences hold."""

import re
from collections.abc import Callable, Iterable, Iterator

from bot.bench.gold import GoldEvent, GoldText, Measured
from bot.extraction.dates import find_dates
from bot.extraction.events import find_events
from bot.extraction.lexicon import Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.reading import focus_of
from bot.extraction.summary import summarise
from bot.extraction.text import Document, Span, sentences

_LEAD = 3
_NAMED = (Measured.CITY, Measured.HOST, Measured.PARTIES, Measured.PARTICIPANTS)
_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""

Holds = Callable[[str], bool]


def coverage(texts: Iterable[GoldText], lexicon: Lexicon) -> dict[str, float]:
    """Shares of the first event's values that stand in three sentences, by how these were chosen.

    Of texts of more than three sentences, for the others fit in whole. A value is in it where the words that
    name it are; a date where the bot reads the same days there.
    """
    matcher = Matcher(lexicon, {})
    counts = {"focus": 0, "without": 0, "lead": 0}
    values = read = 0
    for text in texts:
        body = [s for s in sentences(text.document) if s.start >= text.document.title.end]
        checks = list(_checks(text.events[0], text.document)) if text.events else []
        if len(body) <= _LEAD or not checks:
            continue
        read += 1
        values += len(checks)
        focus = _focus(text, matcher, lexicon)
        chosen = {
            "focus": summarise(text.document, focus=focus).sentences,
            "without": summarise(text.document).sentences,
            "lead": body[:_LEAD],
        }
        for name, spans in chosen.items():
            told = " ".join(text.document.cut(span) for span in spans)
            counts[name] += sum(holds(told) for holds in checks)
    shares = {name: round(count / values, 4) if values else 0.0 for name, count in counts.items()}
    return {"texts": read, "values": values, **shares}


def _focus(text: GoldText, matcher: Matcher, lexicon: Lexicon) -> tuple[Span, ...]:
    """Where the bot finds what it knows of the event of that kind of which it knows most."""
    entities = matcher.analyse(text.document).entities
    events = [e for e in find_events(text.document, entities, lexicon) if e.kind is text.events[0].kind]
    fullest = max(events, key=lambda event: len(event.facts), default=None)
    return focus_of(fullest.facts if fullest else ())


def _checks(event: GoldEvent, document: Document) -> Iterator[Holds]:
    for edition in event.said.get(Measured.EDITION, ()):
        yield _matches(_ordinal(edition))
    if event.days is not None:
        yield lambda told: any(
            date.interval == event.days for date in find_dates(told, document.published.date())
        )
    for slot in _NAMED:
        for name in event.said.get(slot, ()):
            last = name.split()[-1] if slot is Measured.PARTICIPANTS else name
            yield _matches(rf"\b{re.escape(last)}")


def _matches(pattern: str) -> Holds:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda told: compiled.search(told) is not None


def _ordinal(edition: str) -> str:
    words = dict(enumerate(_ORDINALS.split(), start=1))
    word = words.get(int(edition)) if edition.isdigit() else None
    in_words = rf"|\b{word}\b" if word else ""
    return rf"\b{re.escape(edition)}(?:st|nd|rd|th)\b{in_words}"
