"""From a document to its events."""

from collections.abc import Iterable, Iterator, Sequence

from bot.extraction.events.agreements import sight_agreements
from bot.extraction.events.asides import asides_in
from bot.extraction.events.attaching import attach
from bot.extraction.events.drafts import Aside, Sighting
from bot.extraction.events.grouping import Group, events_of, group
from bot.extraction.events.meetings import sight_meetings
from bot.extraction.events.sanctions import sight_sanctions
from bot.extraction.events.sentences import Sentence, lay_out
from bot.extraction.events.summits.gathering import sightings_of
from bot.extraction.events.summits.occasions import Occasion, find_occasions
from bot.extraction.events.visiting import sight_visits
from bot.extraction.facts import Event, EventKind
from bot.extraction.findings import Mention
from bot.extraction.lexicon import Lexicon
from bot.extraction.names import find_names
from bot.extraction.text import Document

_READ = 60_000
"""Characters: four times the longest report of a newspaper. What goes on after that is a list or a trap."""


def find_events(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Event, ...]:
    """Summits, visits, meetings, agreements and sanctions that `document` tells of, as first mentioned.

    `mentions` are the document's, as `Matcher.entities` gives them. Never what the text does not say: a date,
    place or number counts only where words of holding and scheduling tie it to the event.
    """
    read = document.beginning(_READ)
    named = find_names(read, [m for m in mentions if m.span.end <= len(read.text)], lexicon)
    sentences = lay_out(read, named)
    groups = [*_summits(sentences, lexicon), *group(_others(sentences, lexicon))]
    if groups:
        attach(_asides(sentences), groups)
    groups.sort(key=lambda known: (known.sightings[0].sentence.place, known.sightings[0].words.start))
    return tuple(event for known in groups for event in events_of(known))


def _summits(sentences: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Group]:
    for occasion in find_occasions(sentences):
        sightings = sightings_of(occasion, sentences, lexicon) if occasion.political else ()
        if any(s.drafts for s in sightings):
            yield Group(
                EventKind.SUMMIT,
                sightings,
                name=_name(occasion),
                topics=occasion.identity.topics,
            )


def _name(occasion: Occasion) -> str:
    first = next((p for p in occasion.phrases if p.certainty != "coreference"), occasion.phrases[0])
    return first.sentence.cut(first.head.start, first.head.end)


def _others(sentences: Iterable[Sentence], lexicon: Lexicon) -> Iterator[Sighting]:
    for sentence in sentences:
        yield from sight_meetings(sentence, lexicon)
        yield from sight_visits(sentence, lexicon)
        yield from sight_agreements(sentence, lexicon)
        yield from sight_sanctions(sentence, lexicon)


def _asides(sentences: Iterable[Sentence]) -> Iterator[Aside]:
    return (aside for sentence in sentences for aside in asides_in(sentence))
