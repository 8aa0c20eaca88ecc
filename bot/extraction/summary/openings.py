"""Where the telling begins in a paragraph's first sentence, after bullets, labels and the dateline.

A dateline says where the reporter sat. It is cut only where its form leaves no doubt: "Kremlin: talks were
frank" tells who said so, and must not become a plain claim.
"""

from bot.extraction.lazily import lazy

_SEEN = 130
"""Characters: the longest dateline has a place, its region, a full date and two agencies."""

_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_CAPITALS = rf"{_UPPER}{{2}}(?:{_UPPER}|[.'’])*(?:[ /-]{_UPPER}(?:{_UPPER}|[.'’])*){{0,4}}"
_NAME = rf"{_UPPER}[\w.'’]{{1,24}}(?:[ -](?:{_UPPER}[\w.'’]{{0,24}}|de|del|da|do|la|al)){{0,3}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:(?:{_MONTH}|{_MONTH.upper()}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH}|{_MONTH.upper()}))"
_DATE = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_DAY}(?:,? \d{{4}})?"
_PARTS = rf"(?:, ?(?:{_DATE}|\d{{4}}|{_NAME})){{0,3}}"
_AGENCY = r" ?(?:\([A-Z0-9][\w ./,&’'-]{1,40}\)|/[A-Z][\w .-]{1,20}/)"
_RULE = r"(?: ?(?:[–—]|--|>>|\.-) ?| [-|] |- )"
_MARK = rf"(?:{_RULE}|: )"
_TOLD_FROM = rf"(?={_UPPER}|[\d\"“‘'$€£₹])"

_BULLET = lazy(r"(?:[-–—•*·▪►■>]+ ?|\d{1,2}[/)] )(?=\S)")
_LABEL = lazy(
    r"(?:UPDATED?|Updated?|BREAKING(?: NEWS)?|Breaking(?: news)?|JUST IN|Just in|EXCLUSIVE|Exclusive|LATEST"
    r"|DEVELOPING|ALERT|NEW|CORRECTED|UPDATE \d{1,2}|Update \d{1,2})"
    r"(?: (?:at )?[\d:/.]{1,10}(?: ?[ap]\.?m\.?)?)?(?:: | ?[–—] | - )"
)
_DATELINE = lazy(
    "|".join(
        (
            rf"{_CAPITALS}(?:{_PARTS}{_AGENCY}|(?:, ?(?:{_DATE}|\d{{4}}|{_NAME})){{1,3}}){_MARK}{_TOLD_FROM}",
            rf"{_CAPITALS}(?: \({_DATE}(?:, \d{{4}})?\))?{_RULE}{_TOLD_FROM}",
            rf"(?:{_UPPER}{{6,}}|{_UPPER}{{2,}} {_UPPER}{{2,}}): {_TOLD_FROM}",
            rf"{_NAME}{_PARTS}{_AGENCY}{_MARK}{_TOLD_FROM}",
            rf"{_NAME}(?:, ?{_NAME}){{0,2}}, ?{_DATE}(?:{_AGENCY}(?:{_MARK}| )| ?{_MARK}){_TOLD_FROM}",
            rf"{_NAME}, ?{_NAME}(?:{_RULE}){_TOLD_FROM}",
            rf"{_DATE}{_AGENCY}{_MARK}{_TOLD_FROM}",
            rf"\([A-Z0-9][\w ./,&’'-]{{1,40}}\){_MARK}",
        )
    )
)
_LOCATED = lazy(rf"({_NAME})(?:: | ?(?:[–—]|--) ?| - ){_TOLD_FROM}")
_NEAR = ("in ", "to ", "from ", "near ", "around ")


def told_from(text: str, start: int, end: int) -> int:
    """Where in `text[start:end]`, the first sentence of a paragraph, the telling begins; often `start`."""
    at = start
    limit = min(end, start + _SEEN)
    for pattern in (_BULLET, _LABEL, _DATELINE, _BULLET):
        found = pattern.match(text, at, limit)
        if found:
            at = found.end()
    if at == start:
        at = _after_place(text, start, limit)
    return at if end - at > (end - start) // 4 else start


def _after_place(text: str, start: int, limit: int) -> int:
    """After "New Delhi: " or "Detroit — ", where the text elsewhere speaks of it as a place."""
    found = _LOCATED.match(text, start, limit)
    if found and any(f" {near}{found[1]}" in text for near in _NEAR):
        return found.end()
    return start
