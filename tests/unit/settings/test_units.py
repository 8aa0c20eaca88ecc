"""Durations and sizes as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.units import parse_duration, parse_size, show_duration, show_size


@pytest.mark.parametrize(
    ("text", "seconds"), [("0s", 0), ("30s", 30), ("5m", 300), ("12h", 43_200), ("7d", 604_800)]
)
def test_a_duration_is_a_number_and_a_unit(text, seconds):
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "s", "5", "5 m", "-5m", "1.5h", "5M", "1h30m", "5m\n", "٥m", "1234567s"]
)
def test_what_is_no_duration_is_none(text):
    assert parse_duration(text) is None


@pytest.mark.parametrize(("text", "size"), [("1B", 1), ("500KB", 512_000), ("2MB", 2_097_152)])
def test_a_size_counts_in_steps_of_1024(text, size):
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "2", "2mb", "2 MB", "2MiB", "2GB", "-1B", "2MB\n"])
def test_what_is_no_size_is_none(text):
    assert parse_size(text) is None


@given(st.integers(0, 999_999))
def test_what_is_shown_is_read_back(number):
    assert parse_duration(show_duration(timedelta(seconds=number))) == timedelta(seconds=number)
    assert parse_size(show_size(number)) == number
