"""`wirewatch bench poll` and `bench hostile`, small: that they measure what they say."""

from bot.bench import hostile, poll


def test_every_feed_is_polled_to_stored_and_matched() -> None:
    figures = poll.run(None, feeds=50)
    # 50 entries learnt of each feed, then 2 new ones, 50 new ones, and 2 more in one feed of twenty.
    assert figures["entries"] == 50 * (50 + 2 + 50) + 3 * 2
    assert figures["reasons"]["first_report"] >= 1
    assert {"unchanged_per_second", "changed_per_second", "new_per_second", "peak_rss_mb"} <= figures.keys()
    assert figures["cpu_seconds"].keys() == {
        "first",
        "unchanged",
        "changed",
        "new",
        "few_changed",
        "without_validators",
    }


def test_hostile_feeds_of_every_kind_are_met_and_good_ones_are_read() -> None:
    figures = hostile.run(None, seconds=4)
    mixed = figures["hostile_20_of_200"]
    assert mixed["good_polls"] >= 180
    told = {reason for outcomes in mixed["hostile"].values() for reason in outcomes}
    assert {"bomb", "too_large", "parser_failed"} <= told
