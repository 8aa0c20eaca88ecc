"""How far a clause goes, and which of its words govern others."""

from bot.extraction.events.agreements.words import Words
from bot.extraction.wordlists import words as listed

VERBS = listed(
    """
    met meets meet visited visits visit arrived arrives held holds hold hosted hosts welcomed welcomes
    received receives receive praised hailed hails called calls urged urges urge asked asks discussed
    discusses attended attends launched launches said says told tells announced announces announce
    criticised criticized condemned condemns accused accuses warned warns won wins lost loses beat beats
    rose rises fell falls hit hits began begins started ended ends led leads left leaves went goes came
    comes became becomes took takes gave gives made makes put puts sent sends got gets joined joins backed
    backs supported supports rejected rejects approved approves passed passes ordered orders pressed presses
    pushed pushes pushing pressing opened opens faces faced sees saw shows showed wants wanted seeks sought
    travelled traveled travels flew flies spoke speaks addressed addresses invited invites blamed blames
    threatened threatens helped helps forced allowed allows brings brought expressed expresses reaffirmed
    reaffirms signed signs sign agreed agrees imposed imposes lifted reached inked violated violates
    withdrew withdraws quit quits suspended suspends invaded attacked attacks struck retaliated retaliates
    responded responds reacted hurt hurts killed kills
    """
)
"""What governs words of its own: before it the subject is sought, and behind it stand objects."""
RELATIVES = listed("who which whose where")
_BREAKS = RELATIVES | listed(
    """
    that whom when while as after before because since if unless although though but than said says saying
    told    so until whether whereas how why once ; : “ ” " ! ? – —
    """
)
"""Words that begin another clause."""
_PURPOSES = listed(
    """
    under following ahead replacing aimed designed intended meant covering allowing including paving marking
    amid despite based whereby reached against upon towards toward promising involving worth giving ending
    enabling
    """
)
"""Behind a deed they begin what it is for."""
_HOLDING = listed("be take hold sign begin start open")
"""After "to" they go on about the deed: "expected to take place in May"."""
_NO_VERBS = listed("the a an his her its their this that these our")
_NEW_SUBJECTS = listed("there it they he she we")

_REPORTING = listed("said says announced reported told confirmed stated added declared according")
_REPORT_REACH = 9

_REACH = 60
"""Words looked back over: a subject with two long offices has 30."""
_RELATIVE_REACH = 20


def clause_start(words: Words, last: int) -> tuple[int, frozenset[int]]:
    """The first place of the clause that ends at `last`, and the places of relative clauses inside it."""
    masked: set[int] = set()
    comma: int | None = None
    for k in range(min(last + 1, len(words) - 1), max(-1, last - _REACH), -1):
        low = words.low[k]
        if k > last and low != ",":
            continue
        if low in RELATIVES and comma is not None and k and words.low[k - 1] == ",":
            if comma - k > _RELATIVE_REACH:
                return k + 1, frozenset(masked)
            masked.update(range(k, comma))
        elif low in _BREAKS and k not in words.inside:
            if not _as_well(words, k):
                return k + 1, frozenset(masked)
            masked.add(k)
        comma = k if low == "," else comma
    return max(0, last - _REACH + 1), frozenset(masked)


def _as_well(words: Words, k: int) -> bool:
    """Is the word of "as well as", which joins rather than parts?"""
    return words.low[k] == "as" and "well" in words.low[max(0, k - 1) : k + 2]


def clause_end(words: Words, first: int) -> int:
    """The place where the clause that the word at `first` is in ends."""
    return next((k for k in range(first, len(words)) if _ends(words, k)), len(words))


def _ends(words: Words, k: int) -> bool:
    low = words.low[k]
    if (low in _BREAKS or low in _PURPOSES) and k not in words.inside and k not in words.dated:
        return True
    after = words.low[k + 1] if k + 1 < len(words) else ""
    if low == "to":
        return _is_infinitive(words, k + 1)
    if low == "and":
        return after in _NEW_SUBJECTS or after in VERBS
    return low == "," and (after in VERBS or after.endswith("ing") or _reports(words, k + 1))


def _reports(words: Words, first: int) -> bool:
    """Do the words begin who said so: "the Kenyan presidency announced on Sunday"?"""
    for k in range(first, min(len(words), first + _REPORT_REACH)):
        if words.low[k] in _REPORTING:
            return True
        if not words.raw[k][0].isalnum() or words.low[k] in {"and", "to", "is", "are", "will", "was", "were"}:
            return False
    return False


def _is_infinitive(words: Words, k: int) -> bool:
    """Is the word after "to" a verb that says what the deed is for?"""
    if k >= len(words) or k in words.inside or k in words.dated:
        return False
    plain = words.low[k].isalpha() and words.raw[k][0].islower()
    return plain and words.low[k] not in _HOLDING and words.low[k] not in _NO_VERBS
