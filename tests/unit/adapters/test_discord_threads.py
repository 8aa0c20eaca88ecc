"""Names of threads on Discord."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.threads import thread_name
from bot.core.display import length
from bot.core.messages import Headline, Kicker, Link, Message, Paragraph, Text, Time


def named(*words: str) -> str:
    """The name for a message with these words as kicker and headline, in that order."""
    kinds = (Kicker, Headline)
    return thread_name(
        Message(blocks=tuple(k(spans=(Text(text=w),)) for k, w in zip(kinds, words, strict=False)))
    )


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_makes_a_name_of_one_line_within_the_limit_that_names_nobody(kicker: str, head: str) -> None:
    name = named(kicker, head)
    assert 1 <= length(name) <= 100
    assert name.splitlines() == [name]
    assert name == name.strip()


@pytest.mark.parametrize("mention", ["@everyone", "@here", "<@700>", "<@&5>"])
def test_a_mention_does_not_stay_whole(mention: str) -> None:
    assert mention not in named("", f"News for {mention}")
    assert "\u200b" in named("", f"News for {mention}")


@pytest.mark.parametrize(
    ("kicker", "headline", "name"),
    [
        ("Summit", "Leaders to meet", "Leaders to meet"),
        ("Summit", " \u200b\n", "Summit"),
        ("", "", "Updates"),
    ],
)
def test_the_headline_comes_before_the_kicker(kicker: str, headline: str, name: str) -> None:
    assert named(kicker, headline) == name


def test_links_and_times_are_written_out() -> None:
    spans = (
        Link(text="Leaders meet", url="https://harbour.example/a"),
        Text(text=" on "),
        Time(at=datetime(2025, 12, 4, 9, tzinfo=UTC)),
    )
    blocks = (Paragraph(spans=(Text(text="x"),)), Headline(spans=spans))
    assert thread_name(Message(blocks=blocks)) == "Leaders meet on 4 Dec 2025, 09:00 UTC"


def test_a_long_headline_is_cut_between_characters_as_readers_see_them() -> None:
    family = "👩‍👩‍👧‍👦"
    name = named("", family * 30)
    assert name.endswith("…")
    assert set(name.removesuffix("…").split(family)) == {""}
