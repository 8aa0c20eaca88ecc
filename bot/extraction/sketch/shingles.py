"""Runs of words, hashed, of which the lowest are kept: two texts share as much of them as of all."""

from collections.abc import Sequence

RUN = 4
"""Words of a run: shorter ones are shared by reports in words of their own, longer ones break at every
edit."""
KEPT = 64
_PRIME = 0x9E3779B97F4A7C15
"""2**64 over the golden ratio, the multiplier of Fibonacci hashing: neighbours end far apart."""
_WHOLE = 2**64 - 1


def shingles(keys: Sequence[int]) -> tuple[int, ...]:
    """The lowest hashes, of 32 bits, of the runs in a text whose words have these keys, in order.

    None where the text is shorter than a run. What the words are hashed with makes it unforeseeable.
    """
    runs = zip(keys, keys[1:], keys[2:], keys[3:], strict=False)
    hashes = {((a + 3 * b + 5 * c + 7 * d) * _PRIME & _WHOLE) >> 32 for a, b, c, d in runs}
    return tuple(sorted(hashes)[:KEPT])


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """0 to 1: the share of all runs of both texts that both have, from the shingles that were kept."""
    if not a or not b:
        return 0.0
    one, other = {*a}, {*b}
    lowest = sorted(one | other)[: max(len(a), len(b))]
    return len(one & other & {*lowest}) / len(lowest)
