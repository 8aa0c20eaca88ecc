"""SERIES: the proper name of the series, where the phrase gives it one."""

from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.summits.identity import Certainty
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_NAME = lazy(
    r"(?:[^ ]*[0-9][^ ]* |[Tt]he |[Ii]naugural |[Uu]pcoming |[Nn]ext |[Ll]ast |(?:[a-z]+(?:-[a-z]+)? )+)*"
    r"(?P<name>(?:Annual )?[A-Z][^ ]*(?: (?:of |and |the )?[A-Z][^ ]*| annual| leaders[’'])* [Ss]ummit)$"
)

_PROPER = lazy(r"^(?!.*[’']s ).*(?:Summit$|[Aa]nnual)")


def series(phrase: Phrase) -> Iterator[Draft]:
    """Such as "Annual India–Russia Summit" out of "the 23rd Annual India–Russia Summit"."""
    if phrase.certainty is not Certainty.PHRASE or phrase.sentence.is_title:
        return
    head = phrase.sentence.cut(phrase.head.start, phrase.head.end)
    match = _NAME.match(head)
    if match is None or not phrase.sentence.within(phrase.head) or not _PROPER.search(match["name"]):
        return
    name = match["name"]
    yield Draft(
        slot=Slot.SERIES,
        value=name.lower(),
        shown=name,
        evidence=Span(
            start=phrase.head.start + match.start("name"), end=phrase.head.start + match.end("name")
        ),
        rule="series.named/1",
        weight=0.9,
    )
