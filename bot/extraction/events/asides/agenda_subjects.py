"""Agendas told by the word itself: "trade topped the agenda", "the agenda includes trade and energy"."""

import re
from collections.abc import Iterator

from bot.extraction.events.asides.agenda import Reading, is_foreign_agenda, told, told_after
from bot.extraction.events.asides.clauses import BE, WHEN, Clause, clause_before
from bot.extraction.events.asides.lists import items_of
from bot.extraction.events.asides.moods import is_past, modality_of
from bot.extraction.events.asides.sides import names_actors, names_talks
from bot.extraction.events.asides.triggers import few
from bot.extraction.events.drafts import Aside
from bot.extraction.events.links import doubted
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words

SUBJECTS = words(
    """
    agenda dominate dominates dominated dominating figure figures figured figuring feature features featured
    discussed taken reviewed raised addressed covered debated come comes came discussion table focus topic
    theme heart centre center central top topics issues subjects items matters priorities
    """
)
LISTED = words("agenda topics issues matters subjects items")

_MODIFIED = (
    r"(?:(?:packed|full|formal|official|bilateral|summit(?:['’]s)?|meeting['’]s|talks['’]?|leaders['’]?"
    r"|crowded|joint|two-day|main|broad|visit['’]s) )?"
)
_THE = r"(?:the|their|its|this|that)"
_SOME_TALKS = (
    r"(?:[\w–’'-]+ ){0,4}?"
    r"(?:talks|discussions?|meetings?|summit|conversations?|deliberations|visit|negotiations|gathering)"
)
_TOPICS = r"(?:topics|issues|subjects|matters|items)"
_MAIN = r"(?:the )?(?:main |key |central |primary |major |top |chief )"
_VERB = lazy(
    r"(?<![\w-])(?:(?:(?:also|top|high|higher|firmly|squarely|back|prominently|first|at the top|next) ){0,2}"
    rf"(?:on|of|atop) (?:the|their) {_MODIFIED}agenda"
    r"|(?:top|head|crowd|lead|domin)(?:s|ped|ping|ed|ing|ate|ates|ated|ating)? (?:the|their|its|much of the)"
    rf" {_MODIFIED}agenda|led (?:the|their) agenda"
    rf"|(?:domin(?:ates?|ated|ating) (?:(?:{_THE}|much of the|\w+['’]s?) )?{_SOME_TALKS}"
    r"|(?:figur|featur)(?:es?|ed|ing)? (?:prominently|high|highly|strongly|heavily)"
    rf"|(?:figur|featur)(?:es?|ed|ing)? (?:in|during|at) (?:the|their) {_SOME_TALKS}"
    r"|(?P<done>discussed|taken up|reviewed|raised|addressed|covered|debated)"
    r"|c(?:ome|omes|ame) up (?:for discussions?|in|at|during)|under discussion|on the table"
    rf"|{_MAIN}?focus of (?:the|their) {_SOME_TALKS}"
    rf"|{_MAIN}(?:topic|theme|item)s? (?:of|at|in|for|on) (?:the|their) {_SOME_TALKS}"
    rf"|(?:at the (?:top|heart|cent(?:re|er)) of|central to) (?:the|their) {_SOME_TALKS}"
    rf"|among (?:the )?(?:main |key |top |other |major |central )?(?:{_TOPICS}|priorities)"
    r"(?: (?:that )?(?:to be |being |were |are |would be |will be )?(?:discussed|on the agenda|taken up"
    r"|under discussion|for discussion|for the (?:talks|summit|meeting)))?)(?! of))(?![\w-])",
    re.IGNORECASE,
)
_LEADING = lazy(
    r"\s*(?:(?:At|In|On|During|After|Before|With|As|When|While|Following|Ahead|For|Despite|Amid|According"
    r"|Among|Under|Besides|Apart|Against|By|Meanwhile|However|Earlier|Separately|Also|Later|Moreover"
    r"|Additionally|Today|at|in|on|during|ahead)\b[^,]{0,120},\s*|(?:and|with|[Bb]ut|,)\s+|(?:On|In) \w+day )"
)
_NO_SUBJECT = lazy(
    r"\b(?:which|that|who)\b,?\s*$|\b(?:\w+ed|said|told|made|took|gave|held) (?:the|an?|its|his|her|their"
    r"|that|[A-Z])|\b(?:issues|topics|matters|subjects|questions|last (?:year|week|month))\b[ ,]*$"
)
_TOLD_BEFORE = lazy(
    rf"\b(?:{WHEN}|[A-Z]\w+ (?:visits|arrives|meets) [^,]{{1,60}}),? (?:and|with) "
    r"|\b(?:will|is|are|was|were|has|have) [^,]{1,90}, and "
)
_ABSOLUTE = lazy(r"\b(?:[Ww]ith|puts?|putting|placed|keeps?|kept) (?=[^,]{3,})")
_FINITE = frozenset({"will", "is", "are", "was", "were", "would"})
_TALKED_ABOUT = ("discussed", "taken up", "on the table", "among")
_LONGEST_SUBJECT = 170
"""Characters of a list that is the subject of its verb."""
_AROUND = 90
"""Characters after the verb in which talks are named: "were discussed during the meeting"."""

_AUXILIARIES = r"(?:(?:will|would|is|was|are|were|also|likely|expected|to|may|be) ){0,4}"
_OF = r"(?: (?:for|of|at) [^,.;:]{1,70}?)?"
_STATED = (
    r"(?: (?:that )?(?:on the (?:table|agenda)|under discussion|(?:to be |being |they |were )?(?:discussed"
    r"|raised|covered|taken up|addressed)|of discussion|for discussion)(?: [^,.;:]{1,60}?)?)"
)
_LISTED = lazy(
    rf"\b(?:agenda{_OF} {_AUXILIARIES}(?:includ(?:es?|ed|ing)|cover(?:s|ed)?|span(?:s|ned)?"
    r"|featur(?:es?|ed)|compris(?:es?|ed)|dominated by)"
    rf"|(?:on|of) (?:the|their) (?:[\w’'-]+ ){{0,2}}?agenda{_OF} ?"
    r"(?:(?:is|are|was|were|will be|would be)(?= (?!set|expected|likely|due|not|to\b|also))|:)"
    rf"|{_TOPICS}{_STATED} {_AUXILIARIES}(?:includ(?:es?|ed)|were|are|be|range from|ranged from)"
    rf"|among (?:the )?(?:main |key |top |major )?{_TOPICS}{_STATED} (?:is|are|was|were|will be)"
    r"|agenda ?:)(?=[ :])",
    re.IGNORECASE,
)
_EXPECTED = lazy(r"\b(?:expected|likely|may)\b")
_PAST = lazy(r"\b(?:were|was|included|covered|discussed|raised)\b")


def subjects(sentence: Sentence) -> Iterator[Aside]:
    """What stands before such a verb."""
    for match in few(_VERB, sentence.text):
        clause = clause_before(sentence, match.start())
        if match["done"] and not clause.auxiliaries & BE:
            continue  # "the leaders discussed": what is talked about follows
        modality = _modality(clause, match)
        start = _list_start(clause)
        if modality is not None and _is_diplomatic(sentence.text, clause, start, match):
            yield from _told_before(clause, start, match, modality)


def _told_before(clause: Clause, start: int, match: re.Match[str], modality: Modality) -> Iterator[Aside]:
    sentence = clause.sentence
    subject = sentence.text[start : clause.end]
    if 0 < len(subject) <= _LONGEST_SUBJECT and not _NO_SUBJECT.search(subject):
        spans = items_of(sentence.text, start, clause.end, headline=sentence.is_title)
        weight = 1.0 if "agenda" in match[0].lower() else 0.9
        reading = Reading(words=match, rule="agenda.subject/1", weight=weight, modality=modality)
        yield from told(sentence, spans, reading)


def _modality(clause: Clause, match: re.Match[str]) -> Modality | None:
    past = is_past(match[0])
    modality = modality_of(clause, past=past)
    if modality is Modality.HELD and not past and clause.auxiliaries & {"is", "are"}:
        return Modality.SCHEDULED  # "is on the agenda": whether it is talked about stays to be seen
    return modality


def _is_diplomatic(text: str, clause: Clause, start: int, match: re.Match[str]) -> bool:
    """A verb that anything may be the subject of needs talks or those who talk beside it."""
    words_ = match[0].lower()
    if is_foreign_agenda(text):
        return False
    ahead = clause.auxiliaries & {"will", "would"} and words_.startswith(_TALKED_ABOUT)
    if ahead or "agenda" in words_:
        return True
    around = f"{text[:start]} {text[match.start() : match.end() + _AROUND]}"
    return names_talks(around) or names_actors(around)


def _list_start(clause: Clause) -> int:
    """Where the list that is the subject begins: after "At the summit," or "with"."""
    text, start = clause.sentence.text, clause.start
    for before in _TOLD_BEFORE.finditer(text, start, clause.end):
        start = before.end()
    if not clause.auxiliaries & _FINITE:
        for absolute in _ABSOLUTE.finditer(text, start, clause.end):
            start = absolute.end()
    while (leading := _LEADING.match(text, start, clause.end)) is not None and leading.end() < clause.end:
        start = leading.end()
    return start


def listed(sentence: Sentence) -> Iterator[Aside]:
    """What follows "the agenda includes"."""
    for match in few(_LISTED, sentence.text):
        said = match[0].lower()
        denied = " not " in said or doubted(sentence, sentence.span.start + match.start())
        if not denied and not is_foreign_agenda(sentence.text):
            reading = Reading(words=match, rule="agenda.includes/1", weight=1.0, modality=_listed_as(said))
            yield from told_after(sentence, reading)


def _listed_as(said: str) -> Modality:
    if _EXPECTED.search(said):
        return Modality.EXPECTED
    return Modality.HELD if _PAST.search(said) and "will" not in said else Modality.SCHEDULED
