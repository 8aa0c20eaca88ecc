"""What a reader of Discord sees of a text, after the rules that Discord's client applies to markdown.

Written from the help centre's pages on markdown and from what the clients show; rules are tried in the
order below, at each place, and a backslash makes the punctuation after it plain.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_LINE_STARTS = (
    ("heading", re.compile(r"#{1,3} +(?=\S)")),
    ("small", re.compile(r"-# +(?=\S)")),
    ("quote", re.compile(r" *>(?:>>)? +(?=\S)")),
    ("list", re.compile(r" *(?:[-*+]|\d+\.) +(?=\S)")),
)
_LABEL = r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]"
_SPANS = (
    ("code", re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)"), 2),
    ("link", re.compile(_LABEL + r"\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)"), 1),
    ("address", re.compile(r"<?(?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s]>?", re.IGNORECASE), 0),
    ("mention", re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here", re.IGNORECASE), 0),
    ("emoji", re.compile(r"<a?:\w+:\d+>"), 0),
    ("time", re.compile(r"<t:-?\d{1,17}(?::[a-zA-Z])?>"), 0),
    ("command", re.compile(r"</[-_\w ]+:\d+>"), 0),
    ("guide", re.compile(r"<id:\w+(?::\d+)?>"), 0),
    ("contact", re.compile(r"<(?:mailto:|tel:|sms:)?[^\s<>@]*(?:@[^\s<>]+|\+\d+)>"), 0),
    ("strong", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"), 1),
    ("underline", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"), 1),
    ("emphasis", re.compile(r"\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)|\b_((?:\\[\s\S]|[^\\_])+?)_(?!_)"), 0),
    ("struck", re.compile(r"~~([\s\S]+?)~~(?!_)"), 1),
    ("spoiler", re.compile(r"\|\|([\s\S]+?)\|\|"), 1),
)  # fmt: skip
_NESTED = frozenset({"link", "strong", "underline", "struck"})


@dataclass(kw_only=True)
class Reading:
    """The words shown, how often each construct was live, and where the links lead."""

    text: str = ""
    kinds: Counter[str] = field(default_factory=Counter)
    targets: list[str] = field(default_factory=list)


def read(markdown: str) -> Reading:
    reading = Reading()
    lines = [_read_line(line, reading) for line in markdown.split("\n")]
    reading.text = "\n".join(lines)
    return reading


def _read_line(line: str, reading: Reading) -> str:
    for kind, pattern in _LINE_STARTS:
        if found := pattern.match(line):
            reading.kinds[kind] += 1
            line = line[found.end() :]
    return _read_spans(line, reading)


def _read_spans(text: str, reading: Reading) -> str:
    shown, place = "", 0
    while place < len(text):
        if escaped := _ESCAPE.match(text, place):
            shown, place = shown + escaped[1], escaped.end()
            continue
        kind, found, group = next(
            ((kind, m, group) for kind, pattern, group in _SPANS if (m := pattern.match(text, place))),
            ("", None, 0),
        )
        if found is None:
            shown, place = shown + text[place], place + 1
            continue
        reading.kinds[kind] += 1
        if kind == "link":
            reading.targets.append(found[2])
        shown += _read_spans(found[group], reading) if kind in _NESTED else found[group]
        place = found.end()
    return shown
