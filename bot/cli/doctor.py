"""`wirewatch doctor`: what keeps alerts from their channels."""

import asyncio
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.core.channels import Channel
    from bot.services.doctor import Examiner, Finding, Promise
    from bot.settings.configuration import Configuration
    from bot.settings.secrets import Secrets

_MARKS = {"well": "✓ well  ", "notice": "● notice", "mend": "▲ mend  ", "wrong_token": "▲ mend  "}
_PROMISES = {
    "once": "each alert once",
    "at least once": "each alert at least once; a possible repeat says so",
    "at most once": "each alert at most once; what is in doubt is held",
    "nothing": "nothing, until what stands above is mended",
}
_NO_TOKENS = "no tokens: alerts meant for it are shown in the terminal"
_OFF = "no tokens: what is meant for its channels is told nowhere there"
_SOMETHING_TO_MEND = 1


@click.command()
@click.option(
    "--post", is_flag=True, help="Post, edit, answer, find and delete a test message in each channel."
)
@click.option("--dns", is_flag=True, help="Look up the hosts of all feeds, too.")
@click.option("--json", "as_json", is_flag=True, help="The findings for a program, as one JSON object.")
@config_option
@click.pass_context
def doctor(context: click.Context, *, post: bool, dns: bool, as_json: bool, folder: Path) -> None:
    """Look over tokens, channels, rights, clocks and this machine, and say how each trouble is mended.

    Tells for each channel whether alerts come once or at least once. A bot that runs may go on. Ends with 0
    where all is well, 1 where something is to be mended, 78 where a token is wrong.
    """
    from bot.services.doctor import Verdict, promise_of  # noqa: PLC0415  # see `run`
    from bot.settings.loader import load  # noqa: PLC0415
    from bot.settings.secrets import read_secrets  # noqa: PLC0415

    configuration = load(folder)
    given = read_secrets(os.environ)
    findings, channels = _examined(configuration, given, post=post, dns=dns)
    unsure = configuration.options.delivery.when_unsure
    promises = {channel: promise_of(channel, findings, unsure) for channel in channels}
    click.echo(_as_json(findings, promises) if as_json else _shown(findings, promises))
    verdicts = {finding.verdict for finding in findings}
    if Verdict.WRONG_TOKEN in verdicts:
        context.exit(ConfigError.exit_code)
    if Verdict.MEND in verdicts:
        context.exit(_SOMETHING_TO_MEND)


def _examined(
    configuration: "Configuration", given: "Secrets", *, post: bool, dns: bool
) -> "tuple[list[Finding], list[Channel]]":
    """Everything found, and the channels of the platforms that are on."""
    from bot.cli import machine  # noqa: PLC0415

    kept, learned = machine.database(configuration.options.database)
    findings = [*machine.versions(), kept]
    if dns:
        findings.append(asyncio.run(machine.feed_hosts(configuration.feeds)))
    examiners = _examiners(configuration, given, learned)
    findings += _without_tokens(configuration, examiners)
    channels: list[Channel] = []
    for examiner in examiners:
        own = [channel for channel in configuration.channels if channel.platform is examiner.platform]
        findings += asyncio.run(_looked_over(examiner, own, post=post))
        channels += own
    return findings, channels


async def _looked_over(examiner: "Examiner", channels: "Sequence[Channel]", *, post: bool) -> "list[Finding]":
    from bot.app.parts import SystemClock  # noqa: PLC0415
    from bot.core.deliveries import DeliveryKey  # noqa: PLC0415
    from bot.services.doctor import can_be_told, rehearse  # noqa: PLC0415

    try:
        findings = [*await examiner.examine(channels)]
        for channel in channels:
            if post and can_be_told(channel, findings):
                keys = (DeliveryKey(secrets.token_hex(10)), DeliveryKey(secrets.token_hex(10)))
                findings += await rehearse(examiner, channel, keys, SystemClock())
    finally:
        await examiner.close()
    return findings


def _examiners(
    configuration: "Configuration", given: "Secrets", learned: "Mapping[Channel, str]"
) -> "list[Examiner]":
    """For the platforms that have tokens."""
    from bot.app.parts import SystemClock, channel_ids  # noqa: PLC0415
    from bot.core.channels import Platform  # noqa: PLC0415

    options = configuration.options
    found: list[Examiner] = []
    if given.slack:
        from adapters.slack.app import API_URL  # noqa: PLC0415
        from adapters.slack.checking import SlackExaminer  # noqa: PLC0415
        from adapters.slack.groups import is_group  # noqa: PLC0415

        found.append(
            SlackExaminer(
                bot_token=given.slack.bot,
                app_token=given.slack.app,
                api_url=given.slack_api_url or options.slack.api_url or API_URL,
                channel_ids=channel_ids(configuration, Platform.SLACK, learned),
                clock=SystemClock(),
                pictures=options.alerts.pictures,
                groups=any(map(is_group, configuration.rights.people)),
            )
        )
    if given.discord_token:
        from adapters.discord.checking import DiscordExaminer  # noqa: PLC0415
        from bot.settings.configuration import DiscordStyle  # noqa: PLC0415

        found.append(
            DiscordExaminer(
                given.discord_token,
                api_url=given.discord_api_url or options.discord.api_url,
                channel_ids=channel_ids(configuration, Platform.DISCORD, learned),
                clock=SystemClock(),
                embeds=options.discord.style is DiscordStyle.EMBEDS,
                pictures=options.alerts.pictures,
            )
        )
    return found


def _without_tokens(configuration: "Configuration", examiners: "Sequence[Examiner]") -> "list[Finding]":
    """Platforms that channels are declared on, and that have no token."""
    from bot.core.channels import Platform  # noqa: PLC0415
    from bot.services.doctor import Check, Finding, Verdict  # noqa: PLC0415

    on = {examiner.platform for examiner in examiners} | {Platform.CONSOLE}
    off = sorted({channel.platform for channel in configuration.channels} - on)
    detail = _OFF if examiners else _NO_TOKENS
    return [
        Finding(subject=platform, check=Check.TOKEN, verdict=Verdict.NOTICE, detail=detail)
        for platform in off
    ]


def _as_json(findings: "Sequence[Finding]", promises: "Mapping[Channel, Promise]") -> str:
    rows = [
        {
            "subject": str(finding.subject or "machine"),
            "check": finding.check,
            "verdict": finding.verdict,
            "detail": finding.detail,
            "way_out": finding.way_out,
        }
        for finding in findings
    ]
    told = {str(channel): promise for channel, promise in promises.items()}
    return json.dumps({"findings": rows, "promises": told}, ensure_ascii=False)


def _shown(findings: "Sequence[Finding]", promises: "Mapping[Channel, Promise]") -> str:
    lines: list[str] = []
    for subject in dict.fromkeys(finding.subject for finding in findings):
        lines.append(str(subject or "this machine"))
        for finding in (finding for finding in findings if finding.subject == subject):
            lines.append(f"  {_MARKS[finding.verdict]}  {finding.check:<10}  {finding.detail}".rstrip())
            if finding.way_out:
                lines.append(f"{'':24}→ {finding.way_out}")
    lines += [f"{channel}: {_PROMISES[promise]}" for channel, promise in promises.items()]
    return "\n".join(lines)
