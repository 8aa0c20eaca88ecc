"""A query cut into words, marks and operators, each with its place."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.query.errors import QueryError


class TokenKind(StrEnum):
    """Each value is what the kind is called in an error."""

    OPEN = "an opening parenthesis"
    CLOSE = "a closing parenthesis"
    WORD = "a word"
    PHRASE = "a phrase in quotes"
    REGEX = "a regular expression"
    PREFIX = "a word before a colon"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    END = "the end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    kind: TokenKind
    text: str
    """The word; the phrase, pattern or prefix without its quotes, slashes or colon."""
    start: int
    end: int


_SPACE = re.compile(r"\s*")
_PREFIX = re.compile(r"([\w-]+):")
_CHUNK = re.compile(r"[^\s()\"“”]+")
_ENDS = re.compile(r"[\s)]|$")
_QUOTES = {'"': '"', "“": "”"}
_OPERATORS = {kind.value: kind for kind in (TokenKind.AND, TokenKind.OR, TokenKind.NOT)}


class Tokens:
    """The tokens of a query in order, cut when asked for: a prefix is judged before what follows it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._next: Token | None = None

    def peek(self) -> Token:
        if self._next is None:
            self._next = self._cut(_skip(self._text, self._at))
        return self._next

    def take(self) -> Token:
        token = self.peek()
        self._next = None
        self._at = token.end
        return token

    def touches(self, token: Token) -> bool:
        """Whether something stands right behind `token`, which was just taken."""
        return token.end < len(self._text) and not self._text[token.end].isspace()

    def _cut(self, at: int) -> Token:
        first = self._text[at : at + 1]
        if not first:
            return Token(kind=TokenKind.END, text="", start=at, end=at)
        if first in "()":
            kind = TokenKind.OPEN if first == "(" else TokenKind.CLOSE
            return Token(kind=kind, text=first, start=at, end=at + 1)
        if first in '"“”':
            return self._phrase(at)
        return self._regex(at) if first == "/" else self._word(at)

    def _phrase(self, at: int) -> Token:
        closing = _QUOTES.get(self._text[at])
        body = re.compile(rf"(?:[^\\{closing}]|\\.)*", re.DOTALL).match(self._text, at + 1)
        end = body.end() if body and closing else at
        if closing is None or self._text[end : end + 1] != closing:
            hint = "Close the phrase, or put a backslash before a quote that belongs to it."
            raise QueryError("this quote has no closing quote", at, hint)
        words = re.sub(rf"\\([\\{closing}])", r"\1", self._text[at + 1 : end])
        return Token(kind=TokenKind.PHRASE, text=words, start=at, end=end + 1)

    def _regex(self, at: int) -> Token:
        body = re.compile(r"(?:[^\\/]|\\.)*", re.DOTALL).match(self._text, at + 1)
        end = body.end() if body else at
        if self._text[end : end + 1] != "/":
            hint = "Write /pattern/, with a backslash before a slash that belongs to it."
            raise QueryError("this slash begins a regular expression that has no closing slash", at, hint)
        if not _ENDS.match(self._text, end + 1):
            hint = "Flags stand inside, as in /(?i)pacts/; a slash that belongs to it takes a backslash."
            raise QueryError("expected a space after the regular expression", end + 1, hint)
        pattern = re.sub(r"\\(.)", _unescaped_slash, self._text[at + 1 : end], flags=re.DOTALL)
        return Token(kind=TokenKind.REGEX, text=pattern, start=at, end=end + 1)

    def _word(self, at: int) -> Token:
        prefix = _PREFIX.match(self._text, at)
        if prefix:
            return Token(kind=TokenKind.PREFIX, text=prefix[1], start=at, end=prefix.end())
        chunk = _CHUNK.match(self._text, at)
        text = chunk[0] if chunk else self._text[at]
        kind = TokenKind.NEAR if re.match(r"NEAR(?:/|$)", text) else _OPERATORS.get(text, TokenKind.WORD)
        return Token(kind=kind, text=text, start=at, end=at + len(text))


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _unescaped_slash(pair: re.Match[str]) -> str:
    return "/" if pair[1] == "/" else pair[0]
