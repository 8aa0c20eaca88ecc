"""Regular expressions of operators, for RE2: no input makes one slow."""

import re
from typing import Annotated

import re2
from pydantic import AfterValidator

from bot.settings.mistakes import shown
from bot.settings.refusal import refuse

_REGEX_LENGTH = 1_000  # R35 of the requirements
_REGEX_MEMORY = 1 << 20  # R35: bytes of a compiled pattern


def _check_regex(value: str) -> str:
    if len(value) > _REGEX_LENGTH:
        what = f"the regular expression is longer than {_REGEX_LENGTH} characters"
        raise refuse(what, hint="Use several terms, or phrases.")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _REGEX_MEMORY
    try:
        pattern = re2.compile(value, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        what = f"the regular expression {shown(value)} cannot be used: {text}"
        raise refuse(what, hint=_regex_hint(value)) from None
    if pattern.search("") is not None:
        what = f"the regular expression {shown(value)} matches where nothing stands"
        raise refuse(what, hint="It would match every document: ask for at least one character.")
    return value


def _regex_hint(pattern: str) -> str:
    if re.search(r"\(\?<?[=!]", pattern):
        return "RE2 knows no look-around: put what must not be there into none, what must into all."
    if re.search(r"\\[1-9]|\(\?P=", pattern):
        return "RE2 knows no references back to a group: write the words out."
    if re.search(r"[*+?}][+]|\(\?>", pattern):
        return "RE2 knows no possessive or atomic groups, and needs none: leave the mark out."
    if "{" in pattern:
        return "RE2 repeats at most 1,000 times in all: use smaller numbers."
    return "Put a backslash before brackets and marks that are meant as they stand."


Regex = Annotated[str, AfterValidator(_check_regex)]
