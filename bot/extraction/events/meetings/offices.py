"""Words of political office, and words that show that a sentence is about sport, show or business."""

import re

from bot.extraction.events.meetings.vocabulary import vocabulary
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.names import Named, Names
from bot.extraction.wordlists import words

OFFICES = words(
    """
    opposite number president presidents minister ministers premier premiers pm pms chancellor
    chancellors king queen emir sultan prince princess crown leader leaders leadership ambassador
    ambassadors envoy envoys secretary secretaries diplomat diplomats negotiator negotiators mediator
    mediators official officials delegation delegations commissioner governor senator senators lawmaker
    lawmakers speaker pope general commander counterpart counterparts government governments adviser
    advisor advisers advisors spokesperson spokesman spokeswoman representative representatives monarch
    ruler eam nsa aide aides head heads authorities parliament taoiseach ministry team teams sherpa
    sherpas chair chairman chairperson chairwoman legislators congressman junta
    """
)
"""Nouns that make a phrase one of people who speak for a state: "Chinese officials", "Mongolia's premier"."""

TITLES = OFFICES | words(
    """
    the a an his her its their new visiting deputy vice first former interim acting outgoing incoming
    senior top chief high-level high special state foreign external affairs defence defense trade finance
    economy energy interior home security prime national council led headed by both two three fellow host
    from mr mrs ms dr sir sheikh gen lt maj col de facto supreme military intelligence army air force
    economic commerce agriculture health environment climate water transport justice culture education
    technology petroleum oil industry labour labor coast guard policy commission peace nuclear federal
    royal highness majesty excellency lord lady dame baroness permanent under assistant acting-president
    republic kingdom union cabinet development cooperation international relations diplomatic political
    parliamentary bloc country nation countries nations states neighbouring neighboring longtime veteran
    of for by administration eam
    """
)
"""Words that may stand before a name, or with an office, in the phrase of one participant."""

_NO_OFFICE = lazy(
    r"\b(?:coach|manager|striker|captain|midfielder|defender|goalkeeper|actor|actress|singer"
    r"|director of|filmmaker|CEO"
    r"|chief executive|founder|co-founder|editor|author|player|owner|star|businessman|tycoon"
    r"|billionaire|rapper"
    r"|chef|artist|journalist|reporter|analyst|FIFA|UEFA|IOC|ICC|BCCI|club|university|bank|company)\b",
    re.IGNORECASE,
)
_VAGUE = words(
    "head heads chair chairman chairperson chairwoman team teams aide aides chief ministry commander"
)
_OFFICE = lazy(
    rf"\b(?:{'|'.join(sorted(OFFICES - _VAGUE))}|presidential|government|state|national|foreign"
    rf"|security|intelligence"
    r"|defen[cs]e|army|parliamentary|royal|diplomatic|kremlin|white house|nuclear|trade)\b",
    re.IGNORECASE,
)
"""What an office of state has in its name: the head of a company has an office too."""

_ELSEWHERE = words(
    """
    semifinal semifinals quarterfinal quarterfinals finals match matches fixture fixtures
    trophy goal goals inning innings wicket wickets striker strikers midfielder goalkeeper coach champion
    champions championship championships tournament olympic olympics qualifier qualifiers squad medal
    medals stadium film movie album premiere actor actress singer concert playoff playoffs knockout
    cricket football soccer rugby tennis hockey basketball chess odi friendly shareholder shareholders
    takeover merger halftime touchdown fans seed seeded rematch
    """
)
_ELSEWHERE_PHRASES = lazy(
    r"(?<!arab )(?<!muslim )\bleagues?\b(?! of (?:arab|nations))|semi-final|quarter-final"
    r"|\bin the final\b|\bgrand prix|kick-off"
    r"|box office|transfer (?:fee|window)"
    r"|group stage|test series|\bt20\b|world cup|title race|round of 16|\blast 16\b"
)


def is_elsewhere(sentence: Sentence) -> bool:
    """Is it about sport, show or business? Where states meet in such words, their teams do."""
    if not _ELSEWHERE.isdisjoint(vocabulary(sentence.text)):
        return True
    return _ELSEWHERE_PHRASES.search(sentence.text.lower()) is not None


def is_political(named: Named, names: Names) -> bool:
    """Does the person speak for a country, or hold an office of state?"""
    person = names.people.get(named.entity.id)
    role = person.role if person else ""
    if role and _NO_OFFICE.search(role):
        return False
    if role:
        return _OFFICE.search(role) is not None
    return named.entity.country is not None
