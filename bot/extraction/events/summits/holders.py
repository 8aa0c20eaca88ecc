"""Those who hold a summit, as the sentence names them: the subject of its verb, and whom it receives."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.extraction.events.lists import Row, row_after, row_before
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.coming import Coming, coming_to
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_VERBS = (
    r"hold|holds|held|holding|convene|convenes|convened|stage|stages|staged|have|had|having|co-host|co-hosts"
    r"|co-hosted|meet for|meets for|met for|meeting for|meeting at|meet at|met at|conclude|concluded"
    r"|concludes|wrap up|wrapped up|open|opened|opens"
    r"|cancel|cancels|cancelled|canceled|call off|calls off|called off|postpone|postpones|postponed|put off"
    r"|scrap|scraps|scrapped|shelved"
    r"|begin|begins|began|start|starts|started|close|closes|closed|end|ended|kick off|kicked off"
)
HOLDS = lazy(
    rf"(?:(?:,? (?:will|would|shall|to|is|are|was|were|be|been|has|have|had|also|jointly|again|both|due|set"
    rf"|expected|scheduled|likely|planning|plan|plans|on|agreed|agree|each|finally|first|now|then))*,? )?"
    rf"\b(?:{_VERBS}) $",
    re.IGNORECASE,
)
"""Between the subject and the phrase: "will hold ", "are due to hold "."""
_LAST_WORDS = frozenset(verb.split()[-1] for verb in _VERBS.split("|"))
"""One of them stands before the phrase, else nothing need be looked at."""
_SUBJECT_REACH = 80
"""Characters: the auxiliaries of one verb."""
_LINKER = lazy(r" (?:after|before|while|when|by)$")
_THEIR = lazy(r"their\b", re.IGNORECASE)
_COMMA = lazy(r", ")
_EARLY = 40
"""Characters: a title and an adjective before the subject's name."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Holders:
    """Those who come for the phrase at `head`, hold it and are received for it, each looked up once."""

    sentence: Sentence
    head: Span

    @cached_property
    def coming(self) -> Coming | None:
        return coming_to(self.sentence, self.head)

    @cached_property
    def subject(self) -> Row | None:
        """Those who hold it: "Japan and France will hold their annual summit"."""
        return _subject(self.sentence, self.head, self.coming)

    @cached_property
    def guests(self) -> Row | None:
        """Those who are received for it: "after hosting Mori and Garnier for a summit"."""
        return _guests(self.sentence, self.coming) if self.coming else None


def _subject(sentence: Sentence, head: Span, coming: Coming | None) -> Row | None:
    reach = max(sentence.span.start, head.start - _SUBJECT_REACH)
    before = sentence.cut(reach, head.start)
    last = before.rstrip().rpartition(" ")[2].lower()
    verb = HOLDS.search(before) if last in _LAST_WORDS else None
    if verb and not before[: verb.start()].endswith(" and"):
        return _subject_of(sentence, reach + verb.start())
    return _subject_of(sentence, coming.whole.start) if coming else _fronted(sentence, head)


def _guests(sentence: Sentence, coming: Coming) -> Row | None:
    verb = sentence.cut(coming.verb.start, coming.verb.end).lower()
    after = sentence.cut(coming.verb.end, coming.verb.end + 6)
    if verb.startswith(("host", "welcom", "receiv", "play", "met", "meet", "join")) or after == " with ":
        return row_after(sentence, coming.verb.end + (6 if after == " with " else 0))
    return None


def _fronted(sentence: Sentence, head: Span) -> Row | None:
    """The subject after "At their last summit, in Hanoi,": whose summit "their" means."""
    opening = sentence.cut(sentence.told_from, head.start).strip(' “"').lower()
    if _THEIR.match(sentence.cut(head.start, head.end)) and (row := row_after(sentence, sentence.told_from)):
        holders = {n.country or n.entity.id for n in row.named}
        if row.span.start - sentence.told_from < _EARLY and len(holders) > 1 and row.span.end < head.start:
            return row
    if opening not in {"at", "during", "after", "in", "before", "following"}:
        return None
    if not _THEIR.match(sentence.cut(head.start, head.end)):
        return None
    comma = sentence.cut(head.end, min(sentence.span.end, head.end + 70))
    return next(
        (
            row
            for m in _COMMA.finditer(comma)
            if (row := row_after(sentence, head.end + m.end()))
            and row.span.start - head.end - m.end() < 40
            and len(row.named) > 1
        ),
        None,
    )


def _subject_of(sentence: Sentence, verb: int) -> Row | None:
    """The names before the verb; before the apposition or clause between commas, where there is one."""
    if sentence.cut(verb, verb + 1) == ",":
        comma = sentence.text.rfind(",", 0, verb - sentence.span.start)
        verb = sentence.span.start + comma if comma >= 0 else verb
    for closing in (" -", " –", " —", ")"):
        if sentence.cut(verb - len(closing), verb) == closing:
            verb -= len(closing)
    before = sentence.cut(max(sentence.span.start, verb - 8), verb)
    if linker := _LINKER.search(before):
        verb -= len(before) - linker.start()
    return row_before(sentence, verb)
