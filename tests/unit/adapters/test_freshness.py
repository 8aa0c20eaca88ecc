"""What headers say about the next request."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.fetching.freshness import HEADERS, read_terms, read_validators, retry_after
from bot.core.feeds import Terms, Validators

NOW = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)
YEAR = 365 * 86400


def fresh_for(**headers: str) -> float | None:
    """In seconds."""
    terms = read_terms({name.replace("_", "-"): value for name, value in headers.items()}, NOW)
    return None if terms.fresh_for is None else terms.fresh_for.total_seconds()


@pytest.mark.parametrize(
    ("cache_control", "seconds"),
    [
        ("max-age=600", 600),
        ("public, max-age=600", 600),
        ("public,max-age=600,must-revalidate", 600),
        ("Public, MAX-AGE = 600", 600),
        ('max-age="600"', 600),
        ("max-age=600, max-age=60", 600),
        ("max-age=0", 0),
        ("max-age=99999999999999999999", YEAR),
        ("s-maxage=600", None),
        ("s-maxage=600, max-age=60", 60),
        ("no-cache, max-age=600", None),
        ('no-cache="Set-Cookie", max-age=600', None),
        ("no-store, max-age=600", None),
        ("private, max-age=600", None),
        ("max-age=-600", None),
        ("max-age=soon", None),
        ("max-age", None),
        ("", None),
        (",,=,", None),
    ],
)
def test_max_age_counts_unless_the_answer_is_not_to_be_kept(
    cache_control: str, seconds: float | None
) -> None:
    assert fresh_for(Cache_Control=cache_control) == seconds


@pytest.mark.parametrize(("age", "seconds"), [("60", 540), ("600", 0), ("9999", 0), ("-5", 600), ("x", 600)])
def test_the_age_of_the_answer_is_taken_off(age: str, seconds: float) -> None:
    assert fresh_for(Cache_Control="max-age=600", Age=age) == seconds


EXPIRES = "Tue, 18 Nov 2025 09:10:00 GMT"


def test_expires_counts_by_the_servers_own_clock() -> None:
    assert fresh_for(Expires=EXPIRES, Date="Tue, 18 Nov 2025 09:05:00 GMT") == 300
    assert fresh_for(Expires=EXPIRES, Date="Tue, 18 Nov 2025 09:05:00 GMT", Age="100") == 200


@pytest.mark.parametrize("date", ["", "today"])
def test_expires_counts_by_our_clock_where_the_server_tells_no_date(date: str) -> None:
    assert fresh_for(Expires=EXPIRES, Date=date) == 600


def test_max_age_goes_before_expires() -> None:
    assert fresh_for(Expires=EXPIRES, Cache_Control="max-age=60") == 60
    assert fresh_for(Expires=EXPIRES, Cache_Control="no-cache") is None


@pytest.mark.parametrize(
    ("expires", "seconds"),
    [
        ("0", None),
        ("-1", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", YEAR),
    ],
)
def test_an_expires_that_is_past_or_none_does_no_harm(expires: str, seconds: float | None) -> None:
    assert fresh_for(Expires=expires) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 18 Nov 2025 09:10:00 GMT", 600),
        ("Tuesday, 18-Nov-25 09:10:00 GMT", 600),
        ("Tue, 18 Nov 2025 09:10:00", 600),
        ("Tue, 18 Nov 2025 08:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 5000, YEAR),
        ("Fri, 31 Dec 9999 23:59:59 GMT", YEAR),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: int | None) -> None:
    asked = retry_after(value, NOW)
    assert asked == (None if seconds is None else timedelta(seconds=seconds))


def test_terms_hold_all_of_it() -> None:
    headers = {"Cache-Control": "max-age=60", "Retry-After": "5"}
    assert read_terms(headers, NOW, moved_to="https://new.example/") == Terms(
        fresh_for=timedelta(minutes=1), retry_after=timedelta(seconds=5), moved_to="https://new.example/"
    )
    assert read_terms({}, NOW) == Terms()


WORDS = st.lists(
    st.sampled_from(
        [
            "max-age",
            "=",
            ",",
            "600",
            "no-cache",
            "Tue, 18 Nov",
            "9999",
            "23:59:60",
            "-2400",
            "+9999",
            "GMT",
            " ",
            '"',
        ]
    )
).map("".join)


@given(st.dictionaries(st.sampled_from(HEADERS), st.text(max_size=40) | WORDS))
def test_any_headers_give_waits_that_are_sane_or_none(headers: dict[str, str]) -> None:
    terms = read_terms(headers, NOW)
    for span in (terms.fresh_for, terms.retry_after):
        assert span is None or timedelta(0) <= span <= timedelta(days=365)


def test_validators_are_kept_as_they_came() -> None:
    headers = {"ETag": 'W/"odd ""tag\u00e9"', "Last-Modified": "yesterday"}
    assert read_validators(headers) == Validators(etag='W/"odd ""tag\u00e9"', last_modified="yesterday")


@pytest.mark.parametrize("etag", ["", "\udcff"])
def test_a_validator_that_cannot_be_sent_back_is_none(etag: str) -> None:
    assert read_validators({"ETag": etag}) == Validators()
