"""Agendas told by words of talking: "the leaders will discuss trade", "talks with Garnier on trade"."""

import re
from collections.abc import Iterator

from bot.extraction.events.asides.agenda import Reading, told_after
from bot.extraction.events.asides.clauses import MONTH, WHEN, Clause, clause_before, is_noun, object_end
from bot.extraction.events.asides.moods import is_past, modality_of, of_matrix
from bot.extraction.events.asides.sides import Standing, names_actors, names_talks, standing
from bot.extraction.events.asides.triggers import few, forms
from bot.extraction.events.drafts import Aside
from bot.extraction.events.links import doubted
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words

VERBS = forms(
    """
    focus center centre revolve concentrate cover address tackle touch examine consider discuss debate
    exchange review deliberate talk consult compare delve explore look narrow bridge zero
    """
) | words(
    "focussed focussing deal deals dealt dominated overshadowed devoted dedicated take takes took taking"
    " taken speak spoke raised work"
)
NOUNS = words(
    """
    talks discussion discussions negotiations consultations conversation conversations dialogue deliberations
    meeting meetings summit session confer confers conferred conferring consulted huddle huddled spoke speak
    speaks met meet meets
    """
)
ABOUT = words("on about over regarding concerning")
FAILURES = words("deadlock impasse stalemate standoff without agree reach")

_ADVERB = (
    r"(?: (?:mainly|primarily|largely|chiefly|mostly|heavily|squarely|especially|also|both|particularly"
    r"|extensively|in particular|at length|in detail|in depth|directly|briefly|specifically|principally))?"
)
_ABOUT = r"(?:on|about|over|regarding|concerning)"
_VERB = lazy(
    r"(?<![\w-])(?:(?P<focus>(?:focus(?:s?es|s?ed|s?ing)?|cent(?:re|er)(?:s|d|ed)?|cent(?:er|r)ing"
    rf"|revolv(?:es?|ed|ing)|concentrat(?:es?|ed|ing)|zero(?:es|ed|ing)? in){_ADVERB}"
    r" (?:on|upon|around|round))"
    rf"|(?P<people>discuss(?:es|ed|ing)?{_ADVERB}|debat(?:es?|ed|ing)"
    rf"|exchang(?:es?|ed|ing) (?:\w+ ){{0,3}}?(?:views|opinions|perspectives|assessments|notes) {_ABOUT}"
    r"|review(?:s|ed|ing)?(?: (?:the )?(?:\w+ )?(?:progress|status|state|implementation)(?: made)?"
    r" (?:on|of|in))?|t(?:ake|akes|ook|aken|aking) (?:up|stock of)|deliberat(?:es?|ed|ing) (?:up)?on"
    rf"|talk(?:ed|ing)? (?:about|over)|sp(?:eak|oke) about|consult(?:s|ed|ing)? on"
    rf"|compar(?:es?|ed|ing) notes {_ABOUT}|delv(?:es?|ed|ing) into|look(?:s|ed|ing)? (?:into|at ways)"
    r"|touch(?:es|ed|ing)? (?:up)?on|raised the (?:issues?|questions?|matters?|subject) of|(?<=to )work on"
    r"|(?:narrow|bridg)(?:e|ed|ing)? (?:\w+ ){0,2}(?:differences|gaps) (?:on|over)"
    r"|explor(?:es?|ed|ing)(?= (?:\w+ ){0,2}(?:ways|opportunities|avenues|possibilities|cooperation"
    r"|collaboration|prospects|options)))"
    r"|(?P<talks>cover(?:s|ed|ing)?|address(?:es|ed|ing)?|deal(?:s|t|ing)? with|tackl(?:es?|ed|ing)"
    r"|(?:dominated|overshadowed) by|(?:devoted|dedicated) to|examin(?:es?|ed|ing)|consider(?:s|ed|ing)?))"
    r"(?=[ :,])",
    re.IGNORECASE,
)
_NO_TOPIC = (
    rf"(?:{WHEN}|{MONTH}|(?:the )?(?:side-?lines?|margins?|fringes?|eve|phone|telephone|weekend|ground|way"
    r"|day|spot|grounds)\b|[0-9]|(?:\w+ )?(?:days|weeks|months|hours|soil|territory)\b|hold\b|track\b"
    r"|Capitol|lunch|dinner|breakfast|tea\b|board\b|condition|behalf|course|a visit|a (?:two|three)-day"
    r"|video|zoom|either['’]s|[A-Z]\w+ (?:[Ii]sland|soil)|several (?:days|hours)"
    r"|the (?:next|past|last|first|second)\b|(?:for|to|and|at|with|in|by)\b|their way|one side|neutral"
    r"|equal|an equal|camera|schedule|sunday|saturday|how)"
)
_GAP = r"(?P<gap>(?: [^ .;:?!“”\"()]{1,30}){0,16}?)"
_NOUN = lazy(
    r"(?<![\w-])(?:(?:talks|discussions?|negotiations|consultations|conversations?|dialogue|deliberations"
    r"|meetings?|summit|session|conferr?(?:s|ed|ing)?|consulted|huddl(?:es?|ed)|spoke|speaks?)"
    rf"{_GAP} (?:focus(?:ed|ing) )?{_ABOUT}|(?:met|meets?){_GAP.replace('gap', 'met')} (?:over|about))"
    rf"(?= (?!{_NO_TOPIC}))",
    re.IGNORECASE,
)
_SMALL = words(
    """
    with between and in at on of the his her its their counterpart counterparts minister ministers foreign
    president prime leader leaders officials government here this last next week month year earlier later
    today to from held day two-day three-day state king chancellor premier defence defense secretary general
    visiting delegation both sides two an informal his excellency countries a phone telephone by for hours
    side sidelines
    """
)
_NAMES_END = words("Conference Council Commission Committee Forum Agreement Group Convention Dialogue")
_FAILURE = lazy(
    r"(?<![\w-])(?:(?:deadlock|impasse|stalemate|standoff|without (?:any |an? )?(?:\w+ )?(?:deal|agreement"
    r"|accord|breakthrough|consensus|compromise|decision|conclusions?|progress)) (?:on|over)"
    r"|(?:fail(?:ed|s)? to|could not|unable to) (?:agree|reach (?:an? |any )?(?:agreement|deal"
    r"|consensus|compromise)) (?:on|over))(?= (?!whether|how|when|who|what))",
    re.IGNORECASE,
)
_CEREMONY = lazy(
    r"\s*(?:the |a )?(?:guards? of honou?r|troops|parade|office\b|post\b|position|arms\b|residence|charge"
    r"|role\b|gifts|pleasantries|reporters|parliament|a (?:joint )?(?:press|news)|the nation"
    r"|(?:the )?(?:gathering|summit|assembly|crowd|audience)|a (?:rally|crowd|gathering)"
    r"|[\w ]{0,20}(?:press|news) conference|fire\b|prisoners|toasts|views\b)",
    re.IGNORECASE,
)
_LOOSE = lazy(r"(?:,|\b(?:package|plan|deal|program(?:me)?|strategy|policy|statement|fund|report))\s*$")
_AHEAD = lazy(r"\b(?:will|to|due|scheduled|upcoming|planned|next)\b", re.IGNORECASE)
_BROKEN = lazy(
    r"\b(?:call(?:s|ed)|walk\w*|withdr\w+|suspend\w*|br(?:eak|oke)\w*|quit\w*|boycott\w*|collaps\w+"
    r"|launch\w*|establish\w*|creat\w+|(?:set|sets|setting) up|protest\w*|skip\w*|left|open negotiations)\b"
)


def verbs(sentence: Sentence) -> Iterator[Aside]:
    """What follows "discussed" and "focused on"."""
    for match in few(_VERB, sentence.text):
        clause = clause_before(sentence, match.start())
        weight = _weight(match, clause) if _is_verb(clause, match) else 0.0
        modality = _modality(clause, match) if weight else None
        if modality is not None:
            rule = f"agenda.{match.lastgroup}/1"
            yield from told_after(sentence, Reading(words=match, rule=rule, weight=weight, modality=modality))


def _is_verb(clause: Clause, match: re.Match[str]) -> bool:
    """Is it a verb, and one with its object behind it that can be talked about?"""
    text = match.string
    followed = text.startswith((" of ", " by ", " from "), match.end())
    if is_noun(text, match.start()) or (followed and not match[0].endswith(("of", "on"))):
        return False
    passive = match.lastgroup != "focus" and _is_passive(clause, match[0].lower())
    return not passive and _CEREMONY.match(text, match.end()) is None


def _is_passive(clause: Clause, verb: str) -> bool:
    """Does what is talked about stand before the verb: "was discussed", "to be taken up"?"""
    if verb.endswith(("ing", " by", " to")) or not is_past(verb):
        return "be" in clause.auxiliaries and verb.startswith("taken")
    return clause.is_passive or bool(clause.auxiliaries & {"be", "been", "being"})


def _weight(match: re.Match[str], clause: Clause) -> float:
    """How sure a verb with such a subject tells of an agenda; 0 where it does not."""
    why = standing(clause, after=match.end())
    if why is None or (match.lastgroup == "talks" and why is not Standing.EVENT):
        return 0.0
    if why is Standing.EVENT:
        return 1.0
    loose = not clause.auxiliaries and _LOOSE.search(clause.subject)
    if match.lastgroup == "focus" and why is Standing.SIDES and loose:
        return 0.0  # "announced a package, focused on water"
    return 0.9 if why is Standing.SIDES else 0.7


def _modality(clause: Clause, match: re.Match[str]) -> Modality | None:
    """Of "talks focused on trade" the clause around it tells: "will hold talks focused on trade"."""
    past = is_past(match[0])
    participle = match.lastgroup == "focus" and not clause.auxiliaries
    found = modality_of(clause, past=past and not participle)
    if participle and past and found is Modality.SCHEDULED:
        return Modality.SCHEDULED if _AHEAD.search(clause.subject) else Modality.HELD
    return found


def nouns(sentence: Sentence) -> Iterator[Aside]:
    """As in "held talks with Garnier in Tokyo on Monday on trade"."""
    for match in few(_NOUN, sentence.text):
        if not _is_complement(match["gap"] or match["met"] or ""):
            continue
        clause = clause_before(sentence, match.end())
        modality = _noun_modality(clause, match) if _is_diplomatic(clause) else None
        if modality is not None:
            yield from told_after(
                sentence, Reading(words=match, rule="agenda.talks-on/1", weight=0.7, modality=modality)
            )


def _noun_modality(clause: Clause, match: re.Match[str]) -> Modality | None:
    """From the clause around the noun, and from what follows the topic: "talks on X will begin"."""
    sentence, text = clause.sentence, match.string
    before = text[clause.start : match.start()]
    if _BROKEN.search(before) or doubted(sentence, sentence.span.start + match.start()):
        return None
    end = object_end(sentence, match.end())
    return of_matrix(before + text[end : end + 40], headline_to=" to " in f" {before} ")


def _is_diplomatic(clause: Clause) -> bool:
    why = standing(clause)
    anybody = bool(clause.sentence.named) or names_actors(clause.sentence.text)
    return why is Standing.SIDES or (why is Standing.EVENT and anybody)


def _is_complement(gap: str) -> bool:
    """Does nothing stand there but with whom, where and when: names, days and small words?"""
    found = gap.split()
    if found and found[-1] in _NAMES_END:
        return False  # "the Conference on Trade" is a name
    return all(word.strip(",") in _SMALL or not word[0].islower() for word in found)


def failures(sentence: Sentence) -> Iterator[Aside]:
    """What they did not agree on was talked about: "the deadlock over", "ended without a deal on"."""
    for match in few(_FAILURE, sentence.text):
        before = sentence.text[: match.start()]
        if sentence.named and (names_talks(before) or names_actors(before)):
            reading = Reading(words=match, rule="agenda.failed/1", weight=0.7, modality=Modality.HELD)
            yield from told_after(sentence, reading)
