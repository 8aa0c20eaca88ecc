"""What sanctions consist of, and which package they are: travel bans, an asset freeze, the 19th package."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.extraction.events.agreements.drafting import as_written
from bot.extraction.events.drafts import Draft
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.shown import ordinal
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_WORDS_ON = (
    r"(?:\s(?!(?:from|by|on|in|for|with|against|over|as|after|that|which|who|until|was|were|is|are|has|and)\b)"
    r"[\w’'-]+){1,6}"
)
MEASURE = lazy(
    rf"""\b(?:
      (?:(?:full|total|complete|partial|phased|near-total|blanket|outright|import|export|transaction|investment
      |trade)\s)?
      bans?\son{_WORDS_ON}
    | (?:travel|entry|visa|transit|port|transaction|import|export|airspace|landing|trade|diamond|gold|oil
      |lng|gas)      \sbans?
    | (?:visa|travel|financial|trade|export|import|economic|banking|port|movement|shipping|technology)\s
      (?:restrictions?|curbs?|controls?)
    | assets?[ -]freez(?:es?|ing) | freez(?:e|es|ing)\s(?:of|on)\s(?:\w+\s){{0,2}}assets
    | (?:closing|closure)s?\sof\s(?:\w+\s){{0,2}}borders? | border\sclosures?
    | (?:(?:arms|oil|trade|weapons|gas|economic|naval|full|crude|petroleum|fuel|energy|total)\s)?
      embargo(?:es)?
    | (?:(?:oil|crude|gas|dynamic|crude\soil)\s)?price\scaps?
    | (?:financial|sectoral)\ssanctions | (?:economic|financial)\sblockade
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_SPELT = {word: number for number, word in enumerate([*_UNITS.split(), *_TEENS.split(), "twentieth"], 1)}
_TENS = {"": 0, "twenty": 20, "thirty": 30}
_PACKAGE = lazy(
    r"\b(?:(?P<figure>[1-9][0-9]?)(?:st|nd|rd|th)"
    rf"|(?:(?P<tens>twenty|thirty)-)?(?P<spelt>{'|'.join(_SPELT)}))(?: [\w-]+){{0,3}}? (?:package|tranche)\b",
    re.IGNORECASE,
)


_HEADS = lazy(r"ban|freez|border|embargo|cap|curb|restriction|control|(?:ial|al) sanctions|blockade")
"""What every measure holds: the pattern itself costs thirty times as much."""


@lru_cache(maxsize=2)
def measure_spans(sentence: Sentence) -> tuple[Span, ...]:
    """Where the sentence names measures."""
    text, at = sentence.text, sentence.span.start
    if not _HEADS.search(text.lower()):
        return ()
    return tuple(Span(start=at + m.start(), end=at + m.end()) for m in MEASURE.finditer(text))


def measures_in(sentence: Sentence, stretch: Span) -> Iterator[Draft]:
    """The MEASUREs named in `stretch`."""
    for span in measure_spans(sentence):
        if stretch.start <= span.start < span.end <= stretch.end:
            yield as_written(sentence, Slot.MEASURE, span, "sanction.measure/1", 0.9)


def package_in(sentence: Sentence, stretch: Span) -> Iterator[Draft]:
    """The PACKAGE in `stretch`: its number."""
    match = _PACKAGE.search(sentence.cut(stretch.start, stretch.end))
    if match is None:
        return
    spelt = _SPELT.get((match["spelt"] or "").lower(), 0)
    number = int(match["figure"]) if match["figure"] else _TENS[(match["tens"] or "").lower()] + spelt
    yield Draft(
        slot=Slot.PACKAGE,
        value=str(number),
        shown=f"{ordinal(number)} package",
        evidence=Span(start=stretch.start + match.start(), end=stretch.start + match.end()),
        rule="sanction.package/1",
        weight=0.95,
    )
