"""Queries read by recursive descent: one method for each level of the grammar, weakest operator first."""

from dataclasses import dataclass, field

from bot.extraction.query import atoms
from bot.extraction.query.errors import QueryError
from bot.extraction.query.forming import conjunction, disjunction, scoped, together
from bot.extraction.query.tokens import Token, TokenKind, Tokens
from bot.extraction.rules import Group, Part, Rule, Scope, Within, Words

_DEPTH = 25
"""Parentheses inside one another; nobody reads more, and the parser calls itself."""

_SCOPES = {scope.value: scope for scope in Scope}
_FILTERS = ("feed", "tag", "lang", "salience", "within")
_PREFIXES = ("entity", *_SCOPES, *_FILTERS)
_VALUES = (TokenKind.WORD, TokenKind.PHRASE, TokenKind.AND, TokenKind.OR, TokenKind.NOT)


def parse_query(text: str) -> Rule:
    """The rule that a line of search syntax asks for. Raises `QueryError` with the place of the mistake."""
    return _Parser(text).rule()


@dataclass(slots=True, kw_only=True)
class _Filters:
    """What the whole rule is bound to, collected on the way."""

    feeds: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    salience: float | None = None
    within: Within | None = None
    first: int | None = None
    """Where the first of them stands."""


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._filters = _Filters()
        self._depth = 0

    def rule(self) -> Rule:
        wanted, forbidden = self._conjuncts(outermost=True)
        if self._tokens.peek().kind is TokenKind.OR:
            if self._filters.first is not None:
                raise _misplaced(self._filters.first)
            wanted, forbidden = [self._alternatives(conjunction(wanted, forbidden))], []
        token = self._tokens.peek()
        if token.kind is TokenKind.CLOSE:
            hint = "Leave it out, or open one before."
            raise QueryError("this closing parenthesis has no opening one", token.start, hint)
        return self._bound(wanted, forbidden)

    def _bound(self, wanted: list[Part], forbidden: list[Part]) -> Rule:
        filters = self._filters
        within = filters.within or Scope.DOCUMENT
        group = together(wanted, within, forbidden)
        only = wanted[0] if len(wanted) == 1 and not forbidden else None
        if isinstance(only, Group) and only.within is within is Scope.DOCUMENT:
            group = only
        return Rule(
            all=group.all,
            any=group.any,
            none=group.none,
            within=within,
            min_salience=filters.salience or 0.0,
            feeds=frozenset(filters.feeds),
            tags=frozenset(filters.tags),
            languages=frozenset(filters.languages),
        )

    def _alternatives(self, first: Part) -> Part:
        """`first` and what stands behind each OR."""
        parts = [first]
        while self._tokens.peek().kind is TokenKind.OR:
            self._tokens.take()
            parts.append(conjunction(*self._conjuncts()))
        return disjunction(parts)

    def _conjuncts(self, *, outermost: bool = False) -> tuple[list[Part], list[Part]]:
        """Things side by side, with or without AND, until OR, a closing parenthesis or the end."""
        start = self._tokens.peek()
        wanted: list[Part] = []
        forbidden: list[Part] = []
        while True:
            self._conjunct(wanted, forbidden, outermost=outermost)
            following = self._tokens.peek().kind
            if following is TokenKind.AND:
                self._tokens.take()
            elif following in {TokenKind.OR, TokenKind.CLOSE, TokenKind.END}:
                break
        if not wanted:
            problem = "expected something that must be there: NOT and filters only take away"
            raise QueryError(problem, start.start, "Add a word, a phrase or an entity to look for.")
        return wanted, forbidden

    def _conjunct(self, wanted: list[Part], forbidden: list[Part], *, outermost: bool) -> None:
        token = self._tokens.peek()
        if token.kind is TokenKind.NOT:
            self._tokens.take()
            self._refuse_not("leave both out")
            forbidden.append(self._near())
        elif token.kind is TokenKind.PREFIX and token.text in _FILTERS:
            if not outermost:
                raise _misplaced(token.start)
            self._filter(self._tokens.take())
        else:
            wanted.append(self._near())

    def _near(self) -> Part:
        part = self._atom()
        window: Words | None = None
        operands = [part]
        while self._tokens.peek().kind is TokenKind.NEAR:
            following = _window(self._tokens.take())
            if window is not None and following != window:
                operands = [together(operands, window)]
            window = following
            self._refuse_not("write the NOT after what stands near, as in a NEAR/5 b NOT c")
            operands.append(self._atom())
        return part if window is None else together(operands, window)

    def _refuse_not(self, way_out: str) -> None:
        token = self._tokens.peek()
        if token.kind is TokenKind.NOT:
            hint = f"{way_out[0].upper()}{way_out[1:]}."
            raise QueryError("expected something to look for, and not NOT", token.start, hint)

    def _atom(self) -> Part:
        token = self._tokens.peek()
        match token.kind:
            case TokenKind.WORD:
                return atoms.word(self._tokens.take())
            case TokenKind.PHRASE:
                return atoms.phrase(self._tokens.take())
            case TokenKind.REGEX:
                return atoms.regex(self._tokens.take())
            case TokenKind.PREFIX:
                return self._prefixed(self._tokens.take())
            case TokenKind.OPEN:
                return self._parentheses()
        raise _expected_operand(token)

    def _parentheses(self) -> Part:
        opening = self._tokens.take()
        self._deeper(opening)
        part = self._alternatives(conjunction(*self._conjuncts()))
        self._depth -= 1
        if self._tokens.peek().kind is not TokenKind.CLOSE:
            problem = "this parenthesis is never closed"
            raise QueryError(problem, opening.start, "Write ) where it ends.")
        self._tokens.take()
        return part

    def _prefixed(self, prefix: Token) -> Part:
        if prefix.text == "entity":
            return atoms.entity(self._value(prefix))
        if prefix.text in _FILTERS:
            raise _misplaced(prefix.start)
        digits = atoms.words_prefix(prefix.text)
        within: Within | None = _SCOPES.get(prefix.text)
        if digits is not None:
            within = atoms.window(digits, prefix.start)
        if within is None:
            raise _unknown(prefix)
        self._must_touch(prefix, "a word, a phrase or a parenthesis")
        self._deeper(prefix)
        part = scoped(self._atom(), within)
        self._depth -= 1
        return part

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            problem = f"there are more than {_DEPTH} parentheses inside one another"
            raise QueryError(problem, token.start, "Write fewer, or make several watches.")

    def _filter(self, prefix: Token) -> None:
        filters = self._filters
        filters.first = prefix.start if filters.first is None else filters.first
        value = self._value(prefix)
        match prefix.text:
            case "feed":
                filters.feeds.add(value.text)
            case "tag":
                filters.tags.add(value.text)
            case "lang":
                filters.languages.add(atoms.language(value))
            case "salience":
                _refuse_second(prefix, filters.salience)
                filters.salience = atoms.share(value)
            case _:
                _refuse_second(prefix, filters.within)
                filters.within = atoms.within(value)

    def _value(self, prefix: Token) -> Token:
        """The word right behind a colon."""
        self._must_touch(prefix, "a word")
        token = self._tokens.peek()
        if token.kind not in _VALUES or not token.text.strip():
            raise QueryError(f"expected a word after {prefix.text}:", token.start)
        return self._tokens.take()

    def _must_touch(self, prefix: Token, wanted: str) -> None:
        if not self._tokens.touches(prefix):
            problem = f"expected {wanted} right after {prefix.text}:"
            raise QueryError(problem, prefix.end, "Leave no space after the colon.")


def _window(near: Token) -> Words:
    digits = near.text.removeprefix("NEAR").removeprefix("/")
    if not (digits.isascii() and digits.isdigit()):
        raise QueryError("expected a number of words after NEAR", near.start + 4, "As in NEAR/20.")
    return atoms.window(digits, near.start + 5)


def _unknown(prefix: Token) -> QueryError:
    problem = f"{prefix.text}: is not known; expected {atoms.listed(f'{name}:' for name in _PREFIXES)}"
    meant = atoms.did_you_mean(prefix.text, _PREFIXES)
    hint = "Put words that hold a colon in quotes."
    return QueryError(problem, prefix.start, f"{meant} {hint}" if meant else hint)


def _misplaced(position: int) -> QueryError:
    problem = f"{atoms.listed(f'{name}:' for name in _FILTERS)} can stand only beside the whole query"
    hint = "Put the rest in parentheses, as in (a OR b) feed:reuters, or make two watches."
    return QueryError(problem, position, hint)


def _refuse_second(prefix: Token, given: object) -> None:
    if given is not None:
        problem = f"{prefix.text}: stands here for the second time"
        raise QueryError(problem, prefix.start, "Keep one of them.")


def _expected_operand(token: Token) -> QueryError:
    wanted = "a word, a phrase in quotes, entity:id, a /regular expression/ or a parenthesis"
    if token.kind is TokenKind.END:
        return QueryError(f"expected {wanted}, and the query ends here", token.start)
    hint = "Write the word in small letters or in quotes if it is meant as a word."
    operator = token.kind in {TokenKind.AND, TokenKind.OR, TokenKind.NEAR, TokenKind.NOT}
    return QueryError(f"expected {wanted} before {token.text}", token.start, hint if operator else "")
