"""Mistakes an operator can mend, each with its place and the way out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.errors import ConfigError

TOKEN = re.compile(
    r"xox[abcdeprs](?:\.xox[abcdeprs])?-[\w-]+"  # Slack: bot, user and legacy tokens
    r"|xapp-[\w-]+"  # Slack: app-level tokens
    r"|\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}"  # Discord: three base64 parts
)
"""What looks like a secret: refused in files, and masked wherever a value is shown."""

_SHOWN = 60
"""Characters of a value that are repeated in a message: enough to recognise it."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where something is written. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """One thing to mend (or, as a warning, to look at)."""

    file: str
    line: int = 0
    column: int = 0
    what: str
    """What is wrong, as a clause without its full stop."""
    why: str = ""
    """The rule behind it: whole sentences."""
    hint: str = ""
    """The way out: whole sentences."""
    excerpt: str = ""
    """For a mistake inside of a text: its line, and a line with a caret under the place."""

    @property
    def place(self) -> Place:
        return Place(file=self.file, line=self.line, column=self.column)

    def __str__(self) -> str:
        said = f"{self.place}: {' '.join(filter(None, (f'{self.what}.', self.why, self.hint)))}"
        return f"{said}\n{self.excerpt}" if self.excerpt else said


class ConfigErrors(ConfigError):
    """Every mistake of every file, in the order of files and lines."""

    def __init__(self, subject: str, mistakes: Iterable[Mistake]) -> None:
        """`subject` is the folder that was read."""
        self.mistakes = tuple(sorted(mistakes))
        count = len(self.mistakes)
        super().__init__(subject, f"{count} mistake{'' if count == 1 else 's'} to mend")

    def __str__(self) -> str:
        return "\n".join((*map(str, self.mistakes), f"{self.subject}: {self.problem}."))


def mistake(place: Place, what: str, *, why: str = "", hint: str = "") -> Mistake:
    """A mistake at `place`; whatever looks like a token is masked."""
    found = Mistake(file=place.file, line=place.line, column=place.column, what=what, why=why, hint=hint)
    return replace(found, what=masked(what), why=masked(why), hint=masked(hint))


def masked(text: str) -> str:
    """`text` with every token replaced by its first characters and dots."""
    return TOKEN.sub(lambda token: f"{token.group()[:4]}…", text)


def shown(value: object) -> str:
    """A value of a file as a message repeats it: on one line, short, without secrets."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case list():
            return "a list"
        case dict():
            return "a mapping (keys and values)"
        case int() | float():
            return f"the number {value}"
        case _:
            text = masked(" ".join(str(value).split()))
            return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """A sentence that offers the closest known name, or nothing where none is close."""
    name = closest(written, known)
    return f'Did you mean "{name}"?' if name else ""


def closest(written: str, known: Iterable[str]) -> str:
    """The known name that is spelt most like `written`, or nothing where none is."""
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(written.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else ""
