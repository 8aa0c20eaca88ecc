"""Regular expressions of operators, for RE2: no input makes one slow."""

import re
from typing import Any

import re2

_LENGTH = 1_000
"""Characters of a pattern; what is longer is a list of words, which phrases match faster."""

_MEMORY = 1 << 20
"""Bytes that RE2 may use for one pattern, an eighth of its default."""

_HINTS = (
    (r"\(\?<?[=!]", "RE2 knows no look-around: put what must not be there into none, what must into all"),
    (r"\\[1-9]|\(\?P=", "RE2 knows no references back to a group: write the words out"),
    (r"[*+?}][+]|\(\?>", "RE2 knows no possessive or atomic groups, and needs none: leave the mark out"),
    (r"\{", "RE2 repeats at most 1,000 times in all: use smaller numbers"),
)


class RegexRefused(ValueError):
    """A pattern that RE2 cannot use, or that matches everything. `problem` says why, `hint` the way out."""

    def __init__(self, pattern: str, problem: str, hint: str) -> None:
        super().__init__(f"regular expression {pattern!r} is refused: {problem}")
        self.problem = problem
        self.hint = hint


def compile_regex(pattern: str) -> Any:
    """The compiled pattern. Raises `RegexRefused` where RE2 does."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise RegexRefused(pattern, _reason(error), _hint(pattern)) from None
    except UnicodeEncodeError:
        hint = "write the character in full, or leave it out"
        raise RegexRefused(pattern, "it holds half a character", hint) from None


def check_regex(pattern: str) -> None:
    """Raises `RegexRefused` for what an operator should not write, though RE2 might take it."""
    if len(pattern) > _LENGTH:
        raise RegexRefused(pattern, f"it is longer than {_LENGTH:,} characters", "use phrases")
    if compile_regex(pattern).search("") is not None:
        hint = "it would match every document: ask for at least one character"
        raise RegexRefused(pattern, "it matches where nothing stands", hint)


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


def _hint(pattern: str) -> str:
    fitting = (hint for sign, hint in _HINTS if re.search(sign, pattern))
    return next(fitting, "put a backslash before brackets and marks that are meant as they stand")
