"""What a feed is expected to give, as its file says in a comment: `Expect: feed['title'] == 'x'`.

The expressions are Python over feedparser's result. They are evaluated node by node, for they are data: what
is not listed here is `Unknown`, never run.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from bot.extraction.text import make_document

Same = Callable[[ast.expr, Any, Any], bool]
"""Whether the value of an expression is the one that it is compared with."""

_MARKUP = frozenset(
    ("title", "description", "summary", "value", "tagline", "subtitle", "copyright", "rights", "info")
)
"""What feedparser's sanitiser and its resolving of addresses would have changed."""
_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.DOTALL)
_HEADER = re.compile(r"^\s*Header:\s*([\w-]+):[ \t]*(.*?)\s*$", re.MULTILINE)
_UNLESS = re.compile(r"SkipUnless:.*chardet")
_COMMENT = 8192
"""Characters within which the comment begins."""
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class Unknown(Exception):
    """An expression that is not evaluated here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    tree: ast.expr
    headers: Mapping[str, str]
    """Of the answer that brings the feed; names in lower case."""


def read_expectation(text: str) -> Expectation | None:
    """The expectation of a feed; None where it states none, or only for a library that guesses encodings."""
    expect = _EXPECT.search(text[:_COMMENT])
    if not expect or _UNLESS.search(text[: expect.start()]):
        return None
    headers = {name.lower(): value for name, value in _HEADER.findall(text[: expect.start()])}
    return Expectation(tree=ast.parse(expect[1], mode="eval").body, headers=headers)


def holds(tree: ast.expr, names: Mapping[str, Any], same: Same) -> bool:
    """Whether it is true of `names`. Raises `Unknown`, and what its operations raise."""
    return bool(_Evaluation(names=names, same=same).value(tree))


def verbatim(_: ast.expr, value: Any, expected: Any) -> bool:
    return bool(value == expected)


def by_text(where: ast.expr, value: Any, expected: Any) -> bool:
    """Equal, or, in a field that may hold HTML, equal to a reader: the same text, in the same paragraphs."""
    if value == expected:
        return True
    if not (isinstance(value, str) and isinstance(expected, str)):
        return False
    return field_of(where) in _MARKUP and visible(value) == visible(expected)


def field_of(where: ast.expr) -> str:
    """`title` for `entries[0]['title']` and `entries[0].title`."""
    match where:
        case ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case _:
            return ""


def visible(html: str) -> str:
    """What is shown of `html`, which holds neither markup nor scripts."""
    return make_document(title="", body=html, published=_ANY_DAY).text


def constant(node: ast.expr) -> Any:
    """The value of an expression without names. Raises as `holds` does."""
    return _Evaluation(names={}, same=verbatim).value(node)


_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.NotEq: operator.ne,
    ast.Is: operator.is_,
    ast.In: lambda value, where: value in where,
    ast.NotIn: lambda value, where: value not in where,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {"len": len, "ord": ord}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evaluation:
    names: Mapping[str, Any]
    same: Same

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return self.names[name]
            case ast.BoolOp() | ast.UnaryOp() | ast.BinOp() | ast.Compare():
                return self._operation(node)
            case ast.Call():
                return self._call(node)
            case _:
                return self._part(node)

    def _part(self, node: ast.expr) -> Any:
        match node:
            case ast.Subscript(value=holder, slice=key):
                return self.value(holder)[self.value(key)]
            case ast.Attribute(value=holder, attr=name):
                return self.value(holder)[name]  # of feedparser's dictionaries, which are all there is
            case ast.List(elts=items):
                return [self.value(item) for item in items]
            case ast.Tuple(elts=items):
                return tuple(self.value(item) for item in items)
            case ast.Dict(keys=keys, values=values):
                return {self.value(k): self.value(v) for k, v in zip(keys, values, strict=True) if k}
            case _:
                raise Unknown(type(node).__name__)

    def _operation(self, node: ast.expr) -> Any:
        match node:
            case ast.BoolOp(op=joint, values=parts):
                values = (self.value(part) for part in parts)
                return all(values) if isinstance(joint, ast.And) else any(values)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self.value(operand)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.value(operand)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.value(left) + self.value(right)
            case ast.Compare(left=left, ops=ops, comparators=others):
                pairs = pairwise((left, *others))
                return all(self._compare(op, *pair) for op, pair in zip(ops, pairs, strict=True))
            case _:
                raise Unknown(type(node).__name__)

    def _compare(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Any:
        if isinstance(op, ast.Eq):
            return self.same(left, self.value(left), self.value(right))
        if type(op) not in _COMPARISONS:
            raise Unknown(type(op).__name__)
        return _COMPARISONS[type(op)](self.value(left), self.value(right))

    def _call(self, call: ast.Call) -> Any:
        args = [self.value(arg) for arg in call.args]
        match call.func:
            case ast.Name(id="locals"):
                return self.names
            case ast.Name(id=name) if name in _FUNCTIONS:
                return _FUNCTIONS[name](*args)
            case ast.Attribute(value=holder, attr="get"):
                return self.value(holder).get(*args)
            case ast.Attribute(value=holder, attr="has_key"):
                return args[0] in self.value(holder)
            case _:
                raise Unknown("call")
