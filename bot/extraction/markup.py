"""HTML of feeds to paragraphs of plain text."""

import re
from collections.abc import Iterator
from html.entities import html5

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.extraction.wordlists import words

_BLOCKS = words(
    """
    address article aside blockquote body br caption center dd details div dl dt fieldset figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead
    tr ul
    """
)
_DROPPED = words(
    """
    applet audio button canvas embed figcaption iframe math noembed noframes noscript object script
    select style svg template textarea title video
    """
)
_CAPTION_CLASSES = ("wp-caption-text", "caption-text", "image-caption")

_MANY_TAGS = 10_000
"""The parser's time grows with the square of the nesting (200,000 open divs: 110 s); an article has a few
hundred tags. Above this the tags are cut out by a linear scan."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>|<!--|-->|<[!?/][^<>]*>")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|div|br|a|b|i|em|strong|span|img|ul|li|h\d)\b", re.IGNORECASE)


def html_paragraphs(html: str) -> list[str]:
    """The text of each block, in order; white space and characters are left as they stand."""
    if "<" not in html and _ESCAPED_TAG.search(html):
        html = unescape(html)  # a whole body escaped once too often
    if "<" not in html:
        return [unescape(unescape(paragraph)) for paragraph in plain_paragraphs(html, hard_wrapped=True)]
    pieces = _scan(html) if html.count("<") > _MANY_TAGS else _walk(html)
    return [unescape(paragraph) for paragraph in _join(pieces)]


def plain_paragraphs(text: str, *, hard_wrapped: bool = False) -> list[str]:
    """Paragraphs parted by blank lines where there are any or the text is `hard_wrapped`, else by lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blank = re.split(r"\n[^\S\n]*\n", text)
    return text.split("\n") if len(blank) == 1 and not hard_wrapped else blank


def html_line(html: str) -> str:
    """A title: one line, whatever markup and however many layers of escaping it came in."""
    if "<" not in html and "&" not in html:
        return html
    text = " ".join(_join(_walk(html) if html.count("<") <= _MANY_TAGS else _scan(html)))
    return unescape(unescape(text))


def unescape(text: str) -> str:
    """One layer of HTML entities taken off; what is no entity stays. Linear, and never raises."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return html5.get(f"{name};", entity.group())
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if (
        0x80 <= code <= 0x9F
    ):  # what writers of &#146; meant; HTML standard, "numeric character reference end state"
        return bytes([code]).decode("cp1252", "replace")
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _join(pieces: Iterator[str | None]) -> list[str]:
    """Paragraphs out of text with None at the block boundaries."""
    paragraphs: list[list[str]] = [[]]
    for piece in pieces:
        if piece is not None:
            paragraphs[-1].append(piece)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["".join(paragraph) for paragraph in paragraphs]


def _walk(html: str) -> Iterator[str | None]:
    """Text nodes in order, None where a block begins or ends. No recursion: the feed chose the nesting."""
    node = LexborHTMLParser(html).body
    while node is not None:
        text = node.text_content if node.is_text_node else None
        if text is not None:
            yield text
        elif node.tag in _BLOCKS:
            yield None
        following = None if _is_dropped(node) else node.first_child
        while following is None and node is not None:
            following, node = node.next, node.parent
            if following is None and node is not None and node.tag in _BLOCKS:
                yield None
        node = following


def _is_dropped(node: LexborNode) -> bool:
    if node.tag in _DROPPED:
        return True
    if node.tag != "p":
        return False
    classes = node.attributes.get("class") or ""
    return any(caption in classes for caption in _CAPTION_CLASSES)


def _scan(html: str) -> Iterator[str | None]:
    """As `_walk`, by looking at the tags alone."""
    done, inside = 0, ""
    for tag in _TAG.finditer(html):
        if not inside:
            yield html[done : tag.start()]
        done = tag.end()
        closing, name = tag.group(1), (tag.group(2) or tag.group()).lower()
        if inside:
            inside = "" if name == inside and (closing or name == "-->") else inside
        elif name == "<!--":
            inside = "-->"
        elif name in _DROPPED and not closing:
            inside = name
        elif name in _BLOCKS:
            yield None
    if not inside:
        yield html[done:]
