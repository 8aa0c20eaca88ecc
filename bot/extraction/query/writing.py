"""Rules written as one line of search syntax."""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from bot.extraction.rules import (
    EntityTerm,
    Group,
    Part,
    PhraseTerm,
    RegexTerm,
    Rule,
    Scope,
    Term,
    Within,
    Words,
)


class _Level(IntEnum):
    """How tightly what was written holds together."""

    OR = 0
    AND = 1
    NEAR = 2
    ATOM = 3


_BARE = re.compile(r"(?!(?:AND|OR|NOT|NEAR)\b)[^\W_][\w.'’&-]*")
_PAIR_OR_SLASH = re.compile(r"\\.|/")
_BARE_VALUE = re.compile(r"[\w.-]+")

_Written = tuple[str, _Level]


def format_rule(rule: Rule) -> str:
    """The rule on one line; `parse_query` makes a rule of the same meaning out of it.

    A rule that asks for nothing has no such line: what is written of it then is only for reading.
    """
    parts = Group(all=rule.all, any=rule.any, none=rule.none)
    filters = list(_filters(rule))
    # What is forbidden inside a part's place is not forbidden in the whole document: the parentheses say so.
    alone = len(_operands(parts)) == 1 and not rule.none and rule.within != Scope.DOCUMENT
    level = _Level.NEAR if alone else _Level.AND if filters else _Level.OR
    return " ".join(filter(None, (_at_least(_plain(parts), level), *filters)))


def format_part(part: Part) -> str:
    """One term or group, as it would stand in a query."""
    return _written(part)[0]


def _filters(rule: Rule) -> Iterator[str]:
    if rule.within != Scope.DOCUMENT:
        yield f"within:{_scope(rule.within)}"
    for name, values in (("feed", rule.feeds), ("tag", rule.tags), ("lang", rule.languages)):
        yield from (f"{name}:{_value(value)}" for value in sorted(values))
    if rule.min_salience:
        yield f"salience:{_decimal(rule.min_salience)}"


def _written(part: Part) -> _Written:
    if not isinstance(part, Group):
        return _term(part), _Level.ATOM
    if part.within == Scope.DOCUMENT:
        return _plain(part)
    inside = Group(all=part.all, any=part.any)
    if not part.none:
        return _placed(inside, part.within)
    return _conjoined([_at_least(_placed(inside, part.within), _Level.AND)], part.none)


def _plain(group: Group) -> _Written:
    """A group that may hold anywhere in the stretch it is asked about."""
    wanted = _operands(group)
    if group.none or len(wanted) > 1:
        return _conjoined([_at_least(part, _Level.NEAR) for part in wanted], group.none)
    return wanted[0] if wanted else ("", _Level.ATOM)


def _placed(group: Group, within: Within) -> _Written:
    """A group without `none` in a place: words near one another, or a scope with its parts."""
    wanted = _operands(group)
    if isinstance(within, Words) and len(wanted) > 1:
        operands = (_at_least(part, _Level.ATOM) for part in wanted)
        return f" NEAR/{within.count} ".join(operands), _Level.NEAR
    text, level = _plain(group)
    return f"{_scope(within)}:{text if level is _Level.ATOM else f'({text})'}", _Level.ATOM


def _operands(group: Group) -> list[_Written]:
    """What the group asks for, its alternatives as one."""
    wanted = [_written(part) for part in group.all]
    alternatives = [_written(part) for part in group.any]
    if len(alternatives) > 1:
        either = " OR ".join(_at_least(part, _Level.NEAR) for part in alternatives)
        return [*wanted, (either, _Level.OR)]
    return wanted + alternatives


def _conjoined(wanted: Iterable[str], none: Iterable[Part]) -> _Written:
    text = " AND ".join(wanted)
    forbidden = (f"NOT {_at_least(_written(part), _Level.NEAR)}" for part in none)
    return " ".join(filter(None, (text, *forbidden))), _Level.AND


def _at_least(written: _Written, level: _Level) -> str:
    text, own = written
    return text if own >= level else f"({text})"


def _scope(within: Within) -> str:
    return f"{within.count}words" if isinstance(within, Words) else within.value


def _term(term: Term) -> str:
    match term:
        case EntityTerm(entity=entity, also=also):
            return "+".join((f"entity:{entity}", *sorted(also)))
        case PhraseTerm(phrase=phrase):
            return _phrase(phrase)
        case RegexTerm(pattern=pattern):
            line = pattern.replace("\n", "\\n")
            return f"/{_PAIR_OR_SLASH.sub(_escaped_slash, line)}/"


def _escaped_slash(found: re.Match[str]) -> str:
    return "\\/" if found[0] == "/" else found[0]


def _phrase(phrase: str) -> str:
    words = " ".join(phrase.split())
    return words if _BARE.fullmatch(words) else _quoted(words)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _value(value: str) -> str:
    return value if _BARE_VALUE.fullmatch(value) else _quoted(value)


def _decimal(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
