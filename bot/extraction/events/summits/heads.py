"""A summit's noun with the words before it that belong to it: "the 14th annual Japan–France summit"."""

from collections.abc import Iterator

from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.head_words import DETERMINERS, STOPS, WORD, fits, plain
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_JOINTS = lazy(r"[ \-–—/&]{0,3}")
_TITLE_CASE = 0.6
"""Share of words with a capital from which a headline is taken to capitalise all of them."""


def head_of(sentence: Sentence, noun: Span) -> tuple[Span, list[Span]]:
    """The noun with the words that belong to it, and these words, read from right to left."""
    words: list[Span] = []
    start = noun.start
    passed_name = False
    loose = title_cased(sentence)
    for word in _words_before(sentence, noun.start):
        text = sentence.cut(word.start, word.end)
        bare = plain(text)
        if bare in DETERMINERS:
            start = word.start
            break
        covered = any(n.span.start <= word.start < n.span.end for n in sentence.named)
        if not covered and (bare in STOPS or (passed_name and (text.islower() or loose) and not fits(bare))):
            break
        start = word.start
        words.append(word)
        passed_name = passed_name or covered or not text[0].islower()
    return Span(start=start, end=noun.end), words


def _words_before(sentence: Sentence, end: int) -> Iterator[Span]:
    """The words before `end` from right to left, as long as only spaces and dashes stand between them."""
    reach = max(sentence.span.start, end - 160)  # characters: the longest name of a summit we know has 90
    words = [
        Span(start=reach + m.start(), end=reach + m.end()) for m in WORD.finditer(sentence.cut(reach, end))
    ]
    for word in reversed(words):
        if not _JOINTS.fullmatch(sentence.cut(word.end, end)):
            return
        yield word
        end = word.start


def title_cased(sentence: Sentence) -> bool:
    """A headline that gives every word a capital: capitals say nothing there."""
    if not sentence.is_title:
        return False
    words = [w for w in WORD.findall(sentence.text) if len(w) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) > _TITLE_CASE * len(words)
