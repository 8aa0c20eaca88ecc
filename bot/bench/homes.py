"""Where a report is from that names no place: its companies' legal forms and listings, and its money.

A wire tells "Acme Inc <ACM> earned 12 cts a share" and leaves the country to the reader. A listing tells it
alone; of legal forms and currencies, two signs must agree.
"""

import re
from collections import Counter

from bot.extraction.lexicon import EntityId
from bot.extraction.text import Document, Span

_ENOUGH = 2
_LISTED = 2
_SIGN = 1

_CODE = re.compile(r"<[A-Z]{1,5}(?:\.([A-Z]{1,3}))?>")


def _by_word(table: str) -> dict[str, EntityId]:
    """`country: word word` a line, turned over."""
    rows = (line.partition(":") for line in table.strip().splitlines())
    return {word: EntityId(country.strip()) for country, _, those in rows for word in those.split()}


_EXCHANGES = _by_word(
    """
    united-kingdom: L
    japan: T OS
    canada: TO M V
    france: PA
    germany: F FRA D DE
    hong-kong: HK HKG
    australia: S SY AX MEL
    singapore: SI
    switzerland: Z
    belgium: BR
    sweden: ST
    netherlands: AS
    south-africa: J
    italy: MI
    spain: MA
    denmark: CO
    norway: OL
    finland: HE
    new-zealand: WE NZ
    malaysia: KL
    """
)
"""What follows the full stop in a code of an instrument; a code without one is of New York."""

_FORMS = _by_word(
    """
    united-states: Inc Corp Cos Co Bancorp Bancshares LP
    united-kingdom: Plc
    germany: AG GmbH
    italy: SpA
    netherlands: NV
    sweden: AB
    finland: Oy
    denmark: A/S
    malaysia: Bhd
    australia: Pty
    japan: KK
    """
)
"""Legal forms. Ltd and SA say too little: half the world has them."""

_MONEY = _by_word(
    """
    united-states: dlrs dlr dollars cts ct cents
    united-kingdom: stg sterling pence
    japan: yen
    germany: marks
    france: francs
    netherlands: guilders
    italy: lire
    south-africa: rand
    spain: pesetas
    india: rupees
    """
)


def _any_of(table: dict[str, EntityId]) -> str:
    return "|".join(map(re.escape, sorted(table, key=len, reverse=True)))


_FORM = re.compile(rf"\b(?:{_any_of(_FORMS)})\b", re.IGNORECASE)
_SUM = re.compile(rf"((?:[A-Z]\.){{2,}} |[A-Z]\w+ )?\b({_any_of(_MONEY)})\b")
"""With what goes before: Canadian, H.K. and U.S. dollars are said where another country's would be meant."""
_FORM_OF = {form.lower(): country for form, country in _FORMS.items()}


def home(document: Document) -> EntityId | None:
    """The country that the signs agree on; None where they are too few."""
    lead = document.paragraphs[0].end if document.paragraphs else document.title.end
    signs: Counter[EntityId] = Counter()
    if (listed := listed_in(document, Span(start=0, end=lead))) is not None:
        signs[listed] += _LISTED
    forms = {_FORM_OF[found.group().lower()] for found in _FORM.finditer(document.text, 0, lead)}
    money = {_MONEY[found[2]] for found in _SUM.finditer(document.text) if not found[1]}
    signs.update(dict.fromkeys(forms, _SIGN))
    signs.update(dict.fromkeys(money, _SIGN))
    country, weight = next(iter(signs.most_common(1)), (None, 0))
    return country if weight >= _ENOUGH else None


def listed_in(document: Document, span: Span) -> EntityId | None:
    """The country of the exchange of the first code in `span`."""
    code = _CODE.search(document.text, span.start, span.end)
    if code is None:
        return None
    return _EXCHANGES.get(code[1]) if code[1] else EntityId("united-states")
