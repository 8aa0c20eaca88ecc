"""Warnings about what is sent: channels that no watch names, waits that are too short."""

from collections.abc import Iterator
from datetime import timedelta

from bot.core.channels import CONSOLE, Channel
from bot.settings.checked import Checked, Files
from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.units import show_duration
from bot.settings.wirewatch_file import WirewatchFile

_REQUEST_LIFE = timedelta(seconds=60)
"""After a lost answer a request may still arrive for so long (DESIGN, "Traps the platforms set")."""


def about_channels(files: Files) -> Iterator[Mistake]:
    used = {
        channel for each in files.watchlists for watch in each.content.watches for channel in watch.channels
    } | {files.wirewatch.content.operators.channel}
    keys = files.channels.root.child("channels")
    for channel in files.channels.content.channels:
        if channel not in used and channel != CONSOLE and keys is not None:
            yield _unused(keys.keys.get(str(channel), keys.place), channel)


def _unused(place: Place, channel: Channel) -> Mistake:
    hint = "Name it under channels of a watch, or remove it."
    return mistake(place, f"no watch tells the channel {shown(channel)} anything", hint=hint)


def about_delivery(wirewatch: Checked[WirewatchFile]) -> Iterator[Mistake]:
    settle = wirewatch.content.delivery.settle
    if settle < _REQUEST_LIFE:
        what = f"after {show_duration(settle)} a lost message may still be on its way"
        place = wirewatch.place("delivery", "settle")
        yield mistake(place, what, why="It could then be posted twice.", hint="Write 60s or more.")
