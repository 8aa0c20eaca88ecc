"""How a channel wants to be told: what it says, else what holds for all, else what the bot does by itself."""

from datetime import time
from pathlib import Path

import pytest

from bot.core.admission import ChannelPolicy
from bot.core.channels import CONSOLE, Channel, Platform
from bot.core.digests import DigestSchedule
from bot.core.quiet_hours import QuietHours

DESK = Channel(platform=Platform.SLACK, name="#desk")
DISCORD = Channel(platform=Platform.DISCORD, name="desk")
NIGHT = QuietHours(start=time(22), end=time(7), zone="Europe/Berlin")
MORNING = DigestSchedule(at=time(8), zone="Europe/Berlin")
STARTER = (Path(__file__).parents[3] / "config" / "channels.yaml").read_text("utf-8")

DEFAULTS = """\
defaults:
  zone: Europe/Berlin
  quiet_hours: {from: 22:00, to: "07:00"}
  posts_per_hour: 3
  high_breaks_through: true
  digest: {every: day, at: 08:00}
"""


def channels(desk: str, defaults: str = "") -> dict[str, str]:
    return {"channels.yaml": f'{defaults}channels:\n  "slack:#desk": {desk}\n  "discord:desk":\n'}


@pytest.fixture
def policy(loaded):
    """The policy of slack:#desk where this is written for it, and this for all."""
    return lambda desk, defaults="": loaded(channels(desk, defaults)).policies[DESK]


@pytest.mark.parametrize("desk", ["", "C0123456789", "{id: C0123456789}", "{}"])
def test_where_nothing_is_said_the_bot_tells_at_any_hour_and_six_times_in_one(policy, desk):
    assert policy(desk) == ChannelPolicy(
        quiet_hours=None, posts_per_hour=6, high_breaks_through=False, digests=()
    )


def test_every_declared_channel_and_the_console_have_a_policy(loaded):
    policies = loaded(channels("{posts_per_hour: 0}", DEFAULTS)).policies
    common = ChannelPolicy(quiet_hours=NIGHT, posts_per_hour=3, high_breaks_through=True, digests=(MORNING,))
    assert policies == {
        CONSOLE: common,
        DISCORD: common,
        DESK: ChannelPolicy(
            quiet_hours=NIGHT, posts_per_hour=0, high_breaks_through=True, digests=(MORNING,)
        ),
    }


def test_a_channel_undoes_each_default(policy):
    undone = "{quiet_hours: off, posts_per_hour: unlimited, high_breaks_through: false, digest: off}"
    assert policy(undone, DEFAULTS) == ChannelPolicy(
        quiet_hours=None, posts_per_hour=None, high_breaks_through=False, digests=()
    )


@pytest.mark.parametrize("off", ["off", "false", "'off'"])
def test_off_is_false_in_other_yaml_and_means_the_same(policy, off):
    assert policy(f"{{quiet_hours: {off}, digest: {off}}}", DEFAULTS).quiet_hours is None


def test_what_a_channel_says_takes_the_place_of_the_whole_default(policy):
    """The days of the default are not mixed into the hours of the channel; the zone is that of all."""
    default = 'defaults: {zone: UTC, quiet_hours: {from: 20:00, to: "06:00", days: [sat]}}\n'
    assert policy("{quiet_hours: {from: 1:30, to: 02:00}}", default).quiet_hours == QuietHours(
        start=time(1, 30), end=time(2), zone="UTC"
    )


def test_a_time_zone_of_its_own_wins(policy):
    found = policy("{digest: {every: day, at: 08:00, zone: Asia/Kolkata}}", "defaults: {zone: UTC}\n")
    assert [digest.zone for digest in found.digests] == ["Asia/Kolkata"]


@pytest.mark.parametrize(
    ("written", "days"),
    [("[mon]", {0}), ("[sunday, sat, sat]", {5, 6}), ("[tue, wednesday, thu, fri]", {1, 2, 3, 4})],
)
def test_days_are_counted_from_monday(policy, written, days):
    found = policy(f"{{quiet_hours: {{from: 22:00, to: 07:00, zone: UTC, days: {written}}}}}")
    assert found.quiet_hours.days == days


@pytest.mark.parametrize(
    ("written", "digests"),
    [
        ("{every: day, at: 08:00}", [(8, None)]),
        ("{every: week, on: sun, at: '18:00'}", [(18, 6)]),
        ("[{every: day, at: 08:00}, {every: week, on: monday, at: 09:00}]", [(8, None), (9, 0)]),
        ("[{every: day, at: 08:00}, {every: day, at: '8:00'}]", [(8, None)]),
        ("[]", []),
    ],
)
def test_a_digest_is_one_or_a_list_and_each_is_told_once(policy, written, digests):
    found = policy(f"{{digest: {written}}}", "defaults: {zone: Europe/Berlin}\n").digests
    assert found == tuple(
        DigestSchedule(at=time(hour), zone="Europe/Berlin", weekday=day) for hour, day in digests
    )


def test_a_channel_keeps_its_id_in_a_mapping(loaded):
    found = loaded(channels("{id: C0123456789, posts_per_hour: 9}")).channels
    assert found == {DESK: "C0123456789", DISCORD: None}


def test_the_console_may_be_declared_to_be_told_otherwise(loaded):
    files = {"channels.yaml": 'channels: {"slack:#desk": , "discord:desk": , console: {posts_per_hour: 1}}'}
    found = loaded(files)
    assert found.policies[CONSOLE].posts_per_hour == 1
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("hours", "warned"),
    [
        ("{from: 09:00, to: 09:00}", 1),
        ("{from: 00:00, to: 00:00, days: [sat, sun]}", 0),
        ("{from: 09:00, to: 08:59}", 0),
    ],
)
def test_quiet_hours_around_the_clock_are_warned_of(loaded, hours, warned):
    found = loaded(channels(f"{{quiet_hours: {hours}}}", "defaults: {zone: UTC}\n")).warnings
    assert [str(each)[:25] for each in found] == ["config/channels.yaml:3:3:"] * warned


def test_the_example_in_the_starter_file_can_be_put_into_use(loaded):
    """Without their # the lines load, and those of the defaults are what the bot does by itself."""
    desk, _, rest = STARTER.partition('#  "slack:#desk"')[2].partition("#\n")
    desk = '  "slack:#desk"' + desk.replace("\n#", "\n")
    defaults = "defaults:" + rest.partition("# defaults:")[2].replace("\n# ", "\n")
    files = {"channels.yaml": f'{defaults}channels:\n  "discord:desk":\n{desk}'}
    found = loaded(files).policies
    assert found[DISCORD] == ChannelPolicy()
    assert found[DESK].quiet_hours == QuietHours(
        start=time(22), end=time(7), zone="Europe/Berlin", days=frozenset(range(5))
    )
    assert found[DESK].digests == (MORNING, DigestSchedule(at=time(8), zone="UTC", weekday=0))
