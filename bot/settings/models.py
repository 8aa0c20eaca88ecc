"""What an operator may write into each of the other files. Strict, and closed to unknown keys."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Self

from pydantic import Discriminator, Field, Tag, ValidationInfo, model_validator

from bot.core.feeds import BACKFILL_ALL
from bot.core.messages import Severity
from bot.extraction.facts import EventKind
from bot.extraction.lexicon import EntityKind
from bot.settings.addresses import WebAddress
from bot.settings.checks import Duration, Id, Language, Many, NotEmpty, OrEmpty, Words, between
from bot.settings.feed_values import BackfillChoice, Folder
from bot.settings.mistakes import closest, shown
from bot.settings.part import Lax, Part
from bot.settings.references import EntityRef, KnownChannel, Names
from bot.settings.refusal import refuse
from bot.settings.rule_parts import Match
from bot.settings.units import show_duration

_INTERVALS = between(timedelta(seconds=1), timedelta(days=30), show_duration)
_Interval = Annotated[Duration, _INTERVALS]


class FeedDefaults(Part):
    subject: ClassVar[str] = "defaults"

    interval: _Interval = Field(default=timedelta(minutes=15), description="How often a feed is asked.")
    longest_interval: _Interval = Field(
        default=timedelta(hours=1), description="How often one is asked that seldom has news."
    )
    backfill: BackfillChoice = Field(
        default=BACKFILL_ALL,
        description="What is told of what a feed holds when it is first asked: all, none, "
        "silent (nothing, but it is read for its facts), latest 10, since 2025-11-01, or since 7d.",
    )
    article: bool = Field(
        default=False, description="True: the linked pages are read too, where feeds give only a summary."
    )
    language: Language | None = Field(default=None, description="The language of the entries, as en.")


class FeedItem(Part):
    subject: ClassVar[str] = "a feed"

    id: Id = Field(description="A short name for commands and logs; keep it when the address changes.")
    name: Words = Field(description="The outlet's name, as readers see it.")
    url: WebAddress = Field(description="Where the feed is.")
    interval: _Interval | None = Field(default=None, description="How often, if not as often as the others.")
    longest_interval: _Interval | None = Field(default=None, description="If not as for the others.")
    backfill: BackfillChoice | None = Field(default=None, description="If not as for the others.")
    article: bool | None = Field(default=None, description="If not as for the others.")
    folder: Folder | None = Field(
        default=None, description="Where it stands in your own order of feeds, as World/Asia."
    )
    tags: Annotated[Many[Id], OrEmpty] = Field(
        default=(), description="Words of yours, which watches may ask for."
    )
    language: Language | None = Field(default=None, description="If not as for the others.")
    enabled: bool = Field(default=True, description="False: the feed is kept and not asked.")


class FeedsFile(Part):
    """The feeds to poll."""

    subject: ClassVar[str] = "feeds.yaml"

    defaults: FeedDefaults = Field(default_factory=FeedDefaults, description="What holds for every feed.")
    feeds: Annotated[Many[FeedItem], OrEmpty] = Field(default=(), description="The feeds.")


class NamesPart(Part):
    """Other names of an entity, by what they are."""

    aliases: Annotated[Many[Words], OrEmpty] = Field(default=(), description="Other names.")
    acronyms: Annotated[Many[Words], OrEmpty] = Field(
        default=(), description="Matched only in their own case."
    )
    demonyms: Annotated[Many[Words], OrEmpty] = Field(default=(), description="Its people and adjective.")
    metonyms: Annotated[Many[Words], OrEmpty] = Field(
        default=(), description="Seats that speak for it. Alone they make no match."
    )
    weak: Annotated[Many[Words], OrEmpty] = Field(
        default=(), description="Names that mean other things too. Alone they make no match."
    )


class EntityItem(NamesPart):
    subject: ClassVar[str] = "an entity"

    id: Id = Field(description="What watches call it.")
    name: Words = Field(description="Its name, as readers see it; always looked for.")
    kind: Annotated[EntityKind, Lax] = Field(description="What sort of thing it is.")
    country: EntityRef | None = Field(
        default=None, description="The id of the country it lies in or speaks for."
    )
    replaces: bool = Field(
        default=False, description="True: this entity stands in the place of the one with the same id."
    )


class ExtensionItem(NamesPart):
    subject: ClassVar[str] = "an extension"

    extends: EntityRef = Field(
        description="The id of an entity that gets these names too. A name that it has already takes the "
        "kind that it has here."
    )

    @model_validator(mode="after")
    def _adds_something(self) -> Self:
        if any((self.aliases, self.acronyms, self.demonyms, self.metonyms, self.weak)):
            return self
        hint = "Write names under aliases, acronyms, demonyms, metonyms or weak."
        raise refuse(f"nothing is added to {shown(self.extends)} here", hint=hint)


def _sort_of_entity(value: Any) -> str:
    extends = isinstance(value, ExtensionItem) or (isinstance(value, Mapping) and _extends(value))
    return "ExtensionItem" if extends else "EntityItem"


def _extends(value: Mapping[str, Any]) -> bool:
    """Whether it has the key, also where it is misspelt and no id says that it is an entity."""
    return "extends" in value or ("id" not in value and any(closest(str(key), ("extends",)) for key in value))


class EntitiesFile(Part):
    """Who and what can be named in a watch: entities, and names that extend those of other files."""

    subject: ClassVar[str] = "this file"

    entities: Annotated[
        Many[
            Annotated[
                Annotated[EntityItem, Tag("EntityItem")] | Annotated[ExtensionItem, Tag("ExtensionItem")],
                Discriminator(_sort_of_entity),
            ]
        ],
        OrEmpty,
    ] = Field(
        default=(),
        description="The entities. To change one that stands in another file, write an item here with "
        "extends and more names, or the whole of it with replaces: true.",
    )


class EventPart(Part):
    subject: ClassVar[str] = "event"

    kind: Annotated[EventKind, Lax] = Field(description="What happens.")
    parties: Annotated[Many[EntityRef], OrEmpty] = Field(
        default=(), description="Ids of those who take part."
    )
    series: Words | None = Field(
        default=None, description="The name of the series that the event belongs to."
    )


class ExamplesPart(Part):
    subject: ClassVar[str] = "examples"

    match: Annotated[Many[Words], OrEmpty] = Field(default=(), description="Texts that the watch must match.")
    no_match: Annotated[Many[Words], OrEmpty] = Field(default=(), description="Texts that it must not match.")


class WatchItem(Part):
    subject: ClassVar[str] = "a watch"

    id: Id = Field(description="A short name for commands; keep it when the title changes.")
    name: Words = Field(description="What readers see.")
    match: Match = Field(description="What a document must hold: a mapping, or one line of search syntax.")
    event: EventPart | None = Field(default=None, description="The event whose facts are kept.")
    severity: Annotated[Severity, Lax] = Field(default=Severity.NORMAL, description="How urgent an alert is.")
    channels: Annotated[Many[KnownChannel], NotEmpty] = Field(
        default=(),
        description="Where alerts go. Each stands in channels.yaml, or is console. "
        "May be left out where a route takes the watch's stories.",
    )
    examples: ExamplesPart = Field(
        default_factory=ExamplesPart, description="Tests of the watch, run by every check."
    )

    @model_validator(mode="after")
    def _is_told_somewhere(self, info: ValidationInfo) -> Self:
        if self.channels or not isinstance(info.context, Names) or info.context.routed:
            return self
        why = "There is no route either that could take its stories."
        raise refuse('a watch needs the key "channels"', why=why, hint="Write channels: [..].")


class WatchlistFile(Part):
    """Watches: what to look for and whom to tell."""

    subject: ClassVar[str] = "this file"

    watches: Annotated[Many[WatchItem], OrEmpty] = Field(default=(), description="The watches.")
