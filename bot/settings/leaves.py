"""The terms that a rule is made of."""

from collections.abc import Iterable, Iterator

from bot.extraction.rules import Group, Part, Term


def leaves(parts: Iterable[Part]) -> Iterator[Term]:
    """Every term of `parts` and of the groups in them."""
    for part in parts:
        if isinstance(part, Group):
            yield from leaves((*part.all, *part.any, *part.none))
        else:
            yield part
