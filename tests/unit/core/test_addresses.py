"""Canonical addresses: links to one article are one, links to two are two."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity.addresses import canonical_url, without_host

ARTICLE = "https://harbour.example/news/a-12"


def old_news_link(address: str) -> str:
    length = len(address)
    size = bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])
    held = b"\x08\x13\x22" + size + address.encode() + b"\xd2\x01\x00"
    return f"https://news.google.com/rss/articles/{urlsafe_b64encode(held).decode().rstrip('=')}?oc=5"


@pytest.mark.parametrize(
    "link",
    [
        "  http://www.harbour.example/news/a-12/  ",
        "HTTPS://WWW.Harbour.EXAMPLE:443/news/a-12",
        "http://harbour.example.:80/news/a-12",
        "https://reader@harbour.example/news/a-12",
        "https://harbour.example//news///a-12",
        "https://harbour.example/news/%61-12",
        "https://harbour.example/news/a-12/index.html",
        "https://harbour.example/news/a-12/default.aspx",
        "https://harbour.example/news/a-12;jsessionid=0A1B2C?PHPSESSID=77",
        "https://harbour.example/news/a-12#comments",
        "https://harbour.example/news/a-12#publisher=newsstand",
        "https://harbour.example/news/a-12#xtor=RSS-3208",
        "https://m.harbour.example/news/a-12",
        "https://mobile.harbour.example/news/a-12",
        "https://www.m.harbour.example/news/a-12",
        "https://amp.harbour.example/news/a-12",
        "https://harbour.example/amp/news/a-12",
        "https://harbour.example/news/a-12/amp/",
        "https://harbour.example/news/a-12/amp.html",
        "https://harbour.example/news/a-12.amp",
        "https://harbour.example/news/a-12?amp",
        "https://harbour.example/news/a-12?amp=1",
        "https://harbour.example/news/a-12?outputType=amp",
        "https://www-harbour-example.cdn.ampproject.org/c/s/www.harbour.example/news/a-12",
        "https://www-harbour-example.cdn.ampproject.org/v/s/www.harbour.example/news/a-12?amp_js_v=0.1",
        "https://cdn.ampproject.org/c/harbour.example/news/a-12/amp",
        "https://www.google.com/amp/s/www.harbour.example/news/a-12/amp",
        "https://www.google.com/url?rct=j&sa=t&url=https://harbour.example/news/a-12&ct=ga&cd=CAIy",
        "https://www.google.co.in/url?q=https%3A%2F%2Fharbour.example%2Fnews%2Fa-12%3Futm_source%3Dx&sa=U",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fharbour.example%2Fnews%2Fa-12&h=AT0",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url=https%3a%2f%2fharbour.example%2fnews%2fa-12",
        old_news_link(ARTICLE),
        old_news_link("http://www.harbour.example/news/a-12?utm_content=" + "x" * 120),
    ],
)
def test_links_to_one_article_are_one(link: str) -> None:
    assert canonical_url(link) == ARTICLE


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=rss&utm_medium=feed&utm_campaign=Feed%3A+harbour",
        "UTM_Source=rss",
        "at_medium=RSS&at_campaign=rss",
        "ns_mchannel=rss&ns_campaign=news",
        "mc_cid=1&mc_eid=2",
        "fbclid=a",
        "gclid=a&dclid=b&msclkid=c&yclid=d&twclid=e&igshid=f",
        "cmp=rss",
        "CMP=Share_iOSApp_Other",
        "cmpid=rss",
        "ito=1490&ns_mchannel=rss",
        "ocid=socialflow",
        "smid=tw-share",
        "ref=rss",
        "src=rss",
        "source=rss",
        "source=rss_world",
        "from=homepage",
        "feed=rss2",
        "rss=1",
        "partner=rss&emc=rss",
        "traffic_source=rss",
        "ncid=rss",
        "spm=a2.b3",
        "xtor=RSS-1",
        "srnd=premium-europe",
        "pk_campaign=x&mtm_source=y&hsa_acc=1",
        "__twitter_impression=true",
        "_hsenc=p2&_hsmi=9",
        "wt.mc_id=rss",
        "sc_channel=rss",
        "via=twitter",
        "feature=youtu.be",
    ],
)
def test_what_only_tracks_is_left_out(query: str) -> None:
    assert canonical_url(f"{ARTICLE}?{query}") == ARTICLE
    assert canonical_url(f"https://harbour.example/?p=7&{query}") == canonical_url(
        "https://harbour.example/?p=7"
    )


@pytest.mark.parametrize(
    "query",
    [
        "id=7",
        "p=7",
        "article=7",
        "story=7",
        "newsid=7",
        "NewsID=7",
        "sid=7",
        "page=7",
        "page_id=7",
        "PRID=7",
        "v=7",
        "nid=7",
        "item=7",
        "ref=7",
        "source=7",
        "cid=7",
        "feed=7",
        "7",
        "lang=hi&id=7",
        "t=%E4%E5",
    ],
)
def test_what_names_the_article_stays(query: str) -> None:
    """Another value is another article."""
    assert canonical_url(f"{ARTICLE}?{query}") != ARTICLE
    other = query.replace("7", "8").replace("%E5", "%E6")
    assert canonical_url(f"{ARTICLE}?{query}") != canonical_url(f"{ARTICLE}?{other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://harbour.example/s?b=2&a=1", "https://harbour.example/s?a=1&amp;b=2"),
        ("https://harbour.example/s?t=a%20b", "https://harbour.example/s?t=a+b"),
        (
            "https://harbour.example/новость",
            "https://harbour.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C",
        ),
        ("https://harbour.example/a%c3%a9", "https://harbour.example/a%C3%A9"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://en.m.harbour.example/a", "https://en.harbour.example/a"),
        ("http://feedproxy.google.com/~r/h/~3/x/a", "https://feeds.feedburner.com/~r/h/~3/x/a"),
        (
            "https://news.google.com/articles/CBMiAU_yqLOx?hl=en",
            "https://news.google.com/rss/articles/CBMiAU_yqLOx?oc=5",
        ),
        ("https://harbour.example/amp_articleshow/12.cms", "https://m.harbour.example/articleshow/12.cms"),
        ("https://harbour.example/a-amp.html", "https://harbour.example/a.html"),
    ],
)
def test_two_spellings_of_one_address(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://harbour.example/#!/story/1", "https://harbour.example/#!/story/2"),
        ("https://harbour.example/app#/story/1", "https://harbour.example/app#/story/2"),
        ("https://harbour.example/a", "https://harbour.example/A"),
        ("https://harbour.example:8080/a", "https://harbour.example/a"),
        ("https://news.harbour.example/a", "https://sport.harbour.example/a"),
        ("https://harbour.example/%E4", "https://harbour.example/%E5"),
        ("https://harbour.example/ramp", "https://harbour.example/r"),
        ("https://harbour.example/champ-wins", "https://harbour.example/ch-wins"),
        ("https://harbour.example/satellite", "https://harbour.example/satel"),
        ("https://m.co/a", "https://co/a"),
        (
            "https://harbour.example/url?q=https://a.example/1",
            "https://harbour.example/url?q=https://a.example/2",
        ),
        (
            "https://news.google.com/rss/articles/CBMiAU_yqLOx",
            "https://news.google.com/rss/articles/CBMiAU_yqLOy",
        ),
    ],
)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "urn:uuid:1",
        "tag:harbour.example,2025:1",
        "http://",
        "http://[::1",
        "https://a.example:x/",
        "\udc80",
    ],
)
def test_what_is_no_address_comes_back_as_it_is(text: str) -> None:
    assert canonical_url(f" {text} ") == text


def test_an_address_longer_than_any_server_takes_is_compared_as_it_came() -> None:
    endless = "https://www.harbour.example" + "/amp.amp" * 10_000
    assert canonical_url(endless) == endless


PARTS = """
https:// http:// www. m. harbour.example / // amp .amp -amp.html index.html ? & &amp; utm_source=x id=5 #
#! lite ;jsessionid=1 %2F %3f %25 é :80 = www.google.com/url?q= cdn.ampproject.org/c/s/
news.google.com/rss/articles/ + CBMi /go?url=
"""
parts = st.sampled_from([*PARTS.split(), " "])


@given(st.lists(parts, max_size=12).map("".join))
def test_a_canonical_address_is_canonical(text: str) -> None:
    once = canonical_url("https://a.example/" + text)
    assert canonical_url(once) == once


def test_without_host_is_empty_for_a_home_page() -> None:
    assert without_host("https://harbour.example") == ""
    assert without_host("https://harbour.example/a?b=1") == "a?b=1"
