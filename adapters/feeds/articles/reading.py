"""The text of an article out of its page: what is not menu, teaser, comment or table. Runs in a worker."""

from datetime import datetime

from adapters.feeds.articles.page_facts import PageFacts, moment, page_facts
from adapters.feeds.articles.pages import Page, markup
from adapters.feeds.parsing.parsed import in_utc, valid
from bot.core.reasons import Reason
from bot.ports import Article, NoArticle

_SHORTEST = 250
"""Characters of text: what is shorter is a teaser before a paywall, a caption or a cookie notice."""
_LONGEST = 200_000
"""Characters of text that are kept: several times the longest reports; the rest is not worth its reading."""


def read_article(page: Page) -> Article | NoArticle:
    """Raises nothing: a page that trips the extractor has no article."""
    try:
        return _read(page)
    except Exception:  # noqa: BLE001 - whatever the page made of the libraries is that page's fault alone
        return NoArticle(reason=Reason.PARSER_FAILED, detail="its page could not be read")


def prepare_reading() -> None:
    """Import what takes long, half a second, before the time for a page is counted."""
    import trafilatura  # noqa: F401, PLC0415


def _read(page: Page) -> Article | NoArticle:
    html = markup(page)
    text = _text(html)
    if len(text) < _SHORTEST:
        return NoArticle(
            reason=Reason.NO_ARTICLE, detail=f"its page holds fewer than {_SHORTEST} characters of an article"
        )
    facts = page_facts(html)
    if not facts.title or facts.published is None:
        facts = _guessed(html, page.url, facts)
    return Article(text=text, title=facts.title, author=facts.author, published=facts.published)


def _text(html: str) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 - see `prepare_reading`

    # Without `favor_precision`, which would cost three points of recall for less than one of precision
    # (`wirewatch bench pages`). Robots' meta tags (noindex) are for search engines, which we are not.
    found = bare_extraction(html, include_comments=False, include_tables=False, with_metadata=False)
    text = valid(getattr(found, "text", ""))
    lines = (line.strip().removeprefix("- ").strip() for line in text[:_LONGEST].splitlines())
    return "\n".join(filter(None, lines))


def _guessed(html: str, url: str, stated: PageFacts) -> PageFacts:
    """What the page does not state, read off the look of it; a date without its hour is midnight UTC."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - see `prepare_reading`

    guess = extract_metadata(html, default_url=url)
    return PageFacts(
        title=stated.title or valid(guess.title),
        author=stated.author or valid(guess.author).replace("; ", ", "),
        published=stated.published or _day(guess.date),
    )


def _day(date: str | None) -> datetime | None:
    found = moment(date)
    return None if found is None else in_utc(found)
