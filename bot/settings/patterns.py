"""Regular expressions of operators."""

from typing import Annotated

from pydantic import AfterValidator

from bot.extraction.regexes import RegexRefused, check_regex
from bot.settings.mistakes import shown
from bot.settings.refusal import refuse


def _regex(value: str) -> str:
    try:
        check_regex(value)
    except RegexRefused as refused:
        what = f"the regular expression {shown(value)} cannot be used: {refused.problem}"
        raise refuse(what, hint=f"{refused.hint[:1].upper()}{refused.hint[1:]}.") from None
    return value


Regex = Annotated[str, AfterValidator(_regex)]
