"""What an operator may write into channels.yaml: the channels, and how each wants to be told."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import Discriminator, Field, Tag, ValidationInfo, model_validator

from bot.settings.channel_values import Off, Posts, TimeOfDay, Weekday, Zone, is_off
from bot.settings.checks import Many, NotEmpty, OrEmpty
from bot.settings.mistakes import shown
from bot.settings.part import Lax, Part
from bot.settings.references import ChannelId, DeclaredChannel, Names
from bot.settings.refusal import refuse


class _Timed(Part):
    """A mapping with times of day, which mean nothing without a time zone."""

    form: ClassVar[str]
    """An example of the whole of it."""

    zone: Zone | None = Field(default=None, description="The time zone, if not that under defaults.")

    @model_validator(mode="before")
    @classmethod
    def _is_mapping(cls, value: Any) -> Any:
        if isinstance(value, Mapping):
            return value
        raise refuse(f"{cls.subject} cannot be {shown(value)}", hint=f"Write {cls.form}, or off.")

    @model_validator(mode="after")
    def _has_zone(self, info: ValidationInfo) -> Self:
        if self.zone or not isinstance(info.context, Names) or info.context.zoned:
            return self
        hint = "Write zone: Europe/Berlin here, or once under defaults."
        raise refuse(f"{self.subject} names no time zone, and defaults neither", hint=hint)


class QuietHoursPart(_Timed):
    subject: ClassVar[str] = "quiet_hours"
    form: ClassVar[str] = '{from: "22:00", to: "07:00", zone: Europe/Berlin}'

    start: TimeOfDay = Field(alias="from", description="When they begin.")
    end: TimeOfDay = Field(alias="to", description="When they end: on the next day, if that is not later.")
    days: Annotated[Many[Weekday], NotEmpty] | None = Field(
        default=None, description="The days on which they begin; every day, if there are none."
    )


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"


class DigestPart(_Timed):
    subject: ClassVar[str] = "digest"
    form: ClassVar[str] = '{every: day, at: "08:00", zone: Europe/Berlin}'

    every: Annotated[Every, Lax] = Field(description="day or week.")
    on: Weekday | None = Field(default=None, description="The day of a digest of every week.")
    at: TimeOfDay = Field(description="When it is told.")

    @model_validator(mode="after")
    def _has_its_day(self) -> Self:
        if self.every is Every.WEEK and self.on is None:
            raise refuse("a digest of every week needs its day", hint="Write on: monday.")
        if self.every is Every.DAY and self.on is not None:
            hint = "Write every: week, or remove on."
            raise refuse("a digest of every day is not told on one day", hint=hint)
        return self


def _off_or_one(value: Any) -> str:
    return "off" if is_off(value) else "one"


def _off_one_or_many(value: Any) -> str:
    return "many" if isinstance(value, list) else _off_or_one(value)


class _Manners(Part):
    """How a channel wants to be told. None: as under defaults, and there: as the bot does by itself."""

    quiet_hours: (
        Annotated[
            Annotated[QuietHoursPart, Tag("one")] | Annotated[Off, Tag("off")], Discriminator(_off_or_one)
        ]
        | None
    ) = Field(default=None, description="When nothing is told but held for a digest at their end; or off.")
    posts_per_hour: Posts | None = Field(
        default=None,
        description="How many messages it takes in an hour, or unlimited; 6 if nothing is said. "
        "More are held for a digest. 0: digests only.",
    )
    high_breaks_through: bool | None = Field(
        default=None, description="True: stories of severity high are told at once, whatever the two say."
    )
    digest: (
        Annotated[
            Annotated[DigestPart, Tag("one")]
            | Annotated[Many[DigestPart], Tag("many")]
            | Annotated[Off, Tag("off")],
            Discriminator(_off_one_or_many),
        ]
        | None
    ) = Field(default=None, description="When the stories of a day or week are told in one message; or off.")


class ChannelDefaults(_Manners):
    subject: ClassVar[str] = "defaults"

    zone: Zone | None = Field(default=None, description="The time zone of all times that name none.")


class ChannelItem(_Manners):
    subject: ClassVar[str] = "a channel"

    id: ChannelId | None = Field(default=None, description="The platform's own id of the channel.")


def _id_or_more(value: Any) -> str:
    return "ChannelItem" if isinstance(value, Mapping | ChannelItem) else "line"


class ChannelsFile(Part):
    """The channels that watches and routes may name, and how each wants to be told."""

    subject: ClassVar[str] = "channels.yaml"

    defaults: ChannelDefaults = Field(
        default_factory=ChannelDefaults, description="What holds for every channel that says nothing else."
    )
    channels: Annotated[
        dict[
            DeclaredChannel,
            Annotated[
                Annotated[ChannelId, Tag("line")] | Annotated[ChannelItem, Tag("ChannelItem")],
                Discriminator(_id_or_more),
            ]
            | None,
        ],
        OrEmpty,
    ] = Field(
        default_factory=dict,
        description="slack:#name or discord:name, and after the colon nothing, the id, "
        "or a mapping of how the channel wants to be told.",
    )
