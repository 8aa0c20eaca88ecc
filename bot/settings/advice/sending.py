"""Warnings about what is sent: channels that nothing names or that never speak, waits that are too short."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from bot.core.admission import ChannelPolicy
from bot.core.channels import CONSOLE, Channel
from bot.core.quiet_hours import EVERY_DAY
from bot.settings.checked import Checked, Files
from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.policies import policies_of
from bot.settings.units import show_duration
from bot.settings.wirewatch_file import WirewatchFile

_REQUEST_LIFE = timedelta(seconds=60)
"""After a lost answer a request may still arrive for so long (DESIGN, "Traps the platforms set")."""


def about_channels(files: Files) -> Iterator[Mistake]:
    used, policies = _used(files), policies_of(files.channels.content)
    keys = files.channels.node("channels").keys
    for channel in files.channels.content.channels:
        place = keys.get(str(channel), files.channels.place("channels"))
        if channel not in used and channel != CONSOLE:
            yield _unused(place, channel)
        yield from _about_policy(place, channel, policies[channel])


def _used(files: Files) -> set[Channel | None]:
    watches = (watch.channels for each in files.watchlists for watch in each.content.watches)
    routes = (route.channels for route in files.routes.content.routes)
    return {*chain.from_iterable((*watches, *routes)), files.wirewatch.content.operators.channel}


def _unused(place: Place, channel: Channel) -> Mistake:
    hint = "Name it under channels of a watch or a route, or remove it."
    return mistake(place, f"nothing is told in the channel {shown(channel)}", hint=hint)


def _about_policy(place: Place, channel: Channel, policy: ChannelPolicy) -> Iterator[Mistake]:
    quiet = policy.quiet_hours
    if quiet and quiet.start == quiet.end and quiet.days == EVERY_DAY:
        what = f"the channel {shown(channel)} has quiet hours around the clock"
        yield mistake(place, what, hint="Let them end at another time, or name days.")


def about_delivery(wirewatch: Checked[WirewatchFile]) -> Iterator[Mistake]:
    settle = wirewatch.content.delivery.settle
    if settle < _REQUEST_LIFE:
        what = f"after {show_duration(settle)} a lost message may still be on its way"
        place = wirewatch.place("delivery", "settle")
        yield mistake(place, what, why="It could then be posted twice.", hint="Write 60s or more.")
