"""A rule with the places where its parts stand in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.rules import Group, Part, Rule, Scope, Term, Within, Words
from bot.settings.mistakes import Place
from bot.settings.rule_parts import GroupPart, Item, MatchPart, NearPart, QueryPart, TitlePart
from bot.settings.rule_values import part_of
from bot.settings.tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """A term, or a group of other parts. Parts of a line of search syntax stand where the line does."""

    node: Node
    term: Term | None = None
    """None for a group, and for the whole rule."""
    all: "tuple[WrittenPart, ...]" = ()
    any: "tuple[WrittenPart, ...]" = ()
    none: "tuple[WrittenPart, ...]" = ()
    within: Within = Scope.DOCUMENT

    def place(self, *steps: str | int) -> Place:
        """Where the value at `steps` of it stands, or the nearest that is there."""
        node = self.node
        for step in steps:
            node = node.child(step) or node
        return node.place

    def item(self, key: str, value: str) -> Place:
        """Where `value` stands in the list under `key`."""
        found = self.node.child(key)
        values = found.data if found is not None and isinstance(found.data, list) else []
        return self.place(key, values.index(value)) if value in values else self.place(key)


def written_rule(match: MatchPart | Rule, node: Node) -> WrittenPart:
    """The rule that `match` describes, as it stands at `node`."""
    return _line(match, node) if isinstance(match, Rule) else _together(match, node)


def _together(written: MatchPart | GroupPart, node: Node) -> WrittenPart:
    return WrittenPart(
        node=node,
        all=_items(written.all, node.child("all")),
        any=_items(written.any, node.child("any")),
        none=_items(written.none, node.child("none")),
        within=written.within,
    )


def _items(items: Sequence[Item], node: Node | None) -> tuple[WrittenPart, ...]:
    """The items of the list at `node`; without a list there is none."""
    return tuple(_item(item, node.child(number) or node) for number, item in enumerate(items) if node)


def _item(item: Item, node: Node) -> WrittenPart:
    match item:
        case GroupPart():
            return _together(item, node)
        case NearPart(near=items, words=count):
            return WrittenPart(node=node, all=_items(items, node.child("near")), within=Words(count=count))
        case TitlePart():
            return WrittenPart(node=node, all=_titles(item, node), within=Scope.TITLE)
        case QueryPart(query=rule):
            return _line(rule, node)
    return _line(part_of(item), node)


def _titles(item: TitlePart, node: Node) -> tuple[WrittenPart, ...]:
    if isinstance(item.title, tuple):
        return _items(item.title, node.child("title"))
    return (_item(item.title, node.child("title") or node),)


def _line(part: Part | Rule, node: Node) -> WrittenPart:
    if not isinstance(part, Group | Rule):
        return WrittenPart(node=node, term=part)
    return WrittenPart(
        node=node,
        all=tuple(_line(inner, node) for inner in part.all),
        any=tuple(_line(inner, node) for inner in part.any),
        none=tuple(_line(inner, node) for inner in part.none),
        within=part.within,
    )
