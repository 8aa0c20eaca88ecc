"""Title, author and moment of publication, as a page states them for machines: JSON-LD and meta tags."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from adapters.feeds.parsing.parsed import in_utc, valid
from bot.extraction.markup import html_line

_ARTICLE_TYPES = ("Article", "Posting", "Report")
"""How the types end that schema.org has for articles: NewsArticle, LiveBlogPosting and so on."""
_DATES = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued")
_AUTHORS = ("author", "article:author", "dc.creator")
_OUTLET_FOLLOWS = re.compile(r"\s+[-–—|·»]\s")
"""Between a title and the name of its outlet."""

_Stated = Mapping[str, Any]
"""An object of JSON-LD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Empty, or None, where the page does not say."""

    title: str = ""
    author: str = ""
    """Several are parted by ", "."""
    published: datetime | None = None


def page_facts(html: str) -> PageFacts:
    """Raises nothing that valid text could cause; its time grows with the square of the nesting."""
    page = LexborHTMLParser(html)
    meta = _meta(page)
    stated = list(_stated(page))
    names = {one["@id"]: one for one in stated if isinstance(one.get("@id"), str) and "name" in one}
    articles = [one for one in stated if _is_article(one)]
    return PageFacts(
        title=_title(page, meta, articles),
        author=_author(meta, articles, names),
        published=_published(page, meta, articles),
    )


def moment(text: object) -> datetime | None:
    """A date as pages write it, without a zone where it has none; None for anything else."""
    written = valid(text)
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return None


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    """The first of each name, lower case."""
    found: dict[str, str] = {}
    for node in page.css("meta[content]"):
        given = node.attributes
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        content = valid(given.get("content"))
        if content:
            found.setdefault(name.lower(), content)
    return found


def _stated(page: LexborHTMLParser) -> Iterator[_Stated]:
    """Objects of JSON-LD, those in graphs among them; what is only listed or linked there is left out."""
    for script in page.css('script[type="application/ld+json"]'):
        try:
            pending = [json.loads(script.text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop(0)
            if isinstance(value, list):
                pending = value + pending
            elif isinstance(value, dict):
                yield value
                pending = [value[key] for key in ("@graph", "mainEntity") if key in value] + pending


def _is_article(stated: _Stated) -> bool:
    return any(str(kind).endswith(_ARTICLE_TYPES) for kind in _listed(stated.get("@type")))


def _title(page: LexborHTMLParser, meta: Mapping[str, str], articles: Iterable[_Stated]) -> str:
    headlines = [_line(article.get("headline")) for article in articles]
    headlines += [_line(node.text()) for node in page.css("h1")]
    whole = [_line(node.text()) for node in page.css("head > title")]
    given = (_line(meta.get("og:title")), *headlines, _line(meta.get("twitter:title")), *whole)
    title = next(filter(None, given), "")
    return _without_outlet(title, headlines, meta.get("og:site_name", ""))


def _without_outlet(title: str, headlines: Iterable[str], outlet: str) -> str:
    """A title that goes on with the outlet's name after a headline of the page, or ends with that name."""
    for headline in filter(None, headlines):
        if title.startswith(headline) and _OUTLET_FOLLOWS.match(title, len(headline)):
            return headline
    cut = title.removesuffix(outlet) if outlet else title
    bare = cut.rstrip(" -–—|·»")
    return bare if bare and cut != title and _OUTLET_FOLLOWS.match(cut, len(bare)) else title


def _author(meta: Mapping[str, str], articles: Iterable[_Stated], names: Mapping[str, _Stated]) -> str:
    for article in articles:
        authors = [_name(author, names) for author in _listed(article.get("author"))]
        if any(authors):
            return ", ".join(dict.fromkeys(filter(None, authors)))
    given = (_line(meta.get(name)) for name in _AUTHORS)
    return next((name for name in given if name and "://" not in name), "")


def _name(author: object, names: Mapping[str, _Stated]) -> str:
    if isinstance(author, dict):
        there = author if "name" in author else names.get(str(author.get("@id")), {})
        return _line(there.get("name"))
    return _line(author)


def _published(
    page: LexborHTMLParser, meta: Mapping[str, str], articles: Iterable[_Stated]
) -> datetime | None:
    """The first that has a zone, for the others are of an unknown one; else the first, taken to be UTC."""
    given = [article.get("datePublished") for article in articles]
    given += [meta.get(name) for name in _DATES]
    given += [node.attributes.get("datetime") for node in page.css('time[itemprop="datePublished"]')]
    moments = [found for text in given if (found := moment(text)) is not None]
    best = next((found for found in moments if found.tzinfo), next(iter(moments), None))
    return None if best is None else in_utc(best)


def _line(text: object) -> str:
    return " ".join(html_line(valid(text)).split())


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
