"""A meeting that is no other than the summit told before: "Modi will sit down with Meloni"."""

from itertools import pairwise

from bot.extraction.events.meetings.telling import Told
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId

_DUE = frozenset({Modality.SCHEDULED, Modality.EXPECTED})
_JOINT = lazy(r"[-–—/]| and |, ")
_SUMMIT = lazy(r"[’']?s? (?:[\w-]+ ){0,3}?[Ss]ummit\b")
_LEADER = lazy(
    r"(?<!vice )(?<!vice-)\b(?:president|prime minister|premier|chancellor|king|emir|sultan|leader)\b"
)
_DEPUTY = lazy(r"\b(?:deputy|vice|former|aide|adviser|spokes\w+|minister of|foreign)\b")
_TWO = 2


def is_of_summit(told: Told) -> bool:
    """Do the leaders of two states meet, nobody says where or when else, whose summit was told of before?"""
    parties = {actor.party for actor in told.actors}
    if told.put not in _DUE or len(parties) != _TWO or told.beside.dates or told.beside.places:
        return False
    roles = [_role(told, actor.named.entity.id) for actor in told.actors if actor.is_person]
    if len(roles) != _TWO or any(_DEPUTY.search(r) or not _LEADER.search(r) for r in roles):
        return False
    return _has_summit(told, parties)


def _role(told: Told, person: str) -> str:
    return next((p.role.lower() for p in told.sentence.names.people.values() if p.entity.id == person), "")


def _has_summit(told: Told, parties: set[EntityId | None]) -> bool:
    text = told.sentence.document.text
    before = [n for n in told.sentence.names.named if n.span.end <= told.sentence.span.start]
    return any(
        {one.country, other.country} == parties
        and _JOINT.fullmatch(text, one.span.end, other.span.start) is not None
        and _SUMMIT.match(text, other.span.end) is not None
        for one, other in pairwise(before)
    )
