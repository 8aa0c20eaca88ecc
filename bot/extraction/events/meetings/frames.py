"""The words in a sentence at which a rule begins to read."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.extraction.events.modality.patterns import lowered
from bot.extraction.events.sentences import Sentence
from bot.extraction.text import Span

_MOST = 6
"""Matches in one sentence: an agency's has three, and each costs the reading of the names around it."""


def frames(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[tuple[re.Match[str], Span]]:
    """The first matches of `pattern`, which is in lower case, each with its span in the document."""
    start = sentence.span.start
    for match in islice(pattern.finditer(lowered(sentence.text)), _MOST):
        yield match, Span(start=start + match.start(), end=start + match.end())
