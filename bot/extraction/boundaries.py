"""Where sentences end, in newswire English.

A full stop ends a sentence unless what stands before it is an abbreviation that what follows it fits. The
lists say which kind of follower each abbreviation expects.
"""

import re
from collections.abc import Iterator

from bot.extraction.wordlists import words

_STOP = re.compile(r"(?:[.!?…]|(?<=[.!?…])\s(?=\.))+['\"’”»)\]]*(?=\s)")
_OPENERS = "'\"‘“«([¿¡"
_CLOSERS = "'\"’”»)]"

_BEFORE_A_NAME = words(
    """
    mr mrs ms mx dr prof gen sen rep gov lt col maj capt cmdr cdr adm sgt cpl pvt pres rev hon supt insp
    amb brig fr sr. st ste mt ft messrs mme mlle vs v cf e.g i.e approx ca dept univ assn asst assoc det
    dist atty al-haj ald
    """
)
"""Never the end of a sentence, save before a word that only begins one: 10 Downing St. He left."""

_ALWAYS_A_NAME = frozenset({"Mr", "Mrs", "Ms", "Dr"})  # Mr. He and Ms. So are people

_BEFORE_A_NUMBER = words(
    """
    no nos art arts sec secs para paras p pp fig figs vol vols ch chap ver eq res op jan feb mar apr jun
    jul aug sep sept oct nov dec
    """
)
"""An abbreviation before a digit, and the end of a sentence before anything else: "No." He left."""

_EITHER = words(
    """
    inc corp ltd co bros jr sr ret plc llc et al ave blvd rd sq km kg lb ft mi d est etc
    """
)
"""Abbreviations that end as many sentences as they stand inside."""

_CLOCK = words(
    """
    a.m p.m g.m.t e.t u.t.c e.s.t e.d.t p.t
    """
)
_AFTER_CLOCK = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sept oct nov dec et est edt
    gmt utc ist msk cet cest pst pdt bst eastern pacific central mountain local moscow beijing tokyo
    london
    """
)

_STARTERS = words(
    """
    the a an he she it they we you i this that these those there here his her its their our my in on at
    by for from with as after before since when while where if although though because but and or so yet
    however meanwhile then now later earlier both some many most several other others another each all
    no not one two three also asked what who why how which last next until under over about according
    despite during once only even still officials critics analysts experts police lawmakers leaders
    talks
    """
)
"""Words that are capitalised because a sentence begins with them, seldom because they are part of a name."""

_SAYING = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|asked|asks|told|wrote|added|replied|tweeted)\b")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}", re.UNICODE)
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[ivxIVX]{1,4}|[A-Za-z])")
_WORD = re.compile(rf"[{re.escape(_OPENERS)}]*([^\s{re.escape(_OPENERS + _CLOSERS)},;:?!…]{{1,40}})")


def sentence_ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences in `text[start:end]`, one paragraph, trimmed."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            yield begin, stop.end()
            begin = stop.end() + 1
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = _WORD.match(text, _skip(text, stop.end(), end), end)
    if following is None:
        return True
    word = following[1]
    if word[0].islower() and not (len(word) > 1 and word[1].isupper()):  # iPhone begins sentences
        return False
    if stop.group() != "." and stop.group().rstrip(_CLOSERS) != ".":
        return _exclamation_ends(text, stop, following)
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        word = ""  # an initial, never the article or the pronoun
    at = max(text.rfind(" ", begin, stop.start()) + 1, begin)
    before = text[at : stop.start()]
    if at == begin and _LIST_NUMBER.fullmatch(before):
        return False
    return _full_stop_ends(
        before.lstrip(_OPENERS), word.rstrip("."), after_digit=text[at - 2 : at - 1].isdigit()
    )


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _exclamation_ends(text: str, stop: re.Match[str], following: re.Match[str]) -> bool:
    """After ! ? and …: not inside a name (Yahoo! Inc.), nor before who said it ("Why?" Rubio asked)."""
    if following[1].rstrip(".").lower() in _EITHER and following[1].endswith("."):
        return False
    quoted = stop.group()[-1] in _CLOSERS
    return not (quoted and _SAYING.match(text, following.start()))


def _full_stop_ends(before: str, word: str, *, after_digit: bool) -> bool:
    """Whether `before.` ends a sentence where `word` (empty: an initial) comes next."""
    token = re.split(r"[(\[/–—-]", before)[-1].lstrip(_OPENERS)
    lower = token.lower()
    starts = word.lower() in _STARTERS
    digit = word[:1].isdigit()
    initial = len(token) == 1 and token.isupper()
    if lower in _BEFORE_A_NUMBER and not initial:
        return not digit
    if lower in _CLOCK and (after_digit or lower not in {"a.m", "p.m"}):
        return word.lower() not in _AFTER_CLOCK
    if lower in _BEFORE_A_NAME:
        return starts and token not in _ALWAYS_A_NAME
    if lower in _EITHER or _DOTTED.fullmatch(token) or initial:
        return starts or (digit and lower in _EITHER)
    return True
