"""STATUS: scheduled, held, postponed, cancelled; imposed, extended, lifted; signed."""

import re
from collections.abc import Iterator

from bot.extraction.dates import DateExpression
from bot.extraction.events.drafts import Draft
from bot.extraction.events.links import doubted, linked
from bot.extraction.events.phrases import Phrase
from bot.extraction.facts import EventKind, Slot
from bot.extraction.text import Span

STRONGEST_FIRST = ("cancelled", "postponed", "lifted", "extended", "imposed", "signed", "held", "scheduled")
"""Of several in one text the strongest is the news: what was due and has been postponed is postponed."""

_AFTER = re.compile(
    r"""\b(?:
      (?P<scheduled>
          (?:will|to|would)\s(?:be\s(?:held|hosted|convened)|take\splace|begin|open|start|convene|go\sahead)
        | scheduled | slated | (?:is|are)\s(?:set|due|planned|expected|likely)
        | (?:set|due|planned)\s(?:for|to|in|on) | will\b )
    | (?P<cancelled> cancell?ed | called\soff | scrapped )
    | (?P<postponed> postponed | put\soff | deferred | delayed | pushed\sback | rescheduled | moved\sto )
    | (?P<held> held | took\splace | concluded | ended | wrapped\sup
        | (?:was|were)\s(?:hosted|convened) | opened | began )
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_VERBS = {
    "cancelled": r"cancel(?:s|led|ed|ling|ing)?|call(?:s|ed)? off|scrap(?:s|ped)?",
    "postponed": r"postpon(?:e|es|ed|ing)|put(?:s)? off|defer(?:s|red)?|delay(?:s|ed)?|reschedule(?:s|d)?",
    "scheduled": r"(?:will|to|set to|due to) (?:hold|host|attend|convene|co-host|open)"
    r"|preparations? (?:underway |under way )?for|gear(?:s|ing)? up for|prepar(?:es?|ing|atory step) for"
    r"|ahead of",
    "held": r"(?<!be )held|hosted|attended|concluded|wrapped up|co-hosted",
}
_OF_KIND = {
    EventKind.AGREEMENT: {"signed": r"signed|concluded|inked|ratified"},
    EventKind.SANCTION: {
        "imposed": r"imposed?|imposes|imposing|adopt(?:s|ed)?|slapp?(?:s|ed)?",
        "extended": r"extend(?:s|ed)?|prolong(?:s|ed)?|renew(?:s|ed)?",
        "lifted": r"lift(?:s|ed)?|eas(?:es|ed)|remov(?:es|ed)",
    },
}
_BEFORE = {
    kind: re.compile(
        "|".join(
            rf"(?P<{status}>\b(?:{verbs})(?!\w))"
            for status, verbs in (_OF_KIND.get(kind, {}) | _VERBS).items()
        ),
        re.IGNORECASE,
    )
    for kind in EventKind
}
_HEAD = re.compile(r"\b(upcoming|forthcoming|coming|next|planned|scheduled)\b", re.IGNORECASE)
_HEAD_CHANGED = re.compile(
    r"\b(?:(?P<cancelled>cancell?ed|scrapped)|(?P<postponed>postponed|delayed|rescheduled))\b"
)
_NEAR = 24
"""Characters between a verb and the phrase it governs: "will host Mori for the"."""


def statuses(phrase: Phrase, kind: EventKind, dates: tuple[DateExpression, ...]) -> Iterator[Draft]:
    """What the words before, in and after the phrase say of it; not where the text doubts or denies it."""
    yield from _governed(phrase, kind)
    yield from _qualified(phrase)
    if kind is not EventKind.SANCTION:
        yield from _predicated(phrase, dates)


def _governed(phrase: Phrase, kind: EventKind) -> Iterator[Draft]:
    """The verb right before it: "Moscow postponed the summit"."""
    start = max(phrase.sentence.span.start, phrase.head.start - 60)
    before = phrase.sentence.cut(start, phrase.head.start)
    verbs = list(_BEFORE[kind].finditer(before))
    if not verbs or not verbs[-1].lastgroup:
        return
    verb = verbs[-1]
    gap = before[verb.end() :]
    near = len(gap) <= _NEAR and linked(phrase.sentence, start + verb.end(), phrase.head.start)
    if not near or doubted(phrase.sentence, start + verb.start()):
        return
    yield status_of(verb.lastgroup or "", _at(start, verb), "status.verb/1", 0.9)


def _qualified(phrase: Phrase) -> Iterator[Draft]:
    """Words inside it: "the upcoming summit", "the postponed summit"."""
    head = phrase.sentence.cut(phrase.head.start, phrase.head.end)
    if match := _HEAD_CHANGED.search(head):
        yield status_of(match.lastgroup or "", _at(phrase.head.start, match), "status.qualified/1", 0.8)
    elif match := _HEAD.search(head):
        yield status_of("scheduled", _at(phrase.head.start, match), "status.qualified/1", 0.85)


def _predicated(phrase: Phrase, dates: tuple[DateExpression, ...]) -> Iterator[Draft]:
    """Verbs after it: "was held"; "..., which was due in May, has been cancelled"."""
    sentence = phrase.sentence
    for match in _AFTER.finditer(sentence.cut(phrase.end, sentence.span.end)):
        if not linked(sentence, phrase.end, phrase.end + match.start(), dates=dates):
            return
        yield status_of(match.lastgroup or "", _at(phrase.end, match), "status.predicate/1", 0.95)


def _at(start: int, match: re.Match[str]) -> Span:
    return Span(start=start + match.start(), end=start + match.end())


def status_of(status: str, evidence: Span, rule: str, weight: float) -> Draft:
    return Draft(slot=Slot.STATUS, value=status, shown=status, evidence=evidence, rule=rule, weight=weight)
