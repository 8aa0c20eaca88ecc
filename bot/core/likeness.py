"""How likely two reports tell of one happening: by what their sketches share, and how far apart they came."""

import math
from datetime import timedelta
from operator import mul
from typing import NamedTuple

from bot.core.weighing import KIND_BITS, WeighedSketch
from bot.extraction.sketch import Kind

_DAY = timedelta(days=1)
_KIND = 2**KIND_BITS - 1
_LATE = timedelta(days=7)
_PIECE = 100_000
"""Product of two weights that counts for one piece of evidence."""


class Signs(NamedTuple):
    """What speaks for and against two reports being of one happening."""

    words: float
    """Root of the cosine of their words, 0 to 1: most reports of one happening share a fifth, few a half."""
    names: float
    """The same over words that are a name in one of the two."""
    pairs: float
    """The same over full names."""
    distance: float
    """Logarithm of the days between them."""
    same_day: bool
    """Both name one calendar day."""
    other_days: bool
    """Both name days, and none in common."""
    same_age: bool
    other_ages: bool
    late_without_names: bool
    """They came more than a week apart and share no full name: the next happening of its kind, as a rule."""
    evidence: float
    """Logarithm of how much they share: a title of three words that is the same says less than a page."""


_WEIGHTS = (3.8, 2.6, 0.9, -0.8, 1.15, -1.15, 1.3, -1.2, -3.0, 1.05)
"""In the order of the signs. By logistic regression on pairs of a set of local incidents and one of world
news, whole and cut down to title and first sentences; what was fitted on one half joined the other half as
well."""
_DOUBT = 6.3
"""What the signs for it have to outweigh; chosen so that of ten pairs that are joined nine belong
together."""


def signs(a: WeighedSketch, b: WeighedSketch, apart: timedelta) -> Signs:
    words = names = pairs = 0
    for key in a.terms.keys() & b.terms.keys():
        one, other = a.terms[key], b.terms[key]
        product = (one >> KIND_BITS) * (other >> KIND_BITS)
        kind = (one | other) & _KIND
        if kind == Kind.PAIR:
            pairs += product
            continue
        words += product
        if kind == Kind.NAME:
            names += product
    same_day, same_age = not a.days.isdisjoint(b.days), not a.ages.isdisjoint(b.ages)
    return Signs(
        words=_root(words, a.words_length * b.words_length),
        names=_root(names, a.names_length * b.names_length),
        pairs=_root(pairs, a.pairs_length * b.pairs_length),
        distance=math.log1p(abs(apart) / _DAY),
        same_day=same_day,
        other_days=bool(a.days and b.days) and not same_day,
        same_age=same_age,
        other_ages=bool(a.ages and b.ages) and not same_age,
        late_without_names=abs(apart) > _LATE and not pairs,
        evidence=math.log1p(words / _PIECE),
    )


def log_odds(found: Signs) -> float:
    """Above 0 where they more likely tell of one happening than not."""
    return math.fsum(map(mul, _WEIGHTS, found)) - _DOUBT


def likelihood(odds: float) -> float:
    """0 to 1."""
    return 1 / (1 + math.exp(-max(-50.0, min(odds, 50.0))))


def similarity(a: WeighedSketch, b: WeighedSketch) -> float:
    """0 to 1: cosine of their words and names."""
    return signs(a, b, timedelta()).words ** 2


def _root(product: int, lengths: float) -> float:
    return math.sqrt(min(product / lengths, 1.0)) if lengths else 0.0
