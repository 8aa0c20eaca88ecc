"""What strangers wrote is shown as it reads, never as it could act."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.display import clean_text, domain_of, edges, isolate, length, safe_url, shorten, utc

HARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\u200d\u200c\ufe0f\u0301\u0302\u202e\u2066\U000e0041\U0001f1ee\U0001f468\U0001f3fd\n\r\t ﷽"
        ),
    ),
    max_size=60,
)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAGS = "\U0001f1ee\U0001f1f3\U0001f1f7\U0001f1fa"
THUMB = "\U0001f44d\U0001f3fd"
BLACK_FLAG_OF_WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


class TestCleanText:
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Путин посетит Индию", id="Cyrillic"),
            pytest.param("प्रधानमंत्री क्‍षेत्र", id="Hindi with a joiner"),
            pytest.param("می‌خواهم مُحَمَّد", id="Persian with a non-joiner, vowels"),
            pytest.param("שָׁלוֹם", id="pointed Hebrew"),
            pytest.param("ভারত–রাশিয়া শীর্ষ সম্মেলন", id="Bengali"),
            pytest.param(f"{FAMILY} ❤️‍🔥 {THUMB} {FLAGS} 1️⃣", id="emoji"),
            pytest.param("印度与俄罗斯\u3000年度峰会", id="Chinese"),
            pytest.param("Việt Nam, São Paulo, café", id="accents"),
            pytest.param("one\n\ntwo", id="a blank line"),
        ],
    )
    def test_what_people_write_stays_as_it_is(self, text: str):
        assert clean_text(text) == text

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            pytest.param(
                "a\x00b\x1bc\x7f\x85d", "abc\nd", id="controls go, a next-line control breaks the line"
            ),
            pytest.param("abc\u202edef\u2066g\u200f", "abcdefg", id="bidirectional controls go"),
            pytest.param("a\ufff9b\ufffac\ufffb", "abc", id="annotations go"),
            pytest.param("hi\U000e0068\U000e0069", "hi", id="tags that nobody sees go"),
            pytest.param("a\ud800b", "ab", id="half a surrogate pair goes"),
            pytest.param("in\u200bvi\u00adsi\u2060ble\ufeff", "invisible", id="what has no width goes"),
            pytest.param("p\u200dq \u200dr", "pq r", id="joiners that join nothing go"),
            pytest.param("a\r\nb\rc\u2028d", "a\nb\nc\nd", id="every line break is one newline"),
            pytest.param("a\n \n\t\n\nb", "a\n\nb", id="at most one blank line"),
            pytest.param("\ta\tb ", "a b", id="tabs are spaces, ends are trimmed"),
            pytest.param("z" + "\u0301" * 30, "z" + "\u0301" * 4, id="at most four marks on a letter"),
            pytest.param(
                "z" + "\u0301\u200d" * 9, "z" + "\u0301\u200d" * 4, id="joiners do not smuggle in marks"
            ),
        ],
    )
    def test_what_a_reader_cannot_see_goes(self, text: str, shown: str):
        assert clean_text(text).rstrip("\u200d") == shown.rstrip("\u200d")

    @given(HARD)
    def test_cleaning_twice_changes_nothing_more(self, text: str):
        assert clean_text(clean_text(text)) == clean_text(text)

    @given(HARD)
    def test_nothing_unseen_is_left(self, text: str):
        cleaned = clean_text(text)
        assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]
        assert not [c for c in cleaned if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"]
        assert "\n\n\n" not in cleaned
        cleaned.encode()  # no lone surrogates


class TestShorten:
    @given(HARD, st.integers(min_value=0, max_value=70))
    def test_the_result_fits_and_is_a_prefix_with_an_ellipsis(self, text: str, limit: int):
        short = shorten(text, limit)
        assert length(short) <= limit
        if short != text:
            assert short == "" or (short.endswith("…") and text.startswith(short[:-1]))

    @given(HARD, st.integers(min_value=0, max_value=70))
    def test_text_that_fits_is_left_alone(self, text: str, spare: int):
        assert shorten(text, length(text) + spare) == text

    @pytest.mark.parametrize(
        "whole",
        [
            pytest.param(FAMILY, id="joined emoji"),
            pytest.param(THUMB, id="skin tone"),
            pytest.param("e\u0301\u0302", id="marks"),
            pytest.param("❤\ufe0f", id="variation selector"),
            pytest.param("\U0001f1ee\U0001f1f3", id="flag"),
            pytest.param(BLACK_FLAG_OF_WALES, id="flag made of tags"),
            pytest.param("क्ष", id="conjunct"),
            pytest.param("\u1112\u1161\u11ab", id="Korean letters"),
            pytest.param("\U00010348", id="surrogate pair"),
        ],
    )
    def test_a_cut_never_parts_what_is_seen_as_one_character(self, whole: str):
        text = "ab" + whole * 3 + "tail"
        parts = {"ab" + whole * count for count in range(4)} | {"a", "", text[:-3], text[:-2], text[:-1]}
        assert {shorten(text, limit).removesuffix("…") for limit in range(length(text))} <= parts

    def test_the_second_flag_is_not_made_of_halves(self):
        assert shorten(FLAGS + "x", 8) == "\U0001f1ee\U0001f1f3…"


class TestSafeUrl:
    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://news.example/x",
            "//news.example/x",
            "news.example/x",
            "https://",
            "https:///x",
            "https://news.example:99999/x",
            "https://news example/x",
            "https://[::1/x",
            "https://<!channel>/x",
            "",
            "https://news.example/" + "a" * 2_000,
        ],
    )
    def test_what_is_no_web_address_within_the_limit_is_no_link(self, url: str):
        assert safe_url(url, 2_000) is None

    @pytest.mark.parametrize(
        ("url", "safe"),
        [
            ("https://news.example/a?b=c&d=%20#e", "https://news.example/a?b=c&d=%20#e"),
            (" https://news.example/a b ", "https://news.example/a%20b"),
            ("https://news.example/<!channel>|x)(", "https://news.example/%3C!channel%3E%7Cx%29%28"),
            ("https://news.example/'\"`\\", "https://news.example/%27%22%60%5C"),
            ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
            ("HTTPS://News.Example/A", "https://news.example/A"),
            ("https://bank.example@evil.example/x", "https://evil.example/x"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ],
    )
    def test_what_could_end_a_link_is_encoded(self, url: str, safe: str):
        assert safe_url(url, 2_000) == safe

    @given(st.sampled_from(["http://", "https://", ""]), HARD)
    def test_every_link_is_plain_ascii_and_stays_what_it_is(self, scheme: str, rest: str):
        safe = safe_url(scheme + rest, 2_000)
        if safe is not None:
            assert safe.isascii()
            assert safe.isprintable()
            assert not set(safe) & set(" <>|()\"'`")
            assert urlsplit(safe).hostname
            assert safe_url(safe, 2_000) == safe


class TestDomainOf:
    @pytest.mark.parametrize(
        ("url", "domain"),
        [
            ("https://www.ndtv.example/a", "ndtv.example"),
            ("https://bank.example@evil.example/x", "evil.example"),
            ("https://bank.example.evil.example/x", "bank.example.evil.example"),
            ("https://xn--mnchen-3ya.example/", "münchen.example"),
            ("https://аррӏе.example/", "аррӏе.example (xn--80ak6aa92e.example)"),
            ("mailto:someone@news.example", ""),
            ("https://[::1", ""),
        ],
    )
    def test_the_host_is_named_and_lookalikes_are_told(self, url: str, domain: str):
        assert domain_of(url) == domain


def test_right_to_left_text_is_set_apart_and_other_text_is_not():
    assert isolate("שלום!") == "\u2068שלום!\u2069"
    assert isolate("Путин, 印度") == "Путин, 印度"


def test_moments_are_told_in_utc():
    indian = timezone(timedelta(hours=5, minutes=30))
    assert utc(datetime(2025, 11, 28, 14, 32, tzinfo=indian)) == "28 Nov 2025, 09:02 UTC"
    assert utc(datetime(2025, 1, 5, 0, 0, tzinfo=UTC)) == "5 Jan 2025, 00:00 UTC"


@given(st.text())
def test_edges_keep_the_words_and_only_plain_space_around_them(text: str) -> None:
    lead, bare, tail = edges(text)
    assert bare == text.strip()
    assert set(lead + tail) <= {" ", "\n"}
    assert bool(lead or tail) == (text != bare)
