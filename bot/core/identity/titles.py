"""Titles: one form for comparison, and whether two may be one."""

import re
import unicodedata
from difflib import SequenceMatcher
from html import unescape

_LABELS = (
    # English: desks' and wires' own, with the number of the version
    r"(?:breaking(?:[ ]news)?|update[ds]?|wrap-?up|refile|rpt|corrected|correction|exclusive|urgent|flash)",
    r"(?:just[ ]in|developing(?:[ ]story)?|live(?:[ ](?:updates?|blog|now))?|as[ ]it[ ]happened|latest)",
    r"(?:watch(?:[ ]live)?|videos?|photos?|in[ ]pictures|gallery|listen|audio|podcast)",
    # Other languages
    r"(?:en[ ]vivo|en[ ]direct(?:o)?|directo?|última[ ]hora|urgente?|vidéo|vídeo|actualización|actualizado)",
    r"(?:ao[ ]vivo|eilmeldung|liveticker|diretta|срочно|молния|обновлено|обновляется|видео|онлайн|фото)",
    r"(?:عاجل|مباشر|فيديو|بالفيديو|محدث|تحديث|ब्रेकिंग(?:[ ]न्यूज़)?|लाइव|वीडियो|अपडेट)",
    r"(?:速報|更新|動画|独自|快讯|突发|视频)",
)
_LABEL = rf"(?:{'|'.join(_LABELS)})(?:[ ]?\#?\d{{1,2}})?"
_PREFIX = re.compile(
    rf"\s*(?:[\[(【«]\s*{_LABEL}\s*[\])】»]\s*[:|–—-]?|{_LABEL}\s*(?:[:|!–—：｜-]+|\.(?=\s)|[ ]?//))\s*",
    re.IGNORECASE | re.VERBOSE,
)
_ENDING = re.compile(
    rf"\s*[\[(【]\s*{_LABEL}\s*[\])】]\s*$|\s+[|–—-]\s+{_LABEL}\s*$", re.IGNORECASE | re.VERBOSE
)
_TAG = re.compile(r"<[^<>]{1,500}>")

LONGEST = 600
"""Characters of a title that are looked at; feeds put whole texts there, and worse."""
_WORD_PARTS = frozenset((0, 7, 9))
"""Classes of combining marks without which a word is another one: vowel signs, nukta, virama."""
_ALIKE = 0.65
_COMPARED = 300


class _Letters(dict[int, str]):
    """For `str.translate`: letters and digits stay, what is unseen goes, the rest parts words."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _kept(chr(code))
        return kept


def _kept(char: str) -> str:
    if char.isalnum():
        return char
    category = unicodedata.category(char)
    if category in {"Mn", "Mc"}:
        is_part = unicodedata.combining(char) in _WORD_PARTS and not "\ufe00" <= char <= "\ufe0f"
        return char if is_part else ""
    return "" if category == "Cf" and char != "\u200c" else " "


_LETTERS = _Letters()


def normalised_title(title: str) -> str:
    """Title for comparison: `letters` without what a desk writes around it."""
    title = title[:LONGEST]
    return letters(_unlabelled(title)) or letters(title)


def letters(title: str) -> str:
    """Letters and digits in words, without case, markup and signs."""
    title = title[:LONGEST]
    if "&" in title:
        title = unescape(title)
    if "<" in title:
        title = _TAG.sub("", title)
    if not title.isascii():
        title = unicodedata.normalize("NFKC", title)
    folded = title.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
    return " ".join(folded.translate(_LETTERS).split())


def _unlabelled(title: str) -> str:
    for _ in range(3):  # "BREAKING: UPDATE 2-…"
        shorter = _PREFIX.sub("", title, count=1) if _PREFIX.match(title) else title
        if shorter == title:
            break
        title = shorter
    return _ENDING.sub("", title) if title[-1:] in {")", "]", "】"} or " " in title[-20:] else title


def alike(before: str, after: str) -> bool:
    """Whether one normalised title may be the other, edited."""
    matcher = SequenceMatcher(None, before[:_COMPARED], after[:_COMPARED], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
