"""OPML: lists of feeds in folders, as readers of feeds give and take them (opml.org, version 2.0)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from html.entities import html5
from typing import Any

from lxml import etree

from adapters.feeds.parsing.charset import decode
from bot.core.display import clean_text, shorten
from bot.core.entries import canonical_url

_LARGEST = 20 * 2**20
"""Bytes: a hundred times what five thousand feeds take in readers that write much about each."""
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,30};)?"
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FEED_SCHEME = re.compile(r"^feed:(?://(?=https?://))?(//|https?://)", re.IGNORECASE)
"""Readers of feeds once had themselves called so: feed://host is http://host."""
_TITLE_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlFeed:
    url: str
    title: str = ""
    """On one line."""
    folder: tuple[str, ...] = ()
    """Outermost first."""
    tags: tuple[str, ...] = ()
    """Its categories as they are written, without a first slash: `a/b`."""
    site: str = ""
    """The page that the feed is of."""
    line: int = 0
    """Where it was read; 0 where it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opml:
    feeds: tuple[OpmlFeed, ...]
    """In the order of the file, each address once."""
    bad: tuple[str, ...] = ()
    """What could not be taken, each with its line."""
    repaired: str = ""
    """What was wrong with the file where it had to be read leniently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOpml:
    """`problem` is a clause for the operator and holds nothing of the file."""

    problem: str


def read_opml(content: bytes) -> Opml | NotOpml:
    """The feeds of an OPML file. Nothing is fetched, and a file that declares entities is not read."""
    if len(content) > _LARGEST:
        return NotOpml(problem="it is larger than 20 MB")
    decoded = decode(content, "")
    if _ENTITY.search(decoded.text):
        return NotOpml(problem="it declares entities, which no list of feeds needs")
    text, controls = _NO_XML.subn("", decoded.text)
    text, references = _REFERENCE.subn(_spelt_out, text)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or _tag(root) != "opml":
        return NotOpml(problem="it is no OPML file")
    notes = (
        decoded.repaired,
        "it holds control characters" if controls else "",
        "it holds & that are not escaped" if references else "",
        f"its line {parser.error_log[0].line} is not well-formed XML" if parser.error_log else "",
    )
    return _sorted_out(root, "; ".join(filter(None, notes)))


def write_opml(feeds: Iterable[OpmlFeed], title: str) -> bytes:
    """An OPML 2.0 file of the feeds, in their folders; characters that XML cannot hold are left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _plain(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Any] = {(): body}
    for feed in feeds:
        parent = _folder(folders, tuple(filter(None, map(_plain, feed.folder))))
        name = _plain(feed.title) or _plain(feed.url)
        etree.SubElement(parent, "outline", type="rss", text=name, title=name, **_addresses(feed))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _sorted_out(root: Any, repaired: str) -> Opml:
    """What the outlines say, with those apart that lead to no feed or to one that came before."""
    feeds: dict[str, OpmlFeed] = {}
    bad: list[str] = []
    for feed in _outlines(root, ()):
        key = canonical_url(feed.url)
        if problem := _problem(feed, feeds.get(key)):
            name = shorten(clean_text(feed.title), _TITLE_SHOWN) or "a feed without a name"
            bad.append(f"line {feed.line}: {name}: {problem}")
        else:
            feeds[key] = feed
    return Opml(feeds=tuple(feeds.values()), bad=tuple(bad), repaired=repaired)


def _outlines(element: Any, folder: tuple[str, ...]) -> Iterator[OpmlFeed]:
    """The outlines below that are feeds, or say that they are."""
    for child in element:
        tag = _tag(child)
        if tag != "outline":
            yield from _outlines(child, folder) if tag == "body" else ()
            continue
        said = {str(name).lower(): _plain(str(value)) for name, value in child.attrib.items()}
        name = said.get("text") or said.get("title") or ""
        if "xmlurl" in said or said.get("type", "").lower() in {"rss", "atom"}:
            yield _feed(said, name, folder, child.sourceline or 0)
            name = ""
        yield from _outlines(child, (*folder, name) if name else folder)


def _feed(said: Mapping[str, str], name: str, folder: tuple[str, ...], line: int) -> OpmlFeed:
    categories = (said.get("category") or said.get("categories") or "").split(",")
    url = _FEED_SCHEME.sub(r"\1", said.get("xmlurl", ""))
    if url.startswith("//"):  # what is left of feed://host
        url = f"http:{url}"
    return OpmlFeed(
        url=url,
        title="" if name == url else name,  # a name must be written, and a feed without one has its address
        folder=folder,
        tags=tuple(dict.fromkeys(tag for each in categories if (tag := each.strip().strip("/").strip()))),
        site=said.get("htmlurl", ""),
        line=line,
    )


def _problem(feed: OpmlFeed, other: OpmlFeed | None) -> str:
    if not feed.url:
        return "it has no address (xmlUrl)"
    if not feed.url.lower().startswith(("http://", "https://")):
        return "its address is not one of the web"
    return f"its address stands in line {other.line} already" if other else ""


def _folder(folders: dict[tuple[str, ...], Any], path: tuple[str, ...]) -> Any:
    if path not in folders:
        parent = _folder(folders, path[:-1])
        folders[path] = etree.SubElement(parent, "outline", text=path[-1], title=path[-1])
    return folders[path]


def _addresses(feed: OpmlFeed) -> dict[str, str]:
    said = {"xmlUrl": feed.url, "htmlUrl": feed.site, "category": ",".join(feed.tags)}
    return {name: plain for name, value in said.items() if (plain := _plain(value))}


def _tag(element: Any) -> str:
    """Its name without a namespace; "" for a comment."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _spelt_out(reference: re.Match[str]) -> str:
    """A reference that XML does not know: a name of HTML's as its character, or else a mere &."""
    name = reference[1] or ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


def _plain(text: str) -> str:
    return " ".join(_NO_XML.sub("", text).split())
