"""What follows a verb: words, and options as `key:value`, `key=value` or, of some keys, `key value`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from bot.core.answers.sorry import Sorry, short

_TOKEN = re.compile(r'[^\s"]*"[^"]*"?|\S+')
_OPTION = re.compile(r"([a-z][a-z_-]*)[:=](?!//)(.+)", re.IGNORECASE | re.DOTALL)
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
"""Telephones put typographic quotes in the place of plain ones."""
_ALIASES = {"asof": "as-of", "reason": "because"}
_AS_OF = re.compile(r"(?<!\S)as of(?=\s)", re.IGNORECASE)
_UNIT = re.compile(r"(?:minutes?|hours?|days?|weeks?)[.,]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What a verb takes beside its words."""

    keys: Collection[str] = ()
    bare: Collection[str] = ()
    """Keys that may stand without a colon before their value: `since 7d`."""
    rest: str = ""
    """The key to whose value all words belong that follow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    words: tuple[str, ...]
    """As typed, those in quotes together as one and with them."""
    options: tuple[tuple[str, str], ...] = ()
    """Keys in lower case with their values, which are not empty, in the order in which they were given."""

    @property
    def text(self) -> str:
        """The words as typed."""
        return " ".join(self.words)

    @property
    def name(self) -> str:
        """The words as the name of something."""
        return self.text.replace('"', "").strip()

    @property
    def rest(self) -> str:
        """The options, as they would be typed behind another name."""
        written = (f'{key}:"{value}"' if " " in value else f"{key}:{value}" for key, value in self.options)
        return " ".join(written)

    def get(self, key: str) -> str:
        """The value that was given last; empty where none was."""
        return next((value for known, value in reversed(self.options) if known == key), "")

    def all(self, key: str) -> tuple[str, ...]:
        """Every value that was given, also several parted by commas."""
        return tuple(part for known, value in self.options if known == key for part in _parts(value))


def asked(text: str, grammar: Grammar) -> Asked | Sorry:
    """`text` understood; sorry for an option that looks like one of the verb's and is none."""
    tokens = _TOKEN.findall(text.translate(_QUOTES))
    if "as-of" in grammar.bare:
        tokens = _TOKEN.findall(_AS_OF.sub("as-of", " ".join(tokens)))
    words: list[str] = []
    options: list[tuple[str, str]] = []
    while tokens:
        token = tokens.pop(0)
        key, value = _option(token)
        if key in grammar.keys and value:
            options.append((key, value))
        elif (bare := _key(token)) in grammar.bare and tokens:
            options.append((bare, _value(tokens)))
        elif key and (close := get_close_matches(key, grammar.keys, n=1, cutoff=0.7)):
            return Sorry(problem=f"There is no option “{short(key)}:”.", suggestions=(f"{close[0]}:{value}",))
        else:
            words.append(token)
        if options and tokens and grammar.rest == options[-1][0]:
            options[-1] = (grammar.rest, " ".join((options[-1][1], *tokens)).replace('"', ""))
            tokens = []
    return Asked(words=tuple(words), options=tuple((key, value) for key, value in options if value))


def _option(token: str) -> tuple[str, str]:
    found = _OPTION.fullmatch(token)
    return (_key(found[1]), _bare(found[2])) if found else ("", "")


def _key(written: str) -> str:
    key = written.casefold().replace("_", "-")
    return _ALIASES.get(key, key)


def _value(tokens: list[str]) -> str:
    """What follows a bare key, taken out of `tokens`: one word, or a number and its unit."""
    value = _bare(tokens.pop(0))
    if value.isdecimal() and tokens and _UNIT.fullmatch(tokens[0]):
        value += f" {tokens.pop(0).rstrip('.,')}"
    return value


def _bare(written: str) -> str:
    return written.replace('"', "").strip()


def _parts(value: str) -> Iterator[str]:
    return (part.strip() for part in value.split(",") if part.strip())
