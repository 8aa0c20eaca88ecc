"""What an operator may write into wirewatch.yaml: settings of the whole bot."""

from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from bot.core.deliveries import WhenUnsure
from bot.core.rights import MANAGERS
from bot.settings.addresses import Contact, DatabasePath, Host, Network, SocketAddress, WebAddress
from bot.settings.checks import Duration, Many, OrEmpty, Size, between
from bot.settings.configuration import (
    KEEP_DECISIONS,
    OUTLETS,
    SLACK_HOST,
    SLACK_PORT,
    DiscordStyle,
    SlackMode,
)
from bot.settings.part import Lax, Part
from bot.settings.people import Changers
from bot.settings.references import KnownChannel
from bot.settings.refusal import refuse
from bot.settings.units import show_duration, show_size

_SECOND, _MINUTE, _DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
_MB = 1024 * 1024


class StatusPage(Part):
    subject: ClassVar[str] = "status_page"

    host: Host = Field(default="127.0.0.1", description="The address the page listens on.")
    port: Annotated[int, between(1, 65_535, str)] = Field(default=8017, description="The page's port.")


def _page_or_off(value: Any) -> str:
    return "off" if isinstance(value, bool) else "page"


class Fetch(Part):
    subject: ClassVar[str] = "fetch"

    contact: Contact = Field(
        default="", description="An address or a page that publishers may write to, sent with every request."
    )
    timeout: Annotated[Duration, between(_SECOND, 10 * _MINUTE, show_duration)] = Field(
        default=timedelta(seconds=30), description="The longest that one request may take as a whole."
    )
    max_body: Annotated[Size, between(1024, 100 * _MB, show_size)] = Field(
        default=10 * _MB, description="The largest feed that is read, decompressed. 1MB is 1024KB."
    )
    max_compressed: Annotated[Size, between(1024, 100 * _MB, show_size)] = Field(
        default=3 * _MB, description="The largest feed that is read, as it travels if it is compressed."
    )
    concurrency: Annotated[int, between(1, 500, str)] = Field(
        default=100, description="How many feeds are asked at once."
    )
    per_host: Annotated[int, between(1, 16, str)] = Field(
        default=1, description="How many requests one host gets at once."
    )
    parsers: Annotated[int, between(1, 8, str)] = Field(
        default=2, description="How many processes read what feeds gave."
    )
    allow_private: Many[Network] = Field(
        default=(), description="Networks that are not public and may be asked all the same."
    )


def _increase(value: tuple[int, ...]) -> tuple[int, ...]:
    ordered = tuple(sorted(set(value)))
    if value == ordered:
        return value
    raise refuse("these numbers do not increase", hint=f"Write {list(ordered)}.")


class Alerts(Part):
    subject: ClassVar[str] = "alerts"

    group_wait: Annotated[Duration, between(0 * _SECOND, _DAY, show_duration)] = Field(
        default=timedelta(seconds=30), description="How long a story's first alert waits for more reports."
    )
    group_wait_high: Annotated[Duration, between(0 * _SECOND, _DAY, show_duration)] = Field(
        default=timedelta(seconds=2), description="The same for watches of severity high."
    )
    group_interval: Annotated[Duration, between(_SECOND, _DAY, show_duration)] = Field(
        default=timedelta(minutes=5), description="The least time between two updates of one story."
    )
    outlets: Annotated[Many[Annotated[int, between(2, 1_000, str)]], OrEmpty, AfterValidator(_increase)] = (
        Field(
            default=OUTLETS,
            description="Numbers of independent outlets at which a told story speaks again; [] for never.",
        )
    )
    keep_decisions: Annotated[Duration, between(_DAY, 366 * _DAY, show_duration)] = Field(
        default=KEEP_DECISIONS, description="How long it can be asked why something was told or not."
    )
    pictures: bool = Field(
        default=False,
        description="Whether an update in a story's thread shows a small picture of how it came about.",
    )


class Operators(Part):
    subject: ClassVar[str] = "operators"

    channel: KnownChannel | None = Field(
        default=None, description="Where feeds in trouble are told of; it stands in channels.yaml."
    )


class RightsPart(Part):
    subject: ClassVar[str] = "rights"

    change: Changers = Field(
        default=MANAGERS,
        description="Who may mute a watch, a source or a channel: everyone, managers, or a list of people, "
        "Slack user groups and Discord roles beside the managers. A story, anybody may.",
    )


class Delivery(Part):
    subject: ClassVar[str] = "delivery"

    settle: Annotated[Duration, between(_SECOND, _DAY, show_duration)] = Field(
        default=timedelta(seconds=60),
        description="How long to wait after a lost answer before looking for the message in its channel.",
    )
    when_unsure: Annotated[WhenUnsure, Lax] = Field(
        default=WhenUnsure.RESEND,
        description="What to do if the channel cannot be searched: resend (may repeat, and says so) or hold.",
    )


class Slack(Part):
    subject: ClassVar[str] = "slack"

    api_url: WebAddress | None = Field(
        default=None, description="Base address of the Web API, if not Slack's own."
    )
    mode: Annotated[SlackMode | None, Lax] = Field(
        default=None,
        description="How commands come: by socket (we call Slack) or by http (Slack calls us). "
        "Unset: by http if there is a signing secret and no app token.",
    )
    host: Host = Field(default=SLACK_HOST, description="The address that HTTP mode listens on.")
    port: Annotated[int, between(1, 65_535, str)] = Field(
        default=SLACK_PORT, description="The port of HTTP mode; Slack posts to /slack/events there."
    )


class Discord(Part):
    subject: ClassVar[str] = "discord"

    api_url: WebAddress | None = Field(
        default=None, description="Base address of the API, if not Discord's own."
    )
    gateway_url: SocketAddress | None = Field(
        default=None, description="Address of the gateway, if not Discord's own."
    )
    style: Annotated[DiscordStyle, Lax] = Field(
        default=DiscordStyle.COMPONENTS,
        description="How alerts look: components, or embeds for servers whose clients and bots read those.",
    )


class WirewatchFile(Part):
    """Settings of the whole bot: every key is optional."""

    subject: ClassVar[str] = "wirewatch.yaml"

    database: DatabasePath = Field(
        default="data/wirewatch.db", description="The SQLite file, seen from where Wirewatch is started."
    )
    status_page: Annotated[
        Annotated[StatusPage, Tag("page")] | Annotated[Literal[False], Tag("off")],
        Discriminator(_page_or_off),
    ] = Field(default_factory=StatusPage, description="Where the status page is shown, or false for none.")
    fetch: Fetch = Field(default_factory=Fetch, description="How feeds are asked.")
    alerts: Alerts = Field(default_factory=Alerts, description="How reports become alerts.")
    operators: Operators = Field(
        default_factory=Operators, description="Those who look after the bot, and how they are told."
    )
    rights: RightsPart = Field(default_factory=RightsPart, description="Who may change what in chat.")
    delivery: Delivery = Field(default_factory=Delivery, description="How alerts reach their channels.")
    slack: Slack = Field(default_factory=Slack, description="How Slack is reached, and how it reaches us.")
    discord: Discord = Field(
        default_factory=Discord, description="How alerts look in Discord, and how it is reached."
    )
