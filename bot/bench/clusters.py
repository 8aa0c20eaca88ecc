"""How well a grouping agrees with the gold: B-cubed, and pairs."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def agreement(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """`bcubed_f1`, `pairwise_precision` and `pairwise_recall`, 0 to 1; each item with its group."""
    both = Counter(zip(gold, found, strict=True))
    of_gold, of_found = Counter(gold), Counter(found)
    precision = sum(n * n / of_found[group] for (_, group), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[group] for (group, _), n in both.items()) / len(gold)
    pairs = _pairs(both.values())
    return {
        "bcubed_f1": round(2 * precision * recall / (precision + recall), 4),
        "pairwise_precision": _share(pairs, _pairs(of_found.values())),
        "pairwise_recall": _share(pairs, _pairs(of_gold.values())),
    }


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _share(part: int, whole: int) -> float:
    """1 where there is nothing to find or nothing was said."""
    return round(part / whole, 4) if whole else 1.0
