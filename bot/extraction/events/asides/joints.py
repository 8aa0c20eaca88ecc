"""What "and" joins: two things, or one.

Whole things that stand for themselves are two ("air defence and trade"); a shared noun or adjective and set
pairs are one ("economic and trade ties", "oil and gas").
"""

import re
from collections.abc import Iterator

from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_SET_PAIRS = words(
    """
    oil-gas research-development science-technology trade-investment investment-trade trade-commerce
    peace-security peace-stability security-stability security-defence defence-security security-defense
    defense-security law-order search-rescue arts-culture food-agriculture travel-tourism health-safety
    iron-steel steel-aluminium steel-aluminum supply-demand import-export imports-exports weapons-ammunition
    arms-ammunition drugs-arms women-children men-women growth-jobs rights-freedoms loss-damage
    navigation-overflight opportunities-challenges challenges-opportunities goods-services wind-solar
    solar-wind roads-railways ports-logistics friendship-cooperation prosperity-stability
    """
)
"""What is one thing though "and" joins it, here with a hyphen in its place."""
_ALWAYS_ONE = words(
    "oil-gas research-development law-order search-rescue loss-damage belt-road peace-security"
)
"""Even as the end of a comma list."""
_SHARED = words(
    """
    affairs agreements aid areas arms assistance chain chains challenges co-operation collaboration concerns
    conflicts connectivity contacts cooperation crises deals developments disarmament disputes engagement
    exchanges fields forces industries industry infrastructure interests investment investments issues links
    markets matters measures partnership partnerships policies policy production program programme programmes
    programs projects questions reform reforms relations relationship research rights sales sanctions sector
    sectors security supplies systems talks technologies technology tensions ties topics trade transition wars
    """
)
"""Nouns that a pair of words before them shares: "energy and food security"."""
_ADJECTIVE_ENDS = ("al", "ic", "ive", "ous", "ary", "lar", "wide", "based")
_ADJECTIVES = words(
    """
    broader civil clean closer common current cyber deeper digital eastern foreign free greater green hard
    high human inter-korean international joint key large long low major maritime medium military mutual new
    northern nuclear old open people-to-people pressing private public recent short small soft southern
    strategic stronger western wider
    """
)
_NOUNS_LIKE_ADJECTIVES = words(
    """
    adversary alternative appeal approval arctic archive arrival atlantic boundary capital canal clinic coal
    crystal deal denial dollar epidemic fabric february festival goal hospital incentive initiative january
    journal library locomotive logistics metal military mineral music narrative objective oil olympic pacific
    pandemic perspective plastic proposal rehearsal relative removal renewal republic rival salary scholar
    secretary seminar signal solar steel summary survival terminal territory topic traffic trial withdrawal
    """
)
LEAD = lazy(
    r"\s*(?:(?:both|also|on|about|over|upon|regarding|concerning|among other things,|mainly|primarily"
    r"|largely|again|together|briefly|more|further|extensively"
    r"|(?:the )?(?:issues?|matters?|questions?|topics?|subjects?|problems?) of"
    r"|(?:a|the) (?:(?:wide|broad|whole|full|entire|vast) )?(?:range|gamut|spectrum|array|number|host|series"
    r"|variety|raft) of|(?:various|different|all) aspects of"
    r"|(?:possible |new )?(?:ways?|means|avenues|measures|steps|opportunities|possibilities|prospects)"
    r" (?:to|of|for) (?:further(?:ing)? )?(?:(?:boost|strengthen|deepen|expand|enhanc|increas|improv|bolster"
    r"|promot|develop|broaden|advanc|widen|elevat|intensify|foster|upgrad|diversify|step up|scale up)"
    r"(?:e|ing)?(?: and (?:boost|strengthen|deepen|expand|enhanc|increas|improv|bolster|promot|develop"
    r"|broaden|advanc|widen)(?:e|ing)?)?)|the|a|an|their|its|his|her|our)(?=\s) ?)+",
    re.IGNORECASE,
)
AND = lazy(r" (?:and|&|as well as|along with|plus|together with|in addition to) ")
WORD = lazy(r"[^\W_](?:[\w’'./&-]*\w)?")
_DETERMINED = lazy(r"(?:the|a|an|its|their|his|her|on|about|how|ways)\b", re.IGNORECASE)
_PREPOSITION = lazy(r"\b(?:in|of|on|for|between|with|from|against|to|at|by|over|into|under)\b")

_IN_A_PLACE = lazy(r" in (?:the )?[A-Z][\w’'-]*(?<!ese)(?<!an)(?<!ish)(?<!nch)(?<!i) ?$")
"""As "the crisis in Myanmar", and not "tariffs in Japanese"."""


def is_adjective(word: str) -> bool:
    low = word.lower()
    return low in _ADJECTIVES or (low.endswith(_ADJECTIVE_ENDS) and low not in _NOUNS_LIKE_ADJECTIVES)


def words_after_lead(words_: str) -> list[str]:
    """Without "ways to boost" or "a range of"."""
    words_ = " " + words_.strip()
    lead = LEAD.match(words_)
    return WORD.findall(words_, lead.end() if lead else 0)


def parted(text: str, chunk: Span, *, in_list: bool) -> Iterator[Span]:
    """One thing or several that "and" joins. `in_list`: it closes a list, where "and" parts what it joins."""
    at = chunk.start
    for joint in AND.finditer(text, chunk.start, chunk.end):
        left, right = text[at : joint.start()], text[joint.end() : chunk.end]
        if _parts_things(left, right, joint[0].strip(), in_list=in_list):
            yield Span(start=at, end=joint.start())
            at = joint.end()
    yield Span(start=at, end=chunk.end)


def _parts_things(left: str, right: str, joint: str, *, in_list: bool) -> bool:
    first = words_after_lead(left)
    second = WORD.findall(AND.split(right, maxsplit=1)[0])
    if not first or not second:
        return False
    if joint not in {"and", "&"}:
        return True
    last = first[-1]
    if "between" in left.split() or f"{last}-{second[0]}".lower() in _ALWAYS_ONE:
        return False
    if is_adjective(last) and (len(first) == 1 or not last.lower().endswith("ive")):
        return False  # after another word "initiative" or "directive" is likelier a noun
    return in_list or _stand_alone(first, second, left, right)


def _stand_alone(first: list[str], second: list[str], left: str, right: str) -> bool:
    """Does each of two joined things stand for itself?"""
    last = first[-1]
    if _DETERMINED.match(right.strip()):
        return True
    if len(second) == 1 and f"{last}-{second[0]}".lower() in _SET_PAIRS:
        return False
    if _IN_A_PLACE.search(left) and second[-1][0].islower():
        return True
    if _are_demonyms(last, second):
        return False
    if _PREPOSITION.search(left):
        return _after_preposition(last, second)
    alone = len(second) == 1 or (len(first) > 1 and not is_adjective(first[0]))
    return alone or last.lower() in _SHARED or not _shares(last, second)


def _are_demonyms(last: str, second: list[str]) -> bool:
    """As in "U.S. and Soviet missiles", and not "Ukraine and Iran's missiles" or "Myanmar and US tariffs"."""
    follows = len(second) > 1 and second[0][0].isupper() and second[-1][0].islower()
    return last[0].isupper() and follows and not second[0].endswith(("'s", "’s"))


def _after_preposition(last: str, second: list[str]) -> bool:
    """As in "The war in Ukraine and trade" is two things, "the situation in Gaza and Lebanon" one."""
    name_follows = second[0][0].isupper()
    if last[0].isupper():
        two_names = len(second) > 2 and second[-1][0].isupper()
        return not name_follows or second[0].endswith(("'s", "’s")) or two_names
    shared = second[-1].lower() in _SHARED and not is_adjective(second[0])
    return name_follows or (len(second) > 1 and not shared)


def _shares(first: str, second: list[str]) -> bool:
    """Does the noun that ends `second` belong to `first` too: "trade and energy cooperation"?"""
    if second[-1].lower() not in _SHARED or is_adjective(second[0]):
        return False
    if first[0].isupper() and not second[0][0].isupper():
        return False
    return not first.lower().endswith("s") or first.lower().endswith(("ss", "politics", "arms", "economics"))
