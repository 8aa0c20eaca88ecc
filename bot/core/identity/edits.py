"""What an edited title tells that the earlier one did not."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from bot.core.identity.titles import LONGEST, normalised_title

_PARTING = re.compile(r"\s+(?:[-|–—·•]|::|//|»)\s+")
"""Between a title and the name of an outlet or a section."""
_SERIES = re.compile(r"[^|:–—]{1,40}?\s*[|:–—]\s")
"""The name of a series before a title."""
_OUTLET_WORDS = 4
_STEM = 5
_COUNTER = re.compile(
    r"\b(part|round|day|week|episode|ep|chapter|volume|vol|issue|no|number|season|session|stage|match|test"
    r"|lesson|edition|phase|q|quarter|часть|серия|выпуск|день|parte|capítulo|teil|folge|partie|épisode"
    r"|भाग|الجزء|الحلقة|第)\s?(\d+)"
)
"""What numbers the parts of a series."""
_LATIN = re.compile(r"[a-z]{3}")
_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_COUNTED.split())}
_FUNCTION_WORDS = {
    "en": _listed(
        """
        a an the of in on at to for from by with and or as is are was were be been it its s t his her their
        that this after over amid into say says said will would do does did has have had look about more than
        can could should he she they we you our your these those there here then so but if
        """
    ),
    "es": _listed("de la el los las en y del un una por con para se al que su más"),
    "pt": _listed("de a o os as em no na do da dos das e um uma por com para ao que"),
    "fr": _listed("de la le les des du et à au aux un une sur dans en pour par avec l d"),
    "de": _listed("der die das den dem des und in im am auf mit für von zu ein eine bei nach"),
    "it": _listed("di il la lo gli le e del della nel un una per con su da al"),
    "ru": _listed("в на и с по о об из к у за для от не"),
    "hi": _listed("और का की के में से को पर ने है"),
    "ja": _listed("の は が を に で と も へ や た な"),
}
_QUESTIONS = _listed(
    """
    how what why when where who which inside explained cómo qué por así wie was warum wer comment pourquoi
    как что почему где зачем кто क्या क्यों कैसे
    """
)
_SMALL = frozenset[str]().union(*_FUNCTION_WORDS.values(), _QUESTIONS)
_STATUS = _listed(
    """
    not no never denies denied cancelled canceled postponed suspended alleged allegedly likely may might
    dead killed arrested
    """
)
_FUTURE = frozenset(("to", "will"))
_CALENDAR = _listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december million billion trillion
    """
)


def tells_news(before: str, title: str) -> bool:
    """Whether `title`, as a feed gave it, says what the normalised title `before` did not.

    Other numbers, names, days or words do; spelling, order, punctuation, a label or an outlet's name do not.
    """
    return all(_says_more(before[:LONGEST], normalised_title(after)) for after in _readings(title[:LONGEST]))


def _readings(title: str) -> Iterator[str]:
    """The title, and what is left of it without names at its beginning or end."""
    yield title
    series = _SERIES.match(title)
    if series and _is_name(series[0][:-2]):
        yield title[series.end() :]
    parts = _PARTING.split(title)
    while len(parts) > 1 and _is_name(parts.pop()):
        yield " - ".join(parts)


def _is_name(part: str) -> bool:
    """A few words in capitals, and none that tells an outcome: `Harbour 24`, not `3 dead`."""
    words = [word for word in part.split() if word not in _SMALL]
    if not 0 < len(words) <= _OUTLET_WORDS or words[0][0].isdigit():
        return False
    if any(word.lower() in _STATUS or word.lower() in _NUMBER_WORDS for word in words):
        return False
    return all(not word[0].islower() for word in words)


def is_instalment(before: str, after: str) -> bool:
    """Whether two normalised titles count the parts, rounds or days of one series: `part 1` and `part 2`."""
    one, other = dict(_COUNTER.findall(before)), dict(_COUNTER.findall(after))
    return any(one[unit] != other[unit] for unit in one.keys() & other.keys())


def _says_more(before: str, after: str) -> bool:
    if before.replace(" ", "") == after.replace(" ", ""):
        return False
    if _is_translated(before, after):
        return False
    if _numbers(before) != _numbers(after):
        return True
    if _asks(before) and _asks(after):
        return False  # an explainer's headline, in other words
    if _came_true(before.split(), after.split()):
        return True
    gone, come = _differences(_words(before), _words(after))
    return bool(come) or len(gone) > _OUTLET_WORDS or not _STATUS.isdisjoint(gone)


def _came_true(before: list[str], after: list[str]) -> bool:
    """`to resign` or `will resign` became `resigns`."""
    if _FUTURE.isdisjoint(before) or not _FUTURE.isdisjoint(after):
        return False
    return any(word + "s" in after for word in set(before) - set(after))


def _differences(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The words that went and those that came, without small ones and other spellings."""
    old, new = Counter(before), Counter(after)
    gone = [word for word in (old - new).elements() if word not in _SMALL or word in _STATUS]
    come: list[str] = []
    for word in (new - old).elements():
        spelt = next((other for other in gone if _misspelt(other, word)), None)
        if spelt is not None:
            gone.remove(spelt)
        elif word not in _SMALL:
            come.append(word)
    return gone, come


def _is_translated(before: str, after: str) -> bool:
    if bool(_LATIN.search(before)) != bool(_LATIN.search(after)):
        return True
    one, other = _language(before), _language(after)
    return bool(one and other) and one != other


def _language(title: str) -> str:
    """By its small words; empty where they do not show it."""
    words = set(title.split())
    hits = sorted(((len(words & small), name) for name, small in _FUNCTION_WORDS.items()), reverse=True)
    (most, name), (second, _) = hits[:2]
    return name if most > max(1, second) else ""


def _asks(title: str) -> bool:
    return title.partition(" ")[0] in _QUESTIONS


def _numbers(title: str) -> str:
    """All digits in order: `1 000` is `1000`, and `three` is `3`."""
    words = (_NUMBER_WORDS.get(word, word) for word in title.split())
    return "".join(char for word in words for char in word if char.isdigit())


def _words(title: str) -> list[str]:
    """Words without numbers; of scripts that write no spaces, each character."""
    words = _CJK.sub(r" \1 ", title).split()
    return [word for word in words if not word.isdigit() and word not in _NUMBER_WORDS]


def _misspelt(one: str, other: str) -> bool:
    """One word spelt or inflected in two ways: other accents or endings, a letter or two of a long word."""
    if _bare(one) == _bare(other):
        return True
    longer = max(len(one), len(other))
    if longer < 5 or {one, other} & _CALENDAR or one[0] != other[0]:
        return one + "s" == other or other + "s" == one
    same = [a == b for a, b in zip(one, other, strict=False)]
    stem = same.index(False) if False in same else len(same)
    return stem >= max(_STEM, longer / 2) or _edits(one, other) <= (1 if longer < 9 else 2)


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _edits(one: str, other: str) -> int:
    """Letters put in, left out, changed or swapped with their neighbours."""
    older: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        older, last = last, row
    return last[-1]
