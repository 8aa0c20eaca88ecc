"""Parts put together in their normal form: no group where its parts could stand in the group around it."""

from collections.abc import Iterable, Iterator, Sequence

from bot.extraction.rules import Group, Part, Scope, Within


def conjunction(parts: Sequence[Part], none: Sequence[Part] = ()) -> Part:
    """All of `parts` and none of `none`."""
    if len(parts) == 1 and not none:
        return parts[0]
    return together(parts, Scope.DOCUMENT, none)


def disjunction(parts: Sequence[Part]) -> Part:
    alternatives = tuple(_alternatives(parts))
    return alternatives[0] if len(alternatives) == 1 else Group(any=alternatives)


def scoped(part: Part, within: Within) -> Part:
    return together([part], within)


def together(parts: Iterable[Part], within: Within, none: Iterable[Part] = ()) -> Group:
    """A group of all `parts` in one `within`; one list of alternatives among them becomes its `any`."""
    forbidden = tuple(_alternatives(none))
    flat = [inner for part in parts for inner in _conjuncts(part)]
    lists = [part for part in flat if isinstance(part, Group) and is_alternatives(part)]
    if len(lists) != 1:
        return Group(all=tuple(flat), none=forbidden, within=within)
    rest = tuple(part for part in flat if part is not lists[0])
    return Group(all=rest, any=lists[0].any, none=forbidden, within=within)


def is_alternatives(part: Part) -> bool:
    """Whether a part is nothing but a choice, wherever it stands."""
    return _is_plain(part) and isinstance(part, Group) and not part.all


def _is_plain(part: Part) -> bool:
    """Whether a group adds nothing to its parts: no place of its own, nothing forbidden."""
    return isinstance(part, Group) and part.within is Scope.DOCUMENT and not part.none


def _conjuncts(part: Part) -> tuple[Part, ...]:
    if not isinstance(part, Group) or not _is_plain(part) or not part.all:
        return (part,)
    return (*part.all, Group(any=part.any)) if part.any else part.all


def _alternatives(parts: Iterable[Part]) -> Iterator[Part]:
    """A choice among the parts is as good as its own alternatives, wanted or forbidden."""
    for part in parts:
        if isinstance(part, Group) and is_alternatives(part):
            yield from part.any
        else:
            yield part
