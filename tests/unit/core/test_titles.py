"""Titles: what counts as the same, and which edits tell something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity.edits import tells_news
from bot.core.identity.titles import normalised_title

PLAIN = "Leaders meet in the capital"


@pytest.mark.parametrize(
    "title",
    [
        "LEADERS MEET IN THE CAPITAL",
        "“Leaders” meet – in the capital!",
        "Leaders&nbsp;meet in the <b>capital</b>",
        "Leaders meet in the cap\u00adital",
        "UPDATE 2-Leaders meet in the capital",
        "BREAKING: UPDATE 1-Leaders meet in the capital",
        "Live: Leaders meet in the capital",
        "LIVE | Leaders meet in the capital",
        "Live updates: Leaders meet in the capital",
        "VIDEO: Leaders meet in the capital",
        "[Updated] Leaders meet in the capital",
        "Leaders meet in the capital (UPDATED)",
        "Leaders meet in the capital – video",
        "【速報】Leaders meet in the capital",
        "СРОЧНО: Leaders meet in the capital",
        "EN VIVO | Leaders meet in the capital",
        "عاجل | Leaders meet in the capital",
    ],
)
def test_titles_that_are_one(title: str) -> None:
    assert normalised_title(title) == normalised_title(PLAIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Live music returns to the port", "Music returns to the port"),
        ("Video games sell well", "Games sell well"),
        ("Latest budget fails", "Budget fails"),
        ("दिन", "दान"),
        ("Part 1", "Part 2"),
    ],
)
def test_titles_that_are_two(one: str, other: str) -> None:
    assert normalised_title(one) != normalised_title(other)


def test_composed_and_decomposed_letters_are_one() -> None:
    assert normalised_title("São Tomé") == normalised_title("Sa\u0303o Tome\u0301")


def test_a_title_that_is_nothing_but_a_label_stays() -> None:
    assert normalised_title("Live:") == "live"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, "Leaders met the storm in the capital"),
        ("3 killed in ferry fire", "5 killed in ferry fire"),
        ("Three killed in ferry fire", "5 killed in ferry fire"),
        ("Summit on Monday in Oslo", "Summit on Tuesday in Oslo"),
        ("Summit in June", "Summit in July"),
        ("Summit in Oslo", "Summit in Lima"),
        ("Iran to host talks", "Iraq to host talks"),
        ("Deal worth 2 million", "Deal worth 2 billion"),
        ("Minister to visit Delhi", "Minister postpones visit to Delhi"),
        ("Minister not to visit Delhi", "Minister to visit Delhi"),
        ("Minister to resign", "Minister resigns"),
        ("Storm nears the coast", "Storm hits the coast"),
        ("Storm hits the coast", "Storm hits the coast - 3 dead"),
        ("Саммит пройдёт в Москве", "Саммит пройдёт в Казани"),
        ("शिखर सम्मेलन दिल्ली में", "शिखर सम्मेलन मुंबई में"),
        ("首脳会談、東京で開催へ", "首脳会談、大阪で開催へ"),
    ],
)
def test_an_edit_that_tells_something(before: str, after: str) -> None:
    assert tells_news(normalised_title(before), after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, PLAIN.upper()),
        (PLAIN, "Leaders meet in the captial"),
        (PLAIN, "“Leaders” meet, in the capital"),
        (PLAIN, "UPDATE 3-Leaders meet in capital"),
        (PLAIN, "Leaders meet in the capital - Harbour News"),
        (PLAIN, "Leaders meet in the capital | Harbour 24"),
        ("Leaders meet in the capital - Harbour News", PLAIN),
        ("Governement falls", "Government falls"),
        ("Erdogan in Ankara", "Erdoğan in Ankara"),
        ("Deal worth 1,000 crowns", "Deal worth 1000 crowns"),
        ("Three killed in ferry fire", "3 killed in ferry fire"),
        ("Minister to visit the port", "Minister will visit the port"),
        ("Why do camels hum at night?", "What makes camels hum at night"),
        ("Un nouveau bac sur le fleuve", "A new ferry on the river"),
        ("Tidal power in the gulf", "Explained | Tidal power in the gulf"),
        ("E-mail leak", "Email leak"),
        ("In the capital, leaders meet", PLAIN),
    ],
)
def test_an_edit_that_tells_nothing(before: str, after: str) -> None:
    assert not tells_news(normalised_title(before), after)


@given(st.text(max_size=80))
def test_a_normalised_title_is_normal_and_no_news_to_itself(title: str) -> None:
    once = normalised_title(title)
    assert normalised_title(once) == once
    assert not tells_news(once, title)
