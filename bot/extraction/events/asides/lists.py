"""Coordinated lists taken apart: "trade, energy, and research and development" is three things.

A comma list is taken at its word; without commas `joints` tells what "and" joins.
"""

import re
from collections.abc import Iterator

from bot.extraction.events.asides.clauses import shortened
from bot.extraction.events.asides.joints import AND, LEAD, is_adjective, parted, words_after_lead
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

MOST_ITEMS = 10
MOST_WORDS = 8

_MARK = lazy(
    r"(?:,? (?:such as|like|including|in(?:cluding)? particular|particularly|especially|notably|mainly"
    r"|chiefly|ranging from|among them|e\.g\.|namely|from|with (?:a )?(?:special |particular )?(?:focus"
    r"|emphasis) on)\b:?)",
    re.IGNORECASE,
)
_NOT_EXAMPLES = lazy(r"in particular|notably|mainly|chiefly|e\.g|with", re.IGNORECASE)
_GENERIC = lazy(
    r"(?:(?:a|an|the|many|another|some|several|various|all|both|other|these|those|such|key|major|main|related"
    r"|important|number|wide|broad|whole|full|range|host|series|variety|array|spectrum|raft|slew|gamut|of"
    r"|bilateral|regional|global|international|mutual|common|pressing|difficult|sensitive|thorny|relevant"
    r"|outstanding|topical|current|wide-ranging|and|shared|priority|strategic|different|specific|critical"
    r"|core|crucial) )*"
    r"(?:issues?|topics?|matters?|areas?|subjects?|sectors?|fields?|things|questions?|points|priorities"
    r"|items|range|agenda|themes?|problems|concerns|challenges)"
    r"(?: of (?:mutual|common|shared) (?:interest|concern))?$",
    re.IGNORECASE,
)
_SAYS_NOTHING = lazy(
    r"(?:it|this|that|them|him|her|us|themselves|everything|nothing|what|(?:more |other )?details?|more"
    r"|each other|one another|options|how|whether|ways|now|their|its|his|progress|efforts|measures|steps"
    r"|plans|terms|talks|meetings?|agreements?|possibilities|opportunities|business|politics|life|history)$"
    r"|(?:nothing|no|any|anything|this|these|that|those|of|by|for|to|from|with|at|in|not|as|into|up|out|what"
    r"|whether|why|if|when|where|it)\b",
    re.IGNORECASE,
)
_IN_FIELDS = lazy(
    r"(?:[\w’-]+ ){0,4}(?:cooperation|collaboration|ties|relations|partnership|engagement|exchanges|links"
    r"|coordination) (?:in|on|across|in the (?:fields?|areas?|sectors?|spheres?|domains?) of"
    r"|in (?:fields|areas|sectors)) (?=\w)",
    re.IGNORECASE,
)
_BAD = lazy(
    r"\b(?:is|are|was|were|will|would|has|have|had|said|says|told|he|she|they|we|you|i|who|which|him|them"
    r"|did|does|may|can|could|that)\b(?!-)",
)
_ACRONYM = lazy(r" \([A-Z][\w&.-]{1,11}\)?$")
_ENDS_LIST = lazy(
    r"(?:(?:express|say|stress|call|not|add|underlin|emphasi[sz]|reaffirm|pledg|agree|sign|urg|vow|describ"
    r"|hail|warn|cit|tell|seek|aim|mark|pav|mak|open|wrapp)ing|according|with|while|but|as|even|not|who"
    r"|which|where|when|despite|after|before|then|yet|he|she|they|it|a (?:move|day|step)|one|once|just|part"
    r"|home|both|sources|officials|in|at|on|to|for|two|his|her)\b",
    re.IGNORECASE,
)
_COMMA = lazy(r", ?(?![0-9]{3}\b)")
_CLOSER = lazy(
    r"(?:and|&|as well as|along with|plus|together with|or|in addition to)\s+(?:also )?", re.IGNORECASE
)
_CLOSED_AGAIN = lazy(r"as well as|along with|and (?!\w+(?:ed|s)\b)")
_NAME = r"(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}"
_OF_NAMES = lazy(
    rf"[^,]{{3,80}} (?:of|in|between|from|among|against) {_NAME}"
    rf"(?:, {_NAME}){{1,5}},? and {_NAME}(?= and |, |$)"
)
"""One thing with several names: "the exit of Mali, Niger and Burkina Faso"."""
_SUFFIX = lazy(
    r"(?: (?:(?:on|by) (?:the )?phone|here|there|today|separately|together|respectively|extensively"
    r"|in (?:detail|depth|general|particular|full)|too|again|also|etc|more|further|earlier|later|instead"
    r"|alone|at length|with each other|among them|and|or|as|in|on|of|a|an|the|under|by|with|for|to|from"
    r"|at))+$"
)
_LETTER = lazy(r"[^\W\d_]")
_INITIALS = lazy(r"\b[A-Z]\.[A-Z]\.$")


def items_of(text: str, start: int, end: int, *, headline: bool = False) -> tuple[Span, ...]:
    """The things listed in `start` to `end` of `text`, each of at most eight words, at most ten of them.

    `headline`: commas alone part a list, as titles have it.
    """
    start, end = _without_examples(text, start, end)
    kept: dict[str, Span] = {}
    for span in _parts(text, start, end, headline=headline):
        item = _tidy(text, span)
        if item is not None:
            kept.setdefault(text[item.start : item.end].lower(), item)
    return tuple(kept.values())[:MOST_ITEMS]


def without_fields(text: str, start: int, end: int) -> int:
    """Where the list begins in "cooperation in trade, energy and defence"; else `start`."""
    match = _IN_FIELDS.match(text, start, end)
    return match.end() if match and "," in text[match.end() : end] else start


def _without_examples(text: str, start: int, end: int) -> tuple[int, int]:
    """Up to "such as", or what follows it where only "issues" stand before it."""
    mark = _MARK.search(text, start, end)
    if not mark:
        return start, end
    before = text[start : mark.start()].strip(" ,")
    if (not before or _GENERIC.match(before)) and not _NOT_EXAMPLES.search(mark[0]):
        return mark.end(), end
    from_place = mark[0].strip(" ,").lower() == "from"  # "migration from Africa"
    return start, (end if from_place else mark.start())


def _parts(text: str, start: int, end: int, *, headline: bool) -> Iterator[Span]:
    names = _OF_NAMES.match(text, start, end)
    if names:
        yield Span(start=start, end=names.end())
        rest = _CLOSER.match(text, len(text) - len(text[names.end() :].lstrip(" ,")), end)
        if rest is None:
            return
        start = rest.end()
    chunks = list(_chunks(text, start, end))
    if len(chunks) == 1:
        yield from parted(text, chunks[0], in_list=False)
        return
    chunks, closed = _closed(text, chunks)
    if not closed and not headline:
        chunks = chunks[:1]
    chunks = _with_shared_noun(text, chunks)
    for chunk in chunks:
        closer = _CLOSER.match(text, chunk.start, chunk.end)
        if "," in text[chunk.start : chunk.end]:  # adjectives that share their noun
            yield chunk
        elif closer:
            yield from parted(text, Span(start=closer.end(), end=chunk.end), in_list=False)
        else:
            yield from parted(text, chunk, in_list=chunk is chunks[-1] and len(chunks) > 1)


def _chunks(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _COMMA.finditer(text, start, end):
        yield Span(start=start, end=match.start())
        start = match.end()
    yield Span(start=start, end=end)


def _closed(text: str, chunks: list[Span]) -> tuple[list[Span], bool]:
    """The chunks up to the one that ends the list, and whether one does."""
    for place, chunk in enumerate(chunks[1:], 1):
        words_ = text[chunk.start : chunk.end]
        if _CLOSER.match(words_):
            last = place + 1
            while last < len(chunks) and _CLOSED_AGAIN.match(text, chunks[last].start):
                last += 1  # "..., and energy, as well as culture"
            return chunks[:last], True
        if _ENDS_LIST.match(words_.strip()):
            return chunks[:place], place > 1 and _has_and(text, chunks[place - 1])
    for place, chunk in enumerate(chunks[1:], 1):
        if _has_and(text, chunk):
            return chunks[: place + 1], True
    return chunks, False


def _has_and(text: str, chunk: Span) -> bool:
    return AND.search(text, chunk.start, chunk.end) is not None


def _with_shared_noun(text: str, chunks: list[Span]) -> list[Span]:
    """Bare adjectives put together with what they qualify: "political, economic and cultural ties"."""
    merged: list[Span] = []
    open_from: int | None = None
    for chunk in chunks:
        start = chunk.start if open_from is None else open_from
        if chunk is not chunks[-1] and _is_bare_adjective(text[chunk.start : chunk.end]):
            open_from = start
        else:
            merged.append(Span(start=start, end=chunk.end))
            open_from = None
    return merged


def _is_bare_adjective(words_: str) -> bool:
    found = words_after_lead(words_)
    return len(found) == 1 and is_adjective(found[0])


def _tidy(text: str, span: Span) -> Span | None:
    """Without articles and loose ends, shortened to eight words; None of what says nothing."""
    end = span.start + len(text[span.start : span.end].rstrip(" ,’'"))
    if text[end - 1 : end] == "." and not _INITIALS.search(text, span.start, end):
        end -= 1
    for loose in (_SUFFIX, _ACRONYM):
        match = loose.search(text, span.start, end)
        end = match.start() if match else end
    lead = LEAD.match(" " + text[span.start : end])
    start = span.start + (lead.end() - 1 if lead else 0)
    while start < end and text[start] in " ,‘'":
        start += 1
    end = shortened(text, start, end, MOST_WORDS)
    words_ = text[start:end]
    if not _LETTER.search(words_) or _SAYS_NOTHING.match(words_) or _GENERIC.match(words_):
        return None
    return None if _BAD.search(words_) else Span(start=start, end=end)
