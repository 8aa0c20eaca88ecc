"""Modality of a noun such as "talks", from what describes it, what follows it and the verb that rules it."""

import re

from bot.extraction.events.modality.clauses import after, before
from bot.extraction.events.modality.governors import GOVERNORS, HOLDING, NONE, ON
from bot.extraction.events.modality.patterns import AnyCase, any_of, meant
from bot.extraction.events.modality.verbs import of_verb
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_QUALIFIERS = any_of(
    (
        (Modality.CANCELLED, "cancell?ed | aborted | scrapped | scuttled | abandoned"),
        (Modality.POSTPONED, "postponed | delayed | rescheduled | deferred"),
        (Modality.RUMOURED, "possible | potential | prospective | rumou?red | hypothetical | would-be | any"),
        (Modality.DENIED, "no"),
        (Modality.PROPOSED, "proposed | mooted | hoped-for | suggested"),
        (Modality.EXPECTED, "expected | likely | tentative | anticipated"),
        (Modality.SCHEDULED, "planned | upcoming | forthcoming | scheduled | coming | impending"),
        (Modality.HELD, "recent | earlier | previous | past | ongoing"),
    )
)
_PREMODIFIED = lazy(r"(?:[\w’'.–/-]{1,30} ){0,6}$")
_NO_ADJECTIVE = AnyCase(r" (?:to|for|of|in|with|from|that|by|on|at|the|an?|his|her|its|their) ")

_PREDICATES = any_of(
    (
        (
            Modality.CANCELLED,
            "cancell?ed | called off | scrapped | scuttled | aborted | abandoned | shelved | axed",
        ),
        (
            Modality.POSTPONED,
            """
            postponed | put off | delayed | deferred | rescheduled | pushed back | suspended | adjourned
            | put on hold | moved to
            """,
        ),
        (
            Modality.DENIED,
            r"""
            (?:will|would|did|does|was|were|is|are|has|have) (?:not|never)(?: yet)? (?:be |been |take )?\w+
            | (?:wo|did|was|were|is|are|has|had|have|would)n[’']t | ruled out | fell through
            """,
        ),
        (
            Modality.RUMOURED,
            r"(?:could|may|might|can) \w+ | under consideration | being considered | unlikely",
        ),
        (Modality.PROPOSED, "(?:was|were|been) (?:proposed|offered|suggested|mooted)"),
        (Modality.EXPECTED, "expected | likely | tentatively | should | anticipated"),
        (
            Modality.SCHEDULED,
            """
            will | would | shall | to (?:be held|take place|begin|start|open|resume) | (?:is|are) to | due
            | set | scheduled | slated | planned | begins? | starts? | opens? | resumes? on
            """,
        ),
        (
            Modality.HELD,
            """
            (?:was|were|been|being) (?:held|hosted|convened|mediated) | took place | takes? place | held
            | ended | began | started | opened | concluded | wrapped up | lasted | resumed | focus?sed
            | covered | came | comes | (?:are|is) under ?way | continued | broke down | collapsed
            | followed | marked | underscored | dealt
            """,
        ),
    )
)
_NEWS = frozenset({Modality.CANCELLED, Modality.POSTPONED, Modality.DENIED})
"""What counts beside another predicate of the same noun: "due on Friday, was called off"."""

_UNRULED = AnyCase(r"[,;:()]|\b(?:and|but|who|which|that|when|while|as|said|says|where)\b")
_FOR = AnyCase(
    r"\b(travel\w*|visit\w*|arriv\w+|fl(?:y|ies|ew|ying|own)|land\w*|head\w*|go(?:es|ing)?|went"
    r"|c[ao]mes?|coming|return\w*"
    r"|invit\w+|welcom\w+|host\w*|receiv\w+|met|meets?|gather\w*|join\w*|in|sen[dt]|dispatch\w*|summon\w*)\b"
    r"[^;:]{0,90}? for(?: [\w’'-]+){0,6} $"
)
_MET = lazy(r"(?:hosted|receiv|met|meets?|gathered|joined|welcomed)", re.IGNORECASE)
_GAP = 90
"""Characters between a verb and its noun: "held a second round of closed-door bilateral"."""
_PLACED = frozenset({"in", "at", "from", "of"})
"""They rule the noun, but do not tell when it is: "in talks with"."""

_LINKS = words(
    """
    is are was were be been being has have had will would shall which that due set scheduled slated
    planned expected likely held hold to take taken place on in at for from between with and of the their
    his her its a an this next last later early late week month year day days both also now then by
    originally initially today tomorrow yesterday leaders leader president prime minister ministers
    foreign defence defense two three round here there again abruptly indefinitely suddenly temporarily
    officially indirect direct earlier previously until
    """
)
_OTHER_SUBJECT = lazy(r", (?!on\b|\w+day\b)[A-Z]")
_WORD = lazy(r"[^\W_](?:[\w’'-]*\w)?")
_MOST = 18
"""Words between a noun and what is said of it; a longer way round is another clause."""


def of_noun(sentence: Sentence, noun: Span) -> Modality | None:
    """What the text says of the happening beside naming it; None where it says nothing."""
    predicate = predicate_of(sentence, noun)
    if predicate in _NEWS:
        return predicate
    clause = before(sentence, noun.start)
    governor = _governor(sentence, noun, clause)
    return governor if governor in _NEWS else _qualifier(clause) or predicate or governor


def predicate_of(sentence: Sentence, noun: Span) -> Modality | None:
    """What is said after it in the same breath: "which was due on Friday, has been called off"."""
    clause = after(sentence, noun.end)
    said: list[Modality] = []
    at = 0
    for match in _PREDICATES.finditer(clause):
        if not _linked(clause[at : match.start()]):
            break
        said.append(meant(match))
        at = match.end()
    return next((put for put in said if put in _NEWS), said[0] if said else None)


def _linked(between: str) -> bool:
    """Do only words of holding and scheduling, names and numbers stand there, and no other subject?"""
    if _OTHER_SUBJECT.match(between):
        return False
    found = _WORD.findall(between)
    return len(found) <= _MOST and all(not word[0].islower() or word in _LINKS for word in found)


def _qualifier(clause: str) -> Modality | None:
    """An adjective in the phrase: "the planned trilateral"."""
    near = _PREMODIFIED.search(clause)
    phrase = near[0] if near else ""
    described = [m for m in _QUALIFIERS.finditer(phrase) if not _NO_ADJECTIVE.search(phrase[m.end() :])]
    return meant(described[-1]) if described else None


def _governor(sentence: Sentence, noun: Span, clause: str) -> Modality | None:
    """The nearest verb or preposition that rules it: "held", "called for", "ahead of"."""
    if _last(NONE, clause):
        return Modality.DENIED
    verb = _last(HOLDING, clause) or (_last(ON, clause) if _is_visit(sentence, noun) else None)
    governor = _last(GOVERNORS, clause)
    after_verb = verb is not None and (governor is None or verb.end() >= governor.end())
    if verb and (after_verb or (governor is not None and governor[0].lower() in _PLACED)):
        start = noun.start - len(clause) + verb.start()
        return of_verb(sentence, Span(start=start, end=start + len(verb[0])))
    if governor is None or governor[0].lower() in _PLACED:
        return _purpose(sentence, noun, clause)
    return meant(governor)


def _purpose(sentence: Sentence, noun: Span, clause: str) -> Modality | None:
    """As "arrived in Paris for talks": they are still to come, unless those who come are met by it."""
    came = _FOR.search(clause)
    if came is None:
        return None
    start = noun.start - len(clause) + came.start()
    put = of_verb(sentence, Span(start=start, end=start + len(came[1])))
    ahead = put is Modality.HELD and not _MET.match(came[1])
    return Modality.SCHEDULED if ahead else put


def _is_visit(sentence: Sentence, noun: Span) -> bool:
    return sentence.cut(noun.start, noun.end).lower().startswith(("visit", "trip", "tour"))


def _last(pattern: AnyCase, clause: str) -> re.Match[str] | None:
    """The last match near the clause's end, if no other clause begins after it."""
    matches = [m for m in pattern.finditer(clause) if len(clause) - m.end() <= _GAP]
    return matches[-1] if matches and not _UNRULED.search(clause[matches[-1].end() :]) else None
