"""Spans made ready for Slack: cleaned and cut, before they become blocks or plain text."""

from collections.abc import Iterable

from bot.core.display import clean_text, domain_of, edges, isolate, length, shorten
from bot.core.messages import Link, Span, Text, Time

_TIME = 30
"""Counted for a moment: as long as "28 Nov 2025, 09:02 UTC" and its like in other locales."""
_ISOLATION = 2
"""What `isolate` may add."""


def ready(text: str, limit: int) -> str:
    """A stranger's `text`, cleaned and within `limit`.

    The first cut keeps the cost of a title of megabytes at that of a long one.
    """
    return isolate(shorten(clean_text(text[: 4 * limit]), max(limit - _ISOLATION, 0)))


def fitting(spans: Iterable[Span], limit: int) -> tuple[Span, ...]:
    """As many of the spans as `limit` has room for, cleaned; the last one is cut, empty ones are left out.

    The domain printed beside a link is not counted.
    """
    fitted: list[Span] = []
    for span in spans:
        if limit < _TIME and isinstance(span, Time):
            break
        made, used = _cut(span, limit)
        limit -= used
        if used:
            fitted.append(made)
    return tuple(fitted)


def beside(link: Link) -> str:
    """What is printed after a link, so that it cannot hide where it leads: " (ndtv.example)", or nothing."""
    domain = domain_of(link.url)
    return f" ({domain})" if domain and domain != link.text.strip() else ""


def _cut(span: Span, limit: int) -> tuple[Span, int]:
    """The span within `limit`, and what it takes of it."""
    match span:
        case Time():
            return span, _TIME
        case Link(text=text, url=url):
            text = ready(text, limit) or ready(domain_of(url), limit)
            return Link(text=text, url=url), length(text)
        case Text(text=text, style=style):
            text = _between_neighbours(text, limit)
            return Text(text=text, style=style), length(text)


def _between_neighbours(text: str, limit: int) -> str:
    """`text` made ready; space at its ends stays, for it parts the span from those beside it."""
    lead, bare, tail = edges(text)
    if not bare:
        return lead[:limit]
    kept = ready(bare, max(limit - len(lead) - len(tail), 0))
    return f"{lead}{kept}{tail}" if kept else ""
