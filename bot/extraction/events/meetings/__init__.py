"""Meetings, talks and calls of those who speak for states.

`sides` reads who takes part, `subjects` whose verb it is, `adjuncts` and `towns` when and where; `verbs`,
`nouns`, `officials` and `backward` are the frames in which a text tells of a meeting, `summits` knows those
that are no other than the summit, and `telling` makes sightings of the rest. Most sentences pay only for
`vocabulary`.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.extraction.events.drafts import Sighting
from bot.extraction.events.meetings.backward import meetings_attended, meetings_spoken_of
from bot.extraction.events.meetings.nouns import meetings_by_noun
from bot.extraction.events.meetings.sides import Actor
from bot.extraction.events.meetings.summits import is_of_summit
from bot.extraction.events.meetings.telling import Told, parties_draft, sighting
from bot.extraction.events.meetings.verbs import meetings_by_verb
from bot.extraction.events.meetings.vocabulary import vocabulary
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lexicon import EntityKind, Lexicon
from bot.extraction.wordlists import words

__all__ = ["sight_meetings"]

_VERBS = words(
    """
    meet meets met meeting sat sit sits sitting confer confers conferred huddle huddles huddled parley
    parleys parleyed interact interacts interacted negotiate negotiates negotiated consult consults
    consulted audience spoke speak speaks speaking spoken talk talks talked phone phones phoned telephone
    telephones telephoned receive receives received receiving host hosts hosted hosting welcome welcomes
    welcomed welcoming call calls called calling pay pays paid see sees saw convene convenes convened
    chair chairs chaired    gather gathers gathered assemble assembles assembled
    """
)
_NOUNS = words(
    """
    talks meeting meetings discussion discussions consultations conversation conversations negotiations
    interaction interactions parleys deliberations one call calls dialogue engagement engagements aside
    asides bilateral bilaterals commission sit brush tête
    """
)
_PRESENCE = words(
    "attend attended attendance attendees part present joined sat accompanied flanked involved participated"
    " participants taking"
)
_ANY = _VERBS | _NOUNS | _PRESENCE
_BACKWARD = words("the this these their that")


def sight_meetings(sentence: Sentence, lexicon: Lexicon) -> Iterator[Sighting]:
    """The meetings that the sentence tells of, in its order; questions and headings that ask tell of none."""
    held = vocabulary(sentence.text)
    if _ANY.isdisjoint(held) or sentence.text.endswith("?"):
        return
    found: list[Told] = []
    if sentence.names.named and not _VERBS.isdisjoint(held):
        found += meetings_by_verb(sentence)
    if sentence.names.named and not _NOUNS.isdisjoint(held):
        found += meetings_by_noun(sentence)
    before: list[Told] = []
    if sentence.named and not _PRESENCE.isdisjoint(held):
        before += meetings_attended(sentence)
    if not (_NOUNS.isdisjoint(held) or _BACKWARD.isdisjoint(held)):
        before += meetings_spoken_of(sentence, [told.words for told in before])
    taken = [told.words for told in found]
    found += [
        told
        for told in before
        if not any(w.start < told.words.end and told.words.start < w.end for w in taken)
    ]
    for told in sorted(found, key=lambda t: t.words.start):
        if not is_of_summit(told):
            yield sighting(_with_parties(told, lexicon), lexicon)


def _with_parties(told: Told, lexicon: Lexicon) -> Told:
    several = len(told.actors) > 1 or any(map(_speaks_for_many, told.actors))
    if told.put is Modality.DENIED or not several or any(a.is_person for a in told.actors):
        return told
    draft = parties_draft(told.actors, lexicon, told.words, f"{told.rule}.parties/1")
    return replace(told, extra=(*told.extra, draft))


def _speaks_for_many(actor: Actor) -> bool:
    """The ministers of one organisation meet each other."""
    return actor.is_office and actor.named.entity.kind is EntityKind.ORGANISATION
