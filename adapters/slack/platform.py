"""Slack as a platform: proves the tokens, posts, and hears commands through Socket Mode or by HTTP."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.addresses import Addresses
from adapters.slack.app import API_URL, COMMAND, TOKEN_HINTS, WHY
from adapters.slack.calls import Answered, Lost, NotSent, Rejected, outcome_of_call, web_client
from adapters.slack.commands import BUTTONS, Handlers
from adapters.slack.errors import REMEDIES, Remedy
from adapters.slack.groups import Groups
from adapters.slack.home import Home
from adapters.slack.http_mode import HttpMode
from adapters.slack.notifier import SlackNotifier
from adapters.slack.pictures import Pictures
from adapters.slack.reception import Reception
from adapters.slack.socket import HANDSHAKE, Socket
from adapters.slack.underway import Underway
from bot.core.channels import Platform
from bot.errors import AuthenticationFailed, PlatformUnreachable, WirewatchError
from bot.ports import Desk, Notifier, Painter

_REFUSALS = frozenset({"forbidden_team", "missing_args"})
"""What `apps.connections.open` says of a wrong token beyond the general errors."""
_LATER = "Check the network and the proxy, and start again"

_bolt_log = logging.getLogger("adapters.slack.bolt")
_bolt_log.setLevel(logging.ERROR)  # bolt warns of a token in the environment that it was not given


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHttp:
    """HTTP mode: Slack calls us."""

    signing_secret: str = field(repr=False)
    host: str
    port: int


class SlackPlatform:
    """Implements `bot.ports.ChatPlatform`. Tokens are never logged and stand in no error."""

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str = "",
        by_http: ByHttp | None = None,
        channel_ids: Mapping[str, str] | None = None,
        api_url: str = API_URL,
        handshake: float = HANDSHAKE,
        wait: Callable[[int], Awaitable[None]] | None = None,
        lost: Callable[[WirewatchError], None] = lambda _: None,
        named: Callable[[], frozenset[str]] = frozenset,
        painter: Painter | None = None,
    ) -> None:
        """With `by_http` no `app_token` is needed; without it Socket Mode is used.

        `channel_ids` by names as operators write them (`#diplomacy`); `handshake` in seconds; `wait` as for
        `Socket`. `lost` is told if Slack takes the app token no more after `connect`. Without a `painter` no
        picture is shown. `named` gives the people and groups that the configuration in force names.
        """
        self._app_token = app_token.strip()
        self._by_http = by_http
        self._handshake = handshake
        self._wait = wait
        self._lost = lost
        self._client = web_client(bot_token, api_url)
        self._addresses = Addresses(channel_ids or {})
        self._groups = Groups(self._client, named)
        pictures = Pictures(self._client, painter) if painter else None
        self._notifier = SlackNotifier(self._client, self._addresses, pictures)
        self._connection: Socket | HttpMode | None = None

    @property
    def platform(self) -> Platform:
        return Platform.SLACK

    @property
    def notifier(self) -> Notifier:
        return self._notifier

    @property
    def url(self) -> str | None:
        """Where Slack is to send requests, in HTTP mode while it is open, before any proxy."""
        return self._connection.url if isinstance(self._connection, HttpMode) else None

    async def connect(self, desk: Desk) -> None:
        """See `ChatPlatform`. Tokens are proven before anything is opened. Raises `AddressInUse` too."""
        identity = await _proven("SLACK_BOT_TOKEN", self._client.auth_test())
        underway = Underway()
        handlers = Handlers(desk, underway, self._addresses.declared, self._groups)
        reception = Reception(_app(identity, handlers, Home(desk, self._client, underway)), underway)
        if self._by_http is None:
            await self._connect_socket(reception, underway)
        else:
            self._connection = http_mode = HttpMode(
                signing_secret=self._by_http.signing_secret,
                reception=reception,
                underway=underway,
                host=self._by_http.host,
                port=self._by_http.port,
            )
            await http_mode.open()

    async def _connect_socket(self, reception: Reception, underway: Underway) -> None:
        opening = self._client.apps_connections_open(app_token=self._app_token)
        url = (await _proven("SLACK_APP_TOKEN", opening)).get("url", "")
        self._connection = socket = Socket(
            reception,
            self._app_token,
            self._client,
            underway,
            handshake=self._handshake,
            wait=self._wait,
            refused=lambda error: self._lost(_wrong_token("SLACK_APP_TOKEN", error)),
        )
        try:
            await socket.open(url)
        except BaseException as error:
            await self.close()
            if not isinstance(error, TimeoutError):
                raise
            problem = "the connection for commands could not be opened"
            raise PlatformUnreachable("Slack", problem, hint=_LATER) from None

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


async def _proven(variable: str, call: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
    """Slack's answer to a call made with the token in `variable`."""
    match await outcome_of_call(call):
        case Answered(data=data):
            return data
        case Rejected(error=error) if error in _REFUSALS or REMEDIES.get(error) in _TOKEN_REMEDIES:
            raise _wrong_token(variable, error)
        case Rejected(error=error):
            raise PlatformUnreachable("Slack", f"cannot take connections now ({error})", hint=_LATER)
        case NotSent(detail=detail) | Lost(detail=detail):
            raise PlatformUnreachable("Slack", detail, hint=_LATER)


def _wrong_token(variable: str, error: str) -> AuthenticationFailed:
    problem = f"refused the token in {variable} ({error})"
    return AuthenticationFailed("Slack", problem, hint=TOKEN_HINTS[variable])


_TOKEN_REMEDIES = frozenset({Remedy.FIX_TOKEN, Remedy.FIX_RIGHTS})


def _app(identity: Mapping[str, Any], handlers: Handlers, home: Home) -> AsyncApp:
    """The bolt app that calls `handlers` and `home`.

    It posts nothing, so it gets no token, and it need not ask Slack again who it is.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=identity.get("enterprise_id"),
            team_id=identity.get("team_id"),
            bot_user_id=identity.get("user_id"),
            bot_id=identity.get("bot_id"),
        )

    app = AsyncApp(logger=_bolt_log, name="wirewatch", signing_secret="", authorize=authorize)
    app.command(COMMAND)(handlers.command)
    app.action(re.compile(BUTTONS))(handlers.button)
    app.message_shortcut(WHY)(handlers.why)
    app.event("app_home_opened")(home.opened)
    return app
