"""Who acts: states, blocs and those who speak for them, and not a club, a board or a film."""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.extraction.events.asides.clauses import Clause
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.wordlists import words

_WORD = lazy(r"[^\W_](?:[\w’'-]*\w)?")

_LEADERS = words(
    """
    leaders ministers secretaries presidents premiers chancellors delegations negotiators envoys diplomats
    sherpas counterparts monarchs rulers advisers advisors
    """
)
_OTHER_LEADERS = words(
    """
    business biz party opposition union church religious community tribal republican congressional industry
    cabinet chief faith student democratic corporate local rebel league thought market team youth gang cartel
    labour labor sales company
    """
)
_SIDES = words(
    """
    sides countries nations states parties governments neighbours neighbors allies powers capitals officials
    men foes rivals partners
    """
)
_ALONE = words("also last both have had are were will would met spoke")
"""May follow "the two" where these are no "two firms"."""
_COUNTING = words("two both three four five")
_DETERMINERS = _COUNTING | words("the these those all")
_TALKS = words(
    """
    summit summits talks meeting meetings discussions negotiations dialogue consultations gathering
    deliberations conversation conversations call visit agenda interaction interactions parleys
    """
)
_OTHER_TALKS = words(
    """
    board cabinet party business shareholders general committee team council staff wage pay contract merger
    takeover coalition transfer salary tech investor union plea earnings conference hall budget hidden
    domestic legislative policy own press news town
    """
)
_OTHERS = words(
    """
    actor actress album analyst analysts activists article band bank bankers banks board boards book books
    cabinet campaign campaigns clubs club coach coaches committee companies company congress congressmen
    council court courts critics deputies directors doctors documentary drivers economists editorial
    embassy employees employers executive exhibition experts expert families fans farmers film films firm
    firms interview investors journalists judges judge lawmakers lecture manager managers media movie movies
    newspaper newspapers novel opposition owners panel parliament parliamentarians patients podcast police
    poll players player priests protesters protestors reporters researchers residents scientists seminar
    senate senators sermon shareholders song speech students study survey teachers traders unions webinar
    workers workshop
    """
)
_COUNCILS = words("european security cooperation supreme nordic arctic")
_ELSEWHERE = words(
    """
    actor actors actress album band batsman batsmen bcci bowler celebrity ceo coach concert corp cricket
    cricketer cricketers defender dividends dlrs documentary earnings episode episodes fashion fifa film
    filmmaker films football footballer footballers goalkeeper halftime inc ipl kick-off kickoff ltd merger
    midfield midfielder mln movie movies nba nfl novel plc playoff playoffs quarterback quarterly rapper
    season shareholder shareholders shares singer squad stake start-up start-ups startup startups striker
    subsidiary takeover touchdown touchdowns uefa wicket wickets
    """
)
_LEAGUE = lazy(
    r"\b(?:(?:premier|champions|major|football) league|chief executive)\b|\b(?-i:the league)\b", re.IGNORECASE
)
_OFFICIAL = lazy(
    r"\b(?:president|minister|premier|chancellor|king|queen|emir|sultan|prince|sheikh|envoy|secretary"
    r"|ambassador|pm|leader|chief of staff|commissioner|high representative|diplomat|advis[eo]r|aide"
    r"|governor|general|speaker)\b",
    re.IGNORECASE,
)
_HINT = lazy(
    r"\b(?:counterparts?|talks|summit|met|meets?|meeting|visit(?:s|ed|ing)?|bilateral|hosted|hosts|received"
    r"|delegation|envoys?|(?:phone|telephone|video) call|trip|arriv\w+|leaders?|telephone|phoned"
    r"|foreign ministry)\b",
    re.IGNORECASE,
)
_PRONOUN = lazy(r"^(?:[A-Z]\w+, )?(?:they|we|both|the two|the pair)\b|\b(?:they|both)$", re.IGNORECASE)
_ONE = lazy(
    r"\b(?:he|she|i|we|the (?:\w+ )?(?:king|queen|emir|sultan|president|prime minister|premier|chancellor"
    r"|(?:foreign )?minister|crown prince|pm))\b",
    re.IGNORECASE,
)
_COUNTERPART = lazy(
    r"\b(?:counterpart|foreign minister|prime minister|president|delegation|leader|king|emir)\b",
    re.IGNORECASE,
)
_WITH_REACH = 110
"""Characters after "with": an office and a name."""
_COMPLEMENT = lazy(
    r"(?:between|with|of|in|on|at|held|scheduled|due|this|next|last|here|to|(?:was|were) (?:held|convened)"
    r"|hosted)\b"
)
_NEW_SUBJECT = lazy(r"\b(?:said|says|told|they|we|it|who|visited|arrived)\b")
_COMPLEMENT_REACH = 110
_BACK = 700
"""Characters before a sentence in which "they" may have been named: the paragraph, as agencies write them."""
_BODY = lazy(
    r"\b(?:Union|Nations|Council|League|Organi[sz]ation|Commission|Community|Association|Forum|Alliance"
    r"|Agency|Group|States|NATO|OPEC\+?|ASEAN|BRICS|G ?[0-9]{1,2}|Quad|Mercosur|ECOWAS|EU|UN|CARICOM|SADC"
    r"|Secretariat|Parliament|Authority)(?!\w)"
)
"""An organisation with such a name is one of states; a company speaks for itself."""


class Standing(StrEnum):
    """Why words are taken to be of diplomatic talks, surest first."""

    EVENT = "event"  # the summit, the talks, the agenda
    SIDES = "sides"  # the leaders; India and Japan
    PRONOUN = "pronoun"  # they


def elsewhere(text: str, words_: frozenset[str]) -> bool:
    """Does a sentence, given with its words, speak of sport, entertainment or business?"""
    if not words_.isdisjoint(_ELSEWHERE):
        return True
    return ("league" in words_ or "executive" in words_) and _LEAGUE.search(text) is not None


def standing(clause: Clause, *, after: int | None = None, alone: bool = True) -> Standing | None:
    """Of the clause's subject; None where it is nobody of the kind.

    `after`: where the verb ends, for "discussed trade with Japan". `alone`: one state is enough where the
    sentence tells of talks.
    """
    found = list(_WORD.finditer(clause.subject))
    said = [match[0].lower().removesuffix("'s").removesuffix("’s") for match in found]
    if _is_of_others(said):
        return None
    talks = _last_talks(said)
    if talks is not None and _is_subject(clause.subject[found[talks].end() :].strip(" ,’'")):
        return Standing.EVENT
    if _are_actors(said):
        return Standing.SIDES
    return _by_names(clause, after, met=talks is not None, alone=alone)


def names_talks(text: str) -> bool:
    return _last_talks(_WORD.findall(text.lower())) is not None


def names_actors(text: str) -> bool:
    return _are_actors(_WORD.findall(text.lower()))


def _is_of_others(said: Sequence[str]) -> bool:
    for before, word in zip(("", *said), said, strict=False):
        if word in _OTHERS and not (word in {"council", "unions"} and before in _COUNCILS):
            return True
        if word in _LEADERS and before in _OTHER_LEADERS:
            return True
    return False


def _last_talks(said: Sequence[str]) -> int | None:
    """Where the last word for talks stands, save "board meeting"."""
    for place in range(len(said) - 1, -1, -1):
        before = said[place - 1] if place else ""
        if said[place] in _TALKS and before not in _OTHER_TALKS:
            return place
        if said[place] in {"session", "edition"} and before[:1].isdigit():
            return place
    return None


def _are_actors(said: Sequence[str]) -> bool:
    """Are there leaders or ministers, or "the two sides", "both Asian countries", "the pair"?"""
    for place, word in enumerate(said):
        before = said[max(0, place - 2) : place]
        if word in _LEADERS and (not before or before[-1] not in _OTHER_LEADERS):
            return True
        if word in _SIDES and _DETERMINERS.intersection(before):
            return word in {"countries", "sides"} or bool(_COUNTING.intersection(before))
        alone = word in {"pair", "duo"} or (word == "two" and _ALONE.issuperset(said[place + 1 : place + 2]))
        if alone and before[-1:] == ["the"]:
            return True
        if word == "heads" and said[place + 1 : place + 2] == ["of"]:
            return True
    return False


def _is_subject(rest: str) -> bool:
    """Is the noun before `rest` the subject's own, with no more than its complement after it?"""
    complement = _COMPLEMENT.match(rest) and len(rest) < _COMPLEMENT_REACH
    return not rest or bool(complement and not _NEW_SUBJECT.search(rest))


def _by_names(clause: Clause, after: int | None, *, met: bool, alone: bool) -> Standing | None:
    sentence, subject = clause.sentence, clause.subject
    who = _officials(sentence, clause.start, clause.end)
    sides = {side for n in who if (side := side_of(sentence, n))}
    if after is not None:
        sides |= _with(sentence, after)
    known = _named_before(sentence)
    if len(sides) + (len(_ONE.findall(subject)) if known else 0) > 1:
        return Standing.SIDES
    official = any(n.entity.kind is not EntityKind.ORGANISATION for n in who)
    if alone and sides and official and (met or _HINT.search(sentence.text)):
        return Standing.SIDES
    return Standing.PRONOUN if known and _PRONOUN.search(subject.strip()) else None


def _officials(sentence: Sentence, start: int, end: int) -> list[Named]:
    """Who is named in `start` to `end` of the text and stands for a state or a body of states."""
    base = sentence.span.start
    inside = (n for n in sentence.named if base + start <= n.span.start and n.span.end <= base + end)
    return [n for n in inside if side_of(sentence, n)]


def _with(sentence: Sentence, after: int) -> set[str]:
    """Who is talked with: "discussed trade with Japan", "with his counterpart"."""
    at = sentence.text.find(" with ", after)
    if at < 0:
        return set()
    reach = at + _WITH_REACH
    sides = {side for n in _officials(sentence, at, reach) if (side := side_of(sentence, n))}
    return sides or ({"counterpart"} if _COUNTERPART.search(sentence.text, at, reach) else set())


def side_of(sentence: Sentence, named: Named) -> str | None:
    """The state or body that a name stands for; None of a city, a topic or a private person."""
    entity = named.entity
    if entity.kind is EntityKind.COUNTRY:
        return entity.id
    if entity.kind is EntityKind.ORGANISATION:
        return entity.id if _BODY.search(entity.name) else None
    if entity.kind is not EntityKind.PERSON:
        return None
    if entity.country:
        return entity.country
    person = sentence.names.people.get(entity.id)
    return entity.id if person and _OFFICIAL.search(person.role) else None


def _named_before(sentence: Sentence) -> bool:
    """Has the text, shortly before, named somebody for whom a pronoun may stand?"""
    first = sentence.span.start - _BACK
    return any(
        n.entity.kind is not EntityKind.ORGANISATION and side_of(sentence, n)
        for n in sentence.names.named
        if first <= n.span.start < sentence.span.end
    )
