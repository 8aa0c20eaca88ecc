"""The office in apposition to a name: "Rosa Lima, the foreign minister of Brazil,"."""

from bot.extraction.lazily import lazy
from bot.extraction.names.office_words import LOOSE, MODIFIERS
from bot.extraction.names.offices import IN_OF_PHRASE, JOINTS, LINKS, OF_MOST, Office, is_noun, office_of
from bot.extraction.names.speakers import Speakers
from bot.extraction.names.tokens import Tokens
from bot.extraction.wordlists import words

_AFTER = lazy(
    r"(?:,| \(| [–—-]) ?(?:\d{2}, )?(?:who (?:is|was|serves as|served as) )?(?:now |currently |then )?"
    r"(?:(?:the|an?|his|her|its|their|our) )?"
    r"((?:[^,.;:()\n–—“”\"]|(?<=\b[A-Z])\.){3,110})(?=[,.;:()\n–—“”\"]|$)"
)
_GOES_ON = words(
    """
    said says told who was is has had will would since under from during in on met were are also and while
    whose
    """
)
"""What follows an apposition that no comma closes."""


def office_after(text: str, end: int, speakers: Speakers) -> Office | None:
    """The office in apposition to the name that ends at `end`: ", Kenya's foreign minister,"."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    tokens = Tokens(text, match.start(1), match.end(1))
    noun = _noun_after(tokens)
    last = _last_of(tokens, noun) if noun is not None else None
    if noun is None or last is None:
        return None
    return office_of(text, tokens, noun, last, speakers)


def _noun_after(tokens: Tokens) -> int | None:
    """The last noun of the first words, all of which may stand in an office."""
    found = None
    for at in range(min(len(tokens), 9)):
        lower = tokens.lower(at)
        if is_noun(lower):
            found = at
        elif lower not in MODIFIERS and lower not in JOINTS:
            if found is not None:
                return None if tokens.is_capital(at) else found
            bare = lower.removesuffix("'s").removesuffix("’s")
            if not (tokens.is_capital(at) or bare in LOOSE or bare.endswith("-born")):
                return None
    return found


def _last_of(tokens: Tokens, noun: int) -> int | None:
    """Where the office ends: with its noun, or an "of the State Council" after it; None: it is no office."""
    if noun + 1 == len(tokens):
        return noun
    following = tokens.lower(noun + 1)
    if following not in LINKS:
        return noun if following in _GOES_ON else None
    last = noun
    for at in range(noun + 2, min(len(tokens), noun + 2 + OF_MOST)):
        if following == "to" and is_noun(tokens.lower(at)):
            return noun  # "adviser to President Mori"
        if tokens.is_capital(at):
            last = at
        elif tokens.lower(at) not in IN_OF_PHRASE:
            break
    return last
