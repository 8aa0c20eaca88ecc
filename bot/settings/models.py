"""What an operator may write into each of the other files. Strict, and closed to unknown keys."""

from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from bot.core.feeds import Backfill
from bot.core.messages import Severity
from bot.extraction.facts import EventKind
from bot.extraction.lexicon import EntityKind
from bot.extraction.rules import Scope
from bot.settings.addresses import WebAddress
from bot.settings.checks import Duration, Id, Many, NotEmpty, OrEmpty, Phrase, Words, between
from bot.settings.part import Lax, Part
from bot.settings.patterns import Regex
from bot.settings.references import ChannelId, DeclaredChannel, EntityRef, KnownChannel
from bot.settings.refusal import refuse
from bot.settings.units import show_duration

_INTERVALS = between(timedelta(seconds=1), timedelta(days=30), show_duration)
_Interval = Annotated[Duration, _INTERVALS]


class FeedDefaults(Part):
    subject: ClassVar[str] = "defaults"

    interval: _Interval = Field(default=timedelta(minutes=15), description="How often a feed is asked.")
    backfill: Annotated[Backfill, Lax] = Field(
        default=Backfill.ALL,
        description="Whether what a feed holds when it is first asked is told (all) or not (none).",
    )


class FeedItem(Part):
    subject: ClassVar[str] = "a feed"

    id: Id = Field(description="A short name for commands and logs; keep it when the address changes.")
    name: Words = Field(description="The outlet's name, as readers see it.")
    url: WebAddress = Field(description="Where the feed is.")
    interval: _Interval | None = Field(default=None, description="How often, if not as often as the others.")
    backfill: Annotated[Backfill, Lax] | None = Field(default=None, description="If not as for the others.")
    enabled: bool = Field(default=True, description="False: the feed is kept and not asked.")


class FeedsFile(Part):
    """The feeds to poll."""

    subject: ClassVar[str] = "feeds.yaml"

    defaults: FeedDefaults = Field(default_factory=FeedDefaults, description="What holds for every feed.")
    feeds: Annotated[Many[FeedItem], OrEmpty] = Field(default=(), description="The feeds.")


class ChannelsFile(Part):
    """The channels that watches may name, each with the platform's id of it, if known."""

    subject: ClassVar[str] = "channels.yaml"

    channels: Annotated[dict[DeclaredChannel, ChannelId | None], OrEmpty] = Field(
        default_factory=dict,
        description="slack:#name or discord:name, and after the colon the id or nothing.",
    )


class EntityItem(Part):
    subject: ClassVar[str] = "an entity"

    id: Id = Field(description="What watches call it.")
    name: Words = Field(description="Its name, as readers see it; always looked for.")
    kind: Annotated[EntityKind, Lax] = Field(description="What sort of thing it is.")
    country: EntityRef | None = Field(
        default=None, description="The id of the country it lies in or speaks for."
    )
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


class EntitiesFile(Part):
    """Who and what can be named in a watch."""

    subject: ClassVar[str] = "this file"

    entities: Annotated[Many[EntityItem], OrEmpty] = Field(default=(), description="The entities.")


class TermPart(Part):
    """What a watch looks for where it is no phrase."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})
    subject: ClassVar[str] = "a term"

    entity: EntityRef | None = Field(
        default=None, description="The id of an entity, meant by any of its names."
    )
    regex: Regex | None = Field(default=None, description="An RE2 regular expression.")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "TermPart":
        if (self.entity is None) != (self.regex is None):
            return self
        if self.entity is None:
            raise refuse(
                "this term is empty", hint="Write entity and an id, regex and a pattern, or a phrase."
            )
        raise refuse("this term is an entity and a regex", hint="Make two items of it.")


def _sort_of_term(value: Any) -> str:
    return "term" if isinstance(value, dict | TermPart) else "phrase"


Term = Annotated[
    Annotated[Phrase, Tag("phrase")] | Annotated[TermPart, Tag("term")], Discriminator(_sort_of_term)
]


class MatchPart(Part):
    subject: ClassVar[str] = "match"

    all: Annotated[Many[Term], OrEmpty] = Field(default=(), description="Each of these must be there.")
    any: Annotated[Many[Term], OrEmpty] = Field(
        default=(), description="At least one of these must be there."
    )
    none: Annotated[Many[Term], OrEmpty] = Field(
        default=(), description="None of these may be anywhere in the document."
    )
    within: Annotated[Scope, Lax] = Field(
        default=Scope.DOCUMENT,
        description="What must hold all of it together. The title counts as a paragraph.",
    )

    @model_validator(mode="after")
    def _asks_for_something(self) -> "MatchPart":
        if self.all or self.any:
            return self
        raise refuse("this rule asks for nothing, so it never matches", hint="Write terms into all or any.")


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
    match: MatchPart = Field(description="What a document must hold.")
    event: EventPart | None = Field(default=None, description="The event whose facts are kept.")
    severity: Annotated[Severity, Lax] = Field(default=Severity.NORMAL, description="How urgent an alert is.")
    channels: Annotated[Many[KnownChannel], NotEmpty] = Field(
        description="Where alerts go. Each stands in channels.yaml, or is console."
    )
    examples: ExamplesPart = Field(
        default_factory=ExamplesPart, description="Tests of the watch, run by every check."
    )


class WatchlistFile(Part):
    """Watches: what to look for and whom to tell."""

    subject: ClassVar[str] = "this file"

    watches: Annotated[Many[WatchItem], OrEmpty] = Field(default=(), description="The watches.")
