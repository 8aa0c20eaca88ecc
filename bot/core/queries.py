"""What a person types to search stored documents, read as words. Any text is a query; none is a mistake."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_HITS = 25
"""More do not fit into one answer."""

_LONGEST = 500
"""Characters that are read: longer than any question, and a bound to what one can cost."""
_SHORTEST_PREFIX = 3
"""Letters before a `*`: fewer begin too many words, 133 ms in place of 35 to gather in 100,000 documents."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_TERM = re.compile(r'(-*)(?:"([^"]*)"?|([^\s"]+))')
_BEFORE_A_HOST = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that stand next to each other, in this order."""

    text: str
    """As typed, with at least one letter or digit; without quotes, controls and halves of characters."""
    prefix: bool = False
    """The last word need only begin so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    required: tuple[Term, ...]
    """All must be there; empty: nothing is searched for."""
    excluded: tuple[Term, ...]
    """None may be there."""


def parse_query(typed: str) -> Query:
    """Words, "phrases", -words or -"phrases" that must not be there, and beginnings* of words.

    AND, OR and NEAR are words like any other.
    """
    readable = _UNREADABLE.sub(" ", typed[:_LONGEST]).translate(_QUOTES)
    read = [(bool(minus), _term(phrase, word)) for minus, phrase, word in _TERM.findall(readable)]
    terms = dict.fromkeys((minus, term) for minus, term in read if any(map(str.isalnum, term.text)))
    return Query(
        required=tuple(term for minus, term in terms if not minus),
        excluded=tuple(term for minus, term in terms if minus),
    )


def printable_sources(sources: Iterable[str]) -> tuple[str, ...]:
    """Those of the typed feed ids and domains that can be one."""
    stripped = (source.strip() for source in sources)
    return tuple(source for source in stripped if source and source.isprintable())


def address_pattern(domains: Iterable[str]) -> str:
    """A regular expression, for Python and for PostgreSQL, of web addresses at one of these domains.

    Each counts with and without `www.`; one that was typed as an address counts as its domain.
    """
    forms = (form for domain in domains for form in _forms(domain))
    hosts = "|".join(map(re.escape, dict.fromkeys(forms)))
    return rf"(?i)^https?://(www\.)?({hosts})(:[0-9]+)?([/?#]|$)"


def _term(phrase: str, word: str) -> Term:
    text = (phrase or word).strip()
    stem = text.rstrip("*")
    prefix = bool(word) and stem != text and sum(map(str.isalnum, stem)) >= _SHORTEST_PREFIX
    return Term(text=stem, prefix=prefix)


def _forms(domain: str) -> tuple[str, ...]:
    """The domain's name as it was typed and, where that is not ASCII, as name servers know it."""
    host = _BEFORE_A_HOST.sub("", domain, count=1).partition("/")[0].lower()
    try:
        return (host, host.encode("idna").decode())
    except UnicodeError:
        return (host,)
