"""Bytes of a feed to text: what the bytes themselves say goes before what a header or a declaration claims.

Servers add a charset that they did not look up, and feeds declare one that they do not use. Bytes beyond
ASCII that are valid UTF-8 are UTF-8, though: text of another encoding practically never is.
"""

import codecs
import re
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OPENINGS = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # "<?xm" in EBCDIC
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_TEXT_CODECS = re.compile(
    r"utf-8|ascii|iso(8859|2022)|cp\d|windows|koi8|mac-|gb|hz|big5|shift_jis|euc_|johab|tis-620|ptcp|kz1048"
)
"""Codecs of Python that are character sets in use; UTF-7, which hides markup in plain ASCII, is not."""
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""Feeds that name the narrow set mean the wide one, as browsers do (WHATWG Encoding Standard)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    text: str
    repaired: str = ""
    """What was wrong with the encoding; empty where nothing was."""


def decode(body: bytes, content_type: str) -> Decoded:
    """The text of `body`; `content_type` is the header as it came.

    Never fails: bytes that are no text in the encoding found become U+FFFD.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _in(encoding, body[len(mark) :])
    for opening, encoding in _OPENINGS:
        if body.startswith(opening):
            return _in(encoding, body)
    claimed = _claimed(body, content_type)
    if not body.isascii() and _is_utf8(body):
        told = f"it is UTF-8 but calls itself {claimed}" if claimed not in ("", "utf-8") else ""
        return Decoded(text=body.decode(), repaired=told)
    return _in(claimed or "utf-8", body)


def _claimed(body: bytes, content_type: str) -> str:
    """Python's name for the encoding that the header claims, or else the XML declaration; "" for neither."""
    header = _HEADER.search(content_type)
    declaration = _DECLARATION.match(body[:1000])
    names = (header[1] if header else "", declaration[1].decode("ascii") if declaration else "")
    return next((known for name in names if (known := _known(name))), "")


def _known(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(codec, codec) if _TEXT_CODECS.match(codec) else ""


def _in(encoding: str, body: bytes) -> Decoded:
    try:
        return Decoded(text=body.decode(encoding))
    except UnicodeError:
        if encoding == "utf-8":  # what calls itself UTF-8 and is not was mostly written on Windows
            encoding = "cp1252"
        text = body.decode(encoding, errors="replace")
        return Decoded(text=text, repaired="some of its bytes do not fit its encoding")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
