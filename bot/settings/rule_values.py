"""From the parts of a rule as they are written to the rule itself."""

from collections.abc import Iterable
from dataclasses import replace

from bot.extraction.lexicon import EntityId
from bot.extraction.rules import EntityTerm, Group, Part, PhraseTerm, RegexTerm, Rule, Scope
from bot.extraction.rules import Words as WordsWithin
from bot.settings.rule_parts import (
    EntityPart,
    GroupPart,
    Item,
    MatchPart,
    NearPart,
    QueryPart,
    RegexPart,
    TitlePart,
)


def rule_of(match: MatchPart | Rule) -> Rule:
    """The rule that a watch's `match` describes."""
    if isinstance(match, Rule):
        return match
    return Rule(
        all=tuple(map(part_of, match.all)),
        any=tuple(map(part_of, match.any)),
        none=tuple(map(part_of, match.none)),
        within=match.within,
        min_salience=match.min_salience,
        feeds=frozenset(match.feeds),
        tags=frozenset(match.tags),
        languages=frozenset(match.languages),
    )


def part_of(item: Item) -> Part:
    match item:
        case str():
            return PhraseTerm(phrase=item)
        case EntityPart():
            return EntityTerm(entity=EntityId(item.entity), also=frozenset(item.also))
        case RegexPart():
            return RegexTerm(pattern=item.regex)
        case QueryPart(query=rule):
            return _plain(Group(all=rule.all, any=rule.any, none=rule.none, within=rule.within))
    return _group_of(item)


def _group_of(item: TitlePart | NearPart | GroupPart) -> Group:
    match item:
        case NearPart():
            return Group(all=_parts(item.near), within=WordsWithin(count=item.words))
        case TitlePart():
            return _in_title(item)
    return Group(all=_parts(item.all), any=_parts(item.any), none=_parts(item.none), within=item.within)


def _parts(items: Iterable[Item]) -> tuple[Part, ...]:
    return tuple(map(part_of, items))


def _in_title(item: TitlePart) -> Group:
    if isinstance(item.title, tuple):
        return Group(all=_parts(item.title), within=Scope.TITLE)
    part = part_of(item.title)
    if isinstance(part, Group) and part.within is Scope.DOCUMENT:
        return replace(part, within=Scope.TITLE)
    return Group(all=(part,), within=Scope.TITLE)


def _plain(group: Group) -> Part:
    """The only part of a group that says no more than it."""
    lone = group.within is Scope.DOCUMENT and not group.any and not group.none and len(group.all) == 1
    return group.all[0] if lone else group
