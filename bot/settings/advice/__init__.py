"""Warnings: settings that can run and were hardly meant."""

from collections.abc import Iterator, Sequence

from bot.extraction.lexicon import Lexicon
from bot.settings.advice.entities import about_entities
from bot.settings.advice.feeds import about_feeds
from bot.settings.advice.routes import about_routes
from bot.settings.advice.sending import about_channels, about_delivery
from bot.settings.advice.watches import about_watches
from bot.settings.checked import Files
from bot.settings.entities import Written
from bot.settings.mistakes import Mistake


def warnings_of(files: Files, entities: Sequence[Written], lexicon: Lexicon) -> Iterator[Mistake]:
    """What an operator should look at, in no order."""
    yield from about_feeds(files.feeds)
    yield from about_channels(files)
    yield from about_delivery(files.wirewatch)
    yield from about_routes(files)
    yield from about_entities(entities, lexicon)
    yield from about_watches(files, lexicon)
