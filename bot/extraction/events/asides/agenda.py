"""AGENDA: what is, was or will be talked about, a draft each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.events.asides.clauses import object_end
from bot.extraction.events.asides.drafting import aside, words_draft
from bot.extraction.events.asides.lists import items_of, without_fields
from bot.extraction.events.drafts import Aside
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_BEGINS = lazy(
    r"(?:[ :]|,? (?:among|amongst) other (?:things|issues|topics|matters|subjects),?"
    r"| ?with [^,.;:]{3,90}? (?=(?:the (?!\w+ (?:minister|president|leader|king|emir))|ways|means|bilateral"
    r"|regional|recent|prospects|issues|a number|several|various|possible|current|latest)\b))*"
)
_FOREIGN = lazy(
    r"\b(?:legislative|domestic|reform|political|research|news|hidden|party|economic|government(?:['’]s)?"
    r"|his|her|my|policy|(?:council|board|cabinet|parliament)(?:['’]s)?|personal|conference|own"
    r"|global|world|public|national|media|election|campaign) agenda\b"
    r"|\b(?:parliament|lawmakers|senate|congress|cabinet|city council|board|voters?|budget session"
    r"|annual general|town hall|union|shareholders?)\b(?<!European Union)(?<!African Union)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a rule read the words that lead to a list."""

    words: re.Match[str]
    rule: str
    weight: float
    modality: Modality


def told_after(sentence: Sentence, reading: Reading) -> Iterator[Aside]:
    """The things that follow the words of `reading`, up to the end of their object."""
    text = sentence.text
    begins = _BEGINS.match(text, reading.words.end())
    start = begins.end() if begins else reading.words.end()
    if not text.startswith("with ", start):
        end = object_end(sentence, start)
        spans = items_of(text, without_fields(text, start, end), end, headline=sentence.is_title)
        yield from told(sentence, spans, reading)


def told(sentence: Sentence, spans: Sequence[Span], reading: Reading) -> Iterator[Aside]:
    """An aside with a draft for each of the things at `spans`, if there are any."""
    if spans:
        drafts = (
            words_draft(
                sentence,
                span,
                slot=Slot.AGENDA,
                rule=reading.rule,
                weight=reading.weight,
                modality=reading.modality,
            )
            for span in spans
        )
        yield aside(sentence, reading.words, drafts)


def is_foreign_agenda(text: str) -> bool:
    """Is the agenda that the text speaks of a government's or a parliament's, and not of talks?"""
    return _FOREIGN.search(text) is not None
