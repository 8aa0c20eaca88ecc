"""Visits told by the host: "India is to host President Garnier", "Tokyo welcomed Lima"."""

from collections.abc import Iterator

from bot.extraction.events.meetings.frames import frames
from bot.extraction.events.meetings.sides import Side, side_after
from bot.extraction.events.meetings.subjects import subject_of
from bot.extraction.events.meetings.telling import Told
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.visiting.destinations import PLACES, Destination, when
from bot.extraction.events.visiting.guests import told_visits
from bot.extraction.lazily import lazy

_HOSTS = lazy(
    r"\b(?:host(?:s|ed|ing)?|welcom(?:es?|ed|ing)|receiv(?:es?|ed|ing)|roll(?:s|ed"
    r"|ing)? out the red carpet for)(?= )",
)
_POSSESSED = lazy(r"[’']s? ")


def visits_by_host(sentence: Sentence) -> Iterator[Told]:
    """A country that hosts persons of another one."""
    for match, verb in frames(_HOSTS, sentence):
        guest = side_after(sentence, verb.end)
        if guest is None or not guest.people:
            continue
        if _POSSESSED.match(sentence.document.text, guest.span.end, sentence.span.end):
            continue
        host = subject_of(sentence, verb.start)
        place = _place(host) if host else None
        if place is not None:
            yield from told_visits(
                sentence,
                verb,
                guest,
                (place,),
                when(sentence, verb, guest.span.end, guest),
                rule="visit.hosted",
                certainty=0.9,
                present=not match[0].endswith("ed"),
            )


def _place(host: Side) -> Destination | None:
    if len(host.actors) != 1 or host.actors[0].named.entity.kind not in PLACES:
        return None
    return Destination(named=host.actors[0].named, end=host.span.end)
