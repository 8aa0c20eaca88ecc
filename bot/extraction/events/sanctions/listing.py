"""Deeds whose object is the target: "sanctioned 44 tankers", "froze the assets of", "added to its list"."""

from bot.extraction.events.agreements.clauses import VERBS, clause_end
from bot.extraction.events.agreements.subjects import subject_of
from bot.extraction.events.agreements.words import Words
from bot.extraction.events.sanctions.deeds import AUXILIARIES, Deed, agents, sufferer
from bot.extraction.events.sanctions.targets import COUNTS, foreign, listable, target_end
from bot.extraction.events.sanctions.verbs import FREEZING, IMPOSED, LIFTED, LISTING, MOVES
from bot.extraction.lexicon import Lexicon
from bot.extraction.wordlists import words as listed

_OF_A_RELATIVE = VERBS | listed(
    "faces fears evades wants needs suffers endures has had is was are were will would imposed"
)
"""As in "the sanctions Iran faces": the noun, with a clause about it."""
_BEFORE_TARGETS = COUNTS | listed("top senior former network")
_HOLDINGS = listed("assets funds accounts")
_HOLDERS = listed("of belonging owned held")
_ASSET_REACH = 12
"""Words between "froze" and "assets"."""
_MARKS = (
    "sanctions list",
    "blacklist",
    "entity list",
    "sanction list",
    "list of sanctioned",
    "sanctions register",
)
_KEPT_OUT = ("from entering", "from entry", "from travel")
_NAMES = {
    "sanc": "sanctioned",
    "blac": "blacklisted",
    "desi": "designated",
    "free": "frozen",
    "froz": "frozen",
}


def of_verb(words: Words, k: int, lexicon: Lexicon) -> Deed | None:
    """The deed of the word at `k`, where it is such a verb."""
    low = words.low[k]
    if k in words.inside or (low == "sanctions" and not _is_verb(words, k)):
        return None
    if k and words.low[k - 1] in AUXILIARIES and low.endswith("ed"):
        return _passive(words, k, lexicon)
    return _active(words, k, lexicon)


def _active(words: Words, k: int, lexicon: Lexicon) -> Deed | None:
    low = words.low[k]
    target = _object(words, k)
    if target is None or not listable(words, *target):
        return None
    subject = subject_of(words, k, lexicon)
    if subject is None or not subject.group.parties or not foreign(words, *target, subject.group.ids):
        return None
    return Deed(
        verb=k,
        status=LIFTED if low.startswith(("delist", "remov")) else IMPOSED,
        imposers=subject.group,
        target=target,
        first=k,
        start=subject.start,
        end=clause_end(words, target[1]),
        rule=f"sanction.{_NAMES.get(low[:4], 'listed')}/1",
    )


def _passive(words: Words, k: int, lexicon: Lexicon) -> Deed | None:
    """As in "Rosneft was blacklisted by Japan"; "is sanctioned" only tells of a state of things."""
    if words.low[k] not in LISTING or (words.low[k - 1] in {"is", "are"} and not words.sentence.is_title):
        return None
    end = clause_end(words, k + 1)
    imposers = agents(words, k + 1, end, lexicon)
    target = sufferer(words, k)
    if target is None or not imposers.parties or not foreign(words, *target, imposers.ids):
        return None
    return Deed(
        verb=k,
        status=IMPOSED,
        imposers=imposers,
        target=target,
        first=k,
        start=k,
        end=end,
        rule="sanction.listed-passive/1",
        weight=0.9,
    )


def _is_verb(words: Words, k: int) -> bool:
    """As in "US sanctions Rosneft": right after the name of a state, right before a name or number."""
    if k == 0 or k + 1 >= len(words) or k - 1 not in words.inside or words.raw[k - 1].endswith(("'s", "’s")):
        return False
    after = words.after(k + 1) if k + 1 in words.names else k + 2
    if k + 1 in words.names and after < len(words) and words.low[after] in _OF_A_RELATIVE:
        return False
    low = words.low[k + 1]
    return k + 1 in words.names or low.isdigit() or low in _BEFORE_TARGETS


def _object(words: Words, k: int) -> tuple[int, int] | None:
    """The target's places."""
    low = words.low[k]
    if low in FREEZING:
        return _frozen(words, k + 1)
    stop = target_end(words, k + 1, len(words))
    moved = low not in MOVES or _moved(low, " ".join(words.low[stop : stop + 9]))
    told = not low.startswith("desig") or _told_as_sanction(words)
    return (k + 1, stop) if stop > k + 1 and moved and told else None


def _frozen(words: Words, first: int) -> tuple[int, int] | None:
    """As in "the assets of four banks", "four banks' assets"."""
    reach = range(first, min(len(words), first + _ASSET_REACH))
    holdings = next((k for k in reach if words.low[k] in _HOLDINGS), None)
    if holdings is None:
        return None
    if holdings + 1 >= len(words) or words.low[holdings + 1] not in _HOLDERS:
        return (first, holdings) if holdings > first else None
    begin = holdings + 2
    begin += begin < len(words) and words.low[begin] in {"to", "by"}
    stop = target_end(words, begin, len(words))
    return (begin, stop) if stop > begin else None


def _moved(low: str, following: str) -> bool:
    """As in "added ... to its sanctions list", "banned ... from entering"."""
    if low.startswith(("ban", "bar")):
        return following.startswith(_KEPT_OUT)
    link = "to " if low.startswith("add") else "from "
    return following.startswith(link) and any(mark in following for mark in _MARKS)


def _told_as_sanction(words: Words) -> bool:
    """Not every designation is one: the sentence speaks of sanctions or terrorism."""
    return any(low.startswith(("sanction", "terroris", "blacklist", "ofac")) for low in words.low)
