"""Deeds that make an agreement: signed, agreed on, ratified, exchanged; by whom, where in the sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extraction.events.agreements.clauses import VERBS, clause_end
from bot.extraction.events.agreements.groups import Group, group_in
from bot.extraction.events.agreements.subjects import Subject, subject_of
from bot.extraction.events.agreements.titles import Title
from bot.extraction.events.agreements.verbs import APPROVALS, DEEDS, NOUNS, RATIFIED, WEAK
from bot.extraction.events.agreements.words import Words
from bot.extraction.lexicon import Lexicon
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One deed and the agreement that it makes."""

    title: Title
    verb: int
    """The place of its word."""
    status: str
    doers: Group
    """Whom the sentence names as those who do it, their counterparts too."""
    start: int
    """From here on no other verb stands before it."""
    end: int
    """The place where the clause ends."""
    rule: str
    weight: float
    mention: bool = False
    """It only qualifies a thing that is spoken of: "the deal signed last year"."""
    noun: bool = False
    """The deed is told as a noun."""


_GAP = 14
"""Words between the verb and what it governs: "signed in Delhi on Monday with his Kenyan counterpart a"."""
_AGREEMENTS = listed(
    """
    agreement agreements deal deals pact pacts treaty treaties mou mous memorandum memorandums memoranda
    accord accords
    """
)
_BETWEEN = _AGREEMENTS | listed(
    """
    on in at with here there between
    upon and or of a an the his her their its as well out over up off into , text
    draft copies total ceremony presence number series package set raft slew host range batch bundle dozens
    scores string clutch handful pair couple trio counterpart counterparts understanding minister president
    prime foreign leader officially formally jointly yesterday today separately major new trade defence
    defense security cooperation
    """
)
"""Words between the verb and what it governs."""
_JOINTS = listed("and , with as of understanding between")
_TALKS = listed("negotiations talks")
_BEFORE_GERUND = listed(
    """
    of to for before without near nearing toward towards at considering discuss discussing despite against
    from ahead not avoid delay
    """
)
"""A gerund after these has not come about: "close to signing"."""
_WITNESSES = listed(
    """
    witnessed witness witnesses oversaw oversee oversees attended attend saw see sees watched celebrated
    followed announced announce announces culminated culminating marked led completed presided postponed
    postpones delayed delays cancelled canceled cancels
    """
)
_APPLAUSE = listed("welcomed welcomes welcome hailed hails praised praises applauded")
_WITNESSES = _WITNESSES | _APPLAUSE
_ABSOLUTE_REACH = 30
_NOUN_REACH = 10
_SENTENCE_PARTS = listed("; : that who which")
_ARTICLES = listed("the a formal official final its their")
_CLAUSE_OPENS = listed(", that said and ; :")
_LIST_ENDS = listed(
    """
    in on at for to with during under over about after before following worth aimed here by against from that
    which who into as through ahead despite amid is are was were has have had will would said says signed
    covering including within when while if could should may
    """
)
"""Words after a list of those with whom, or by whom."""


def active(words: Words, title: Title, lexicon: Lexicon) -> Act | None:
    """The verb before the title: "Japan and France signed a treaty"."""
    verb = _governing(words, title)
    if verb is None:
        return None
    low = words.low[verb]
    gerund = low.endswith("ing")
    subject = (_absolute(words, verb, lexicon) if gerund else None) or subject_of(words, verb, lexicon)
    not_done = gerund and verb > 0 and words.low[verb - 1] in _BEFORE_GERUND
    approved = low not in APPROVALS or (subject is not None and subject.group.parliament)
    if not_done or not approved or (subject is None and not gerund):
        return None
    doers = subject.group.joined(subject.partners) if subject else Group()
    end = clause_end(words, title.end)
    status = DEEDS.get(low, RATIFIED)
    return Act(
        title=title,
        verb=verb,
        status=status,
        doers=together(
            [
                doers,
                *counterparts(words, verb + 1, title.first, lexicon),
                *counterparts(words, title.end, end, lexicon),
            ]
        ),
        start=subject.start if subject else verb,
        end=end,
        rule=f"agreement.{status}/1",
        weight=0.8 if low in WEAK or subject is None else 1.0,
    )


def _absolute(words: Words, verb: int, lexicon: Lexicon) -> Subject | None:
    """Of a gerund: "ended with Mori and Garnier signing a treaty"."""
    for k in range(verb - 1, max(-1, verb - _ABSOLUTE_REACH), -1):
        if words.low[k] == "with" and k not in words.inside:
            group = group_in(words, k + 1, verb, lexicon, strict=True)
            return (
                Subject(group=group, first=k, start=k)
                if (group.parties and group.last_fits) or group.generic
                else None
            )
        if words.low[k] in VERBS or words.low[k] in _SENTENCE_PARTS:
            return None
    return None


def together(groups: Iterable[Group]) -> Group:
    """All of them as one."""
    joined = Group()
    for group in groups:
        joined = joined.joined(group)
    return joined


def _governing(words: Words, title: Title) -> int | None:
    """The place of the verb that governs the title, over phrases of time, place and company."""
    for k in range(title.first - 1, max(-1, title.first - 1 - _GAP), -1):
        low = words.low[k]
        before = words.low[k - 1] if k else ""
        if low == "hands" and before.startswith(("shak", "shook")):
            return k - 1
        if low in _TALKS and before.startswith(("conclu", "finali")):
            return k - 1
        if low in _AGREEMENTS and words.low[k + 1] not in _JOINTS:
            return None
        if low in DEEDS or (low in APPROVALS and title.first - k == 1):
            return k if _governs(words, k, title) else None
        if not (_may_stand_between(words, k) or _links(low, before)):
            return None
    return None


def _may_stand_between(words: Words, k: int) -> bool:
    plain = words.low[k] in _BETWEEN or words.raw[k][0].isupper()
    return plain or k in words.inside or k in words.dated


def _links(low: str, before: str) -> bool:
    """As in "agreed to a truce", "negotiations for a treaty"."""
    return (low == "to" and before.startswith("agree")) or (low == "for" and before in _TALKS)


def _governs(words: Words, verb: int, title: Title) -> bool:
    low = words.low[verb]
    after = words.low[verb + 1]
    if low.startswith("agree"):
        return after in {"on", "to", "upon"} or verb + 1 == title.first
    if low in WEAK:
        return title.first - verb <= 2
    off = after == "off" and words.low[verb + 2] != "on"
    return not (low in NOUNS and after == "of") and not off and not low.startswith(("shak", "shook"))


def nominal(words: Words, title: Title, lexicon: Lexicon) -> Act | None:
    """The deed as a noun: "the signing of nine MoUs", "ratification of the treaty"."""
    deed = title.first - 2
    while deed > 0 and title.first - deed < _NOUN_REACH and _circumstance(words, deed):
        deed -= 1
    if deed < 0 or words.low[title.first - 1] != "of" or words.low[deed] not in NOUNS:
        return None
    status = NOUNS[words.low[deed]]
    end = clause_end(words, title.end)
    witness = next((k for k in range(deed - 1, max(-1, deed - 4), -1) if words.low[k] in _WITNESSES), None)
    joins = witness is not None and words.low[witness] not in _APPLAUSE
    subject = subject_of(words, witness, lexicon) if witness is not None and joins else None
    doers = [*counterparts(words, title.end, end, lexicon), *agents(words, title.end, end, lexicon)]
    return Act(
        title=title,
        verb=deed,
        status=status,
        doers=together([*doers, *((subject.group,) if subject else ())]),
        start=subject.start if subject else deed,
        end=end,
        rule=f"agreement.{status}-noun/1",
        weight=0.9,
        mention=witness is None and not _is_subject(words, deed),
        noun=True,
    )


def _circumstance(words: Words, k: int) -> bool:
    """As in "the conclusion in Brussels last month of a partnership agreement"."""
    return k in words.dated or k in words.inside or words.low[k] in {"in", "on", "at", "here", "there"}


def _is_subject(words: Words, deed: int) -> bool:
    """Does the noun open its clause: "The signing of the treaty took place"?"""
    k = deed - 1
    while k >= 0 and words.low[k] in _ARTICLES:
        k -= 1
    return k < 0 or words.low[k] in _CLAUSE_OPENS


def counterparts(words: Words, first: int, end: int, lexicon: Lexicon) -> Iterator[Group]:
    """Those after "with" or "between" in a stretch of words."""
    for k in range(first, min(end, len(words))):
        if words.low[k] in {"with", "between", "among"} and k not in words.inside:
            yield group_in(words, k + 1, _list_end(words, k + 1, end), lexicon)


def agents(words: Words, first: int, end: int, lexicon: Lexicon) -> Iterator[Group]:
    """Those after "by"."""
    for k in range(first, end):
        if words.low[k] == "by" and k + 1 not in words.dated:
            yield group_in(words, k + 1, _list_end(words, k + 1, end), lexicon)
            return


def _list_end(words: Words, first: int, end: int) -> int:
    for k in range(first, end):
        low = words.low[k]
        ended = low in _LIST_ENDS or low in DEEDS or low in VERBS or k in words.dated
        if ended and k not in words.inside:
            return k
    return end


def cover(words: Words, act: Act) -> Span:
    """From the first to the last word of the deed and its agreement."""
    return words.cover(min(act.verb, act.title.first), max(act.verb + 1, act.title.end))
