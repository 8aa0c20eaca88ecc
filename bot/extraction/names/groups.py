"""Groups of words that may be a name, with what the lexicon knows of them."""

from collections.abc import Iterator, Sequence

from bot.extraction.lexicon import Entity, EntityKind
from bot.extraction.names.parting import Group, parted
from bot.extraction.names.runs import (
    FAMILY,
    GIVEN,
    HONORIFIC,
    INITIAL,
    JOINED,
    KNOWN,
    OFFICE,
    PLACE,
    RANK,
    STOP,
    SURNAME_TOO,
    THING,
    Word,
    kind_of,
    look_up,
    plain,
    runs,
    words_of,
)
from bot.extraction.names.values import Named


def groups_in(text: str, named: Sequence[Named]) -> Iterator[Group]:
    """The groups of `text` in order. `named` are the lexicon's mentions in order of place."""
    at, count = 0, len(named)
    for start, end in runs(text):
        while at < count and named[at].span.end <= start:
            at += 1
        run = text[start:end]
        first = named[at] if at < count and named[at].span.start < end else None
        if first is not None and first.span.start <= start and end <= first.span.end and run.isalpha():
            yield from _mentioned(first, run, start, end)
        elif first is not None:
            words, owners = _owned(_unjoined(words_of(text, start, end), named, at), named, at)
            yield from parted(words, owners)
        elif " " in run:
            words = words_of(text, start, end)
            yield from parted(words, [None] * len(words))
        else:
            yield from _alone(run, start, end)


def _mentioned(one: Named, word: str, start: int, end: int) -> Iterator[Group]:
    """Most mentions are one word alone."""
    if one.entity.kind is EntityKind.PERSON:
        lower, kind = look_up(word)
        yield Group((Word(lower, kind | KNOWN, start, end),), known=one)


def _alone(word: str, start: int, end: int) -> Iterator[Group]:
    lower, kind = look_up(word)
    if kind & (STOP | THING) and not kind & (SURNAME_TOO | FAMILY):
        return
    if len(word) > 4 or kind & FAMILY or (len(word) > 1 and not word.isupper()):
        yield Group((Word(lower, kind, start, end),))


def _unjoined(words: list[Word], named: Sequence[Named], at: int) -> list[Word]:
    """The words apart where the lexicon knows one of those in "Modi-Putin"."""
    if not any("-" in word.text for word in words):
        return words
    edges = set()
    while at < len(named) and named[at].span.start < words[-1].end:
        edges |= {named[at].span.start, named[at].span.end}
        at += 1
    return [part for word in words for part in _parts(word, edges)]


_ARABIC = ("al-", "el-", "ad-", "an-", "ar-", "as-", "at-", "ash-", "ul-")


def _parts(word: Word, edges: set[int]) -> Iterator[Word]:
    if (
        "-" not in word.text
        or word.text.startswith(_ARABIC)
        or not any(word.start < edge < word.end for edge in edges)
    ):
        yield word
        return
    start, bit = word.start, 0
    for part in word.text.split("-"):
        end = start + len(part)
        yield Word(part, kind_of(part) | bit, start, end)
        start, bit = end + 1, JOINED


def _owned(words: list[Word], named: Sequence[Named], at: int) -> tuple[list[Word], list[Named | None]]:
    """The words, those of the lexicon's mentions marked as such, and whose they are."""
    owners: list[Named | None] = [None] * len(words)
    end = words[-1].end if words else 0
    while at < len(named) and named[at].span.start < end:
        owner = named[at]
        bit = KNOWN if owner.entity.kind is EntityKind.PERSON else PLACE
        at += 1
        if owner.entity.kind is EntityKind.SERIES:
            continue
        for place, word in enumerate(words):
            if owner.span.start < word.end and word.start < owner.span.end and owners[place] is None:
                words[place] = word._replace(kind=word.kind | bit)
                owners[place] = owner
    return _untitled(words, owners), owners


def _untitled(words: list[Word], owners: list[Named | None]) -> list[Word]:
    """Less the title of an alias, "President Putin", unless the canonical name has it."""
    for place, owner in enumerate(owners):
        word = words[place]
        if (
            owner is None
            or not word.kind & KNOWN
            or place + 1 == len(words)
            or owners[place + 1] is not owner
        ):
            continue
        if word.kind & (OFFICE | HONORIFIC | RANK) and not plain(owner.entity.name).startswith(word.text):
            words[place] = word._replace(kind=word.kind & ~KNOWN)
            owners[place] = None
    return words


_JUNIOR = frozenset({"jr", "jr.", "sr", "sr."})


def own_words(group: Group, entity: Entity) -> tuple[Word, ...] | None:
    """The words that name the person of the lexicon; None where all of them name somebody else."""
    own = [place for place, word in enumerate(group.words) if word.kind & KNOWN]
    first, last = own[0], own[-1]
    if last - first + 1 == len(group.words):
        return group.words
    names = {word for surface in entity.surfaces for word in plain(surface.text).split()}
    before, after = group.words[:first], group.words[last + 1 :]
    if before and (any(w.text in names for w in before) or all(w.kind & INITIAL for w in before)):
        first = 0
    elif before and before[0].kind & GIVEN and len(own) == 1:
        return None
    if after and all(w.text in names for w in after):
        last = len(group.words) - 1
    elif after and (after[-1].text in _JUNIOR or (len(own) == 1 and group.words[last].kind & GIVEN)):
        return None
    return group.words[first : last + 1]
