"""Which entities a document names, whatever the rules ask."""

from collections.abc import Iterable
from operator import itemgetter

from bot.extraction.findings import Mention
from bot.extraction.lexicon import AliasKind
from bot.extraction.meanings import STRONG
from bot.extraction.patterns import Hit
from bot.extraction.rules import EntityTerm
from bot.extraction.text import Span

_START = itemgetter(0)


def named(hits: Iterable[Hit]) -> tuple[Mention, ...]:
    """Every mention of every entity, in order, none overlapping, weak aliases left out.

    Of several at one place the strong before the metonym, then the lexicon's first. Of a series and the
    parties named in it, the parties.
    """
    names = [hit for hit in hits if hit[2].entity is not None and hit[2].kind is not AliasKind.WEAK]
    names.sort(key=lambda hit: (hit[1] - hit[0], hit[2].kind not in STRONG))
    kept: list[Hit] = []
    taken = bytearray(max((hit[1] for hit in names), default=0))  # linear, where a sorted list is not
    for hit in names:
        start, end, _ = hit
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append(hit)
    kept.sort(key=_START)
    return tuple(
        Mention(span=Span(start=start, end=end), term=EntityTerm(entity=meaning.entity))
        for start, end, meaning in kept
        if meaning.entity is not None
    )
