"""`bench facts`: what sets are read, what counts as the same, the figures; and the sets of the project."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.bench import BENCHES
from bot.bench.facts import Find, differences, explain, measure, run
from bot.bench.gold import GoldEvent, GoldSet, GoldText, Measured, read_set
from bot.errors import UsageError
from bot.extraction.facts import Event, EventKind, Fact, Interval, Occurrence, Slot
from bot.extraction.lexicon import Alias, AliasKind, EntityKind, Lexicon
from bot.extraction.text import Span, make_document
from fakes.entities import entity

GOLD = Path(__file__).parent.parent / "gold"


LEXICON = Lexicon(
    [
        entity("Japan", EntityKind.COUNTRY, Alias(text="Tokyo's side", kind=AliasKind.METONYM)),
        entity("France", EntityKind.COUNTRY),
        entity("United Kingdom", EntityKind.COUNTRY, Alias(text="Britain")),
        entity("Tokyo", EntityKind.CITY, country="japan"),
        entity("Osaka", EntityKind.CITY, country="japan"),
        entity("Aiko Mori", EntityKind.PERSON, Alias(text="Mori"), country="japan"),
    ]
)


def fact(slot: Slot, value: str, shown: str = "", **more: Any) -> Fact:
    at = Span(start=0, end=1)
    return Fact(
        **{
            "slot": slot,
            "value": value,
            "shown": shown or value,
            "sentence": at,
            "evidence": at,
            "rule": "test/1",
            "confidence": 1.0,
            **more,
        }
    )


def day(value: str, first: date, last: date | None = None) -> Fact:
    return fact(Slot.DATE, value, interval=Interval(first=first, last=last or first))


def event(*facts: Fact, kind: EventKind = EventKind.SUMMIT) -> Event:
    return Event(kind=kind, facts=facts)


def finding(*by_text: tuple[Event, ...]) -> Find:
    """Tells these events of the first, the second text and so on, whatever they say."""
    left = iter(by_text)
    return lambda *_: next(left)


OURS = {"id": "x-1", "published": "2026-04-15", "text": "A text.", "events": []}


def gold(tmp_path: Path, *texts: dict[str, Any], ours: bool = True) -> GoldSet:
    """A set of texts given by what sets them apart."""
    base = OURS if ours else {"id": "o-1", "ref": "2026-04-15", "text": "A text.", "events": []}
    path = tmp_path / "facts-try.json"
    path.write_text(json.dumps([{**base, **text} for text in texts]), encoding="utf-8")
    return read_set(path)


def figures_of(tmp_path: Path, slots: dict[str, Any], *told: Event, kind: str = "summit") -> dict[str, Any]:
    """Of one text with one event of these slots."""
    return measure([gold(tmp_path, {"events": [{"kind": kind, **slots}]})], LEXICON, finding(told))


def scores(precision: float, recall: float, f1: float, gold: int) -> dict[str, float]:
    return {"precision": precision, "recall": recall, "f1": f1, "gold": gold}


ALL_RIGHT = scores(1.0, 1.0, 1.0, 1)
SIDES = {"parties": ["Japan", "France"]}
TOLD_SIDES = fact(Slot.PARTIES, "france,japan", "France, Japan")


@pytest.mark.parametrize(
    ("slot", "written", "told"),
    [
        ("edition", {"edition": 14}, fact(Slot.EDITION, "14", "14th")),
        ("count", {"count": 13}, fact(Slot.COUNT, "13")),
        ("date", {"date": ["2026-05-04", "2026-05-05"]}, day("…", date(2026, 5, 4), date(2026, 5, 5))),
        ("host", {"host": "Britain"}, fact(Slot.HOST, "united-kingdom", "United Kingdom")),
        ("host", {"host": "Tokyo"}, fact(Slot.CITY, "tokyo", "Tokyo")),
        ("host", {"host": "Japan", "city": "Osaka"}, fact(Slot.HOST, "japan", "Japan")),
        ("host", {"host": "Ōmiya"}, fact(Slot.CITY, "omiya", "Omiya")),
        ("city", {"city": "Tokyo"}, fact(Slot.CITY, "tokyo", "Tokyo")),
        ("parties", SIDES, TOLD_SIDES),
        ("parties", {"parties": ["Central Asia"]}, fact(Slot.PARTIES, "central-asia", "Central Asia")),
        ("status", {"status": "scheduled"}, fact(Slot.STATUS, "expected")),
        ("participants", {"participants": ["Aiko Mori"]}, fact(Slot.PARTICIPANT, "aiko-mori", "Aiko Mori")),
        ("participants", {"participants": ["Mori"]}, fact(Slot.PARTICIPANT, "aiko-mori", "Aiko Mori")),
        ("participants", {"participants": ["Petit"]}, fact(Slot.PARTICIPANT, "ines-petit", "Inés Petit")),
        ("agenda", {"agenda": ["the energy trade"]}, fact(Slot.AGENDA, "energy trade", "Energy trade")),
        ("agenda", {"agenda": ["trade in rare earths"]}, fact(Slot.AGENDA, "rare earths trade")),
        ("outcomes", {"outcomes": ["9 MoUs"]}, fact(Slot.OUTCOME, "9 mous", "9 MoUs")),
    ],
)
def test_the_same_value_in_other_words_is_right(tmp_path, slot, written, told):
    assert figures_of(tmp_path, written, event(told))[slot] == ALL_RIGHT


@pytest.mark.parametrize(
    ("slot", "written", "told"),
    [
        ("edition", {"edition": 14}, fact(Slot.EDITION, "4")),
        ("date", {"date": ["2026-05-04", "2026-05-05"]}, day("2026-05-04", date(2026, 5, 4))),
        ("host", {"host": "Japan", "city": "Tokyo"}, fact(Slot.CITY, "paris", "Paris")),
        ("city", {"city": "Tokyo"}, fact(Slot.CITY, "osaka", "Osaka")),
        ("parties", SIDES, fact(Slot.PARTIES, "france", "France")),
        ("status", {"status": "concluded"}, fact(Slot.STATUS, "signed")),
        ("participants", {"participants": ["Jean Petit"]}, fact(Slot.PARTICIPANT, "petit", "Petit")),
        ("agenda", {"agenda": ["energy trade"]}, fact(Slot.AGENDA, "energy security")),
    ],
)
def test_another_value_is_missed_and_false(tmp_path, slot, written, told):
    """The number of agreements pairs the two events."""
    measured = figures_of(tmp_path, {**written, "number": 2}, event(told, fact(Slot.NUMBER, "2")))
    assert measured[slot] == scores(0.0, 0.0, 0.0, 1)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "right"),
    [
        ("2026-05-04~", date(2026, 5, 2), date(2026, 5, 6), True),
        ("2026-05-05~", date(2026, 5, 3), date(2026, 5, 7), True),
        ("2026-05-02/2026-05-06", date(2026, 5, 2), date(2026, 5, 6), False),
        ("2026-05-09~", date(2026, 5, 7), date(2026, 5, 11), False),
        ("2026-05-01~/2026-05-10~", date(2026, 5, 1), date(2026, 5, 10), False),
    ],
    ids=["around it", "holding it", "not approximate", "beside it", "a third of a month"],
)
def test_days_around_fit_one_gold_day_in_them(tmp_path, edtf, first, last, right):
    written = {"date": ["2026-05-04", "2026-05-04"], "number": 2}
    measured = figures_of(tmp_path, written, event(day(edtf, first, last), fact(Slot.NUMBER, "2")))
    assert measured["date"]["f1"] == float(right)


def test_parties_count_as_a_whole_and_by_member(tmp_path):
    told = fact(Slot.PARTIES, "france,united-kingdom", "France, United Kingdom")
    measured = figures_of(tmp_path, SIDES, event(told))
    assert measured["parties"] == scores(0.0, 0.0, 0.0, 1)
    assert measured["parties_members"] == scores(0.5, 0.5, 0.5, 2)


def test_roles_are_held_against_each_other_for_participants_found_whose_role_the_gold_has(tmp_path):
    people = [
        {"name": "Aiko Mori", "role": "Prime Minister"},
        {"name": "Luc Garnier", "role": "President"},
        {"name": "Ines Petit", "role": ""},
        {"name": "Rosa Lima", "role": "President"},
        {"name": "Tom Moss", "role": "President"},
    ]
    told = [
        fact(Slot.PARTICIPANT, "aiko-mori", "Aiko Mori", role="prime minister"),
        fact(Slot.PARTICIPANT, "luc-garnier", "Luc Garnier", role="Mayor"),
        fact(Slot.PARTICIPANT, "ines-petit", "Ines Petit", role="Minister"),
        fact(Slot.PARTICIPANT, "rosa-lima", "Rosa Lima"),
    ]
    measured = figures_of(tmp_path, {"participants": people}, event(*told))
    assert measured["participants"] == scores(1.0, 0.8, 0.8889, 5)
    assert measured["roles"] == scores(0.5, 0.3333, 0.4, 3)


def test_of_a_slot_that_holds_one_value_the_surest_counts_and_what_is_not_believed_never(tmp_path):
    told = event(
        fact(Slot.EDITION, "13", confidence=0.6),
        fact(Slot.EDITION, "14", confidence=0.9),
        fact(Slot.STATUS, "held", confidence=0.45),
    )
    measured = figures_of(tmp_path, {"edition": 14}, told)
    assert measured["edition"] == ALL_RIGHT
    assert "status" not in measured


def test_of_dates_one_inside_the_other_the_exacter_counts(tmp_path):
    told = event(
        day("2026-05", date(2026, 5, 1), date(2026, 5, 31)),
        fact(
            Slot.DATE,
            "2026-05-08",
            interval=Interval(first=date(2026, 5, 8), last=date(2026, 5, 8)),
            confidence=0.8,
        ),
        day("2026-06-01", date(2026, 6, 1)),
    )
    measured = figures_of(tmp_path, {"date": ["2026-05-08", "2026-05-08"]}, told)
    assert measured["date"] == ALL_RIGHT


def test_events_of_a_kind_are_paired_one_to_one_by_most_equal_values(tmp_path):
    written = [
        {"kind": "summit", "edition": 14, **SIDES},
        {"kind": "summit", "edition": 13, "previous": True, **SIDES},
    ]
    told = (event(fact(Slot.EDITION, "13"), TOLD_SIDES), event(fact(Slot.EDITION, "14"), TOLD_SIDES))
    measured = measure([gold(tmp_path, {"events": written})], LEXICON, finding(told))
    assert measured["edition"] == scores(1.0, 1.0, 1.0, 2)
    assert measured["events"]["summit"] == scores(1.0, 1.0, 1.0, 2)


def test_of_two_equally_alike_the_previous_one_is_the_previous_one(tmp_path):
    written = [
        {"kind": "summit", "city": "Tokyo", **SIDES},
        {"kind": "summit", "city": "Osaka", "previous": True, **SIDES},
    ]
    told = event(
        fact(Slot.CITY, "paris", "Paris", occurrence=Occurrence.PREVIOUS),
        fact(Slot.PARTIES, "france,japan", occurrence=Occurrence.PREVIOUS),
    )
    sets = [gold(tmp_path, {"events": written})]
    assert "x-1 summit city: missed Osaka told Paris" in list(explain(sets, LEXICON, finding((told,))))


def test_one_event_that_tells_of_two_occurrences_is_two(tmp_path):
    written = [{"kind": "summit", "edition": 14}, {"kind": "summit", "edition": 13, "previous": True}]
    told = event(fact(Slot.EDITION, "14"), fact(Slot.EDITION, "13", occurrence=Occurrence.PREVIOUS))
    measured = measure([gold(tmp_path, {"events": written})], LEXICON, finding((told,)))
    assert measured["edition"] == scores(1.0, 1.0, 1.0, 2)


def test_events_with_nothing_in_common_or_of_other_kinds_are_missed_and_false(tmp_path):
    other = figures_of(tmp_path, {"edition": 14}, event(fact(Slot.EDITION, "13")))
    assert other["events"]["summit"] == scores(0.0, 0.0, 0.0, 1)
    kinds = figures_of(tmp_path, SIDES, event(TOLD_SIDES, kind=EventKind.MEETING))
    assert kinds["events"] == {
        **scores(0.0, 0.0, 0.0, 1),
        "summit": scores(0.0, 0.0, 0.0, 1),
        "meeting": scores(0.0, 0.0, 0.0, 0),
    }
    assert kinds["kinds"]["meeting"]["parties"] == scores(0.0, 0.0, 0.0, 0)


@pytest.mark.parametrize("status", ["denied", "rumoured", "proposed"])
def test_what_is_uncertain_is_not_false_where_the_gold_has_no_such_event(tmp_path, status):
    told = event(TOLD_SIDES, fact(Slot.STATUS, status))
    measured = measure([gold(tmp_path, {})], LEXICON, finding((told,)))
    assert (measured["events"]["gold"], measured["false_texts"]) == (0, 0.0)
    assert "parties" not in measured


def test_false_texts_is_the_share_of_those_without_events_in_which_one_is_told(tmp_path):
    summit = event(TOLD_SIDES, fact(Slot.STATUS, "scheduled"))
    texts = gold(tmp_path, {}, {}, {"events": [{"kind": "summit", **SIDES}]})
    measured = measure([texts], LEXICON, finding((), (summit,), ()))
    assert measured["false_texts"] == 0.5
    assert measured["texts"] == 3


def test_summit_is_of_five_slots_of_summits_only(tmp_path):
    written = [
        {"kind": "summit", "edition": 14, "agenda": ["trade"], **SIDES},
        {"kind": "meeting", "status": "held", "city": "Tokyo"},
    ]
    told = (event(fact(Slot.EDITION, "14"), fact(Slot.STATUS, "held")),)
    summit = measure([gold(tmp_path, {"events": written})], LEXICON, finding(told))["summit"]
    assert summit == {
        **scores(0.5, 0.5, 0.5, 2),
        "edition": ALL_RIGHT,
        "parties": scores(0.0, 0.0, 0.0, 1),
        "status": scores(0.0, 0.0, 0.0, 0),
    }


OTHER = {
    "events": [
        {
            "kind": "sanctions",
            "who": ["Japan"],
            "whom": ["12 officials"],
            "edition": 3,
            "date": ["2026-04-14", "2026-04-14"],
            "status": "imposed",
        },
        {"kind": "agreement", "what": "trade pact", "parties": ["Japan", "France"]},
        {"kind": "meeting", "attendees": ["Aiko Mori"], "host": "Tokyo"},
    ]
}


def test_the_other_format_is_brought_to_ours(tmp_path):
    (text,) = gold(tmp_path, OTHER, ours=False).texts
    sanction, agreement, meeting = text.events
    assert sanction == GoldEvent(
        kind=EventKind.SANCTION,
        said={
            Measured.STATUS: ("imposed",),
            Measured.IMPOSER: ("Japan",),
            Measured.TARGET: ("12 officials",),
            Measured.PACKAGE: ("3",),
        },
        days=Interval(first=date(2026, 4, 14), last=date(2026, 4, 14)),
    )
    assert agreement.said[Measured.TITLE] == ("trade pact",)
    assert (meeting.said[Measured.PARTICIPANTS], meeting.roles) == (("Aiko Mori",), ("",))


def test_slots_that_the_other_format_never_gives_for_a_kind_are_not_false(tmp_path):
    told = (
        event(
            fact(Slot.PARTICIPANT, "aiko-mori", "Aiko Mori", role="Prime Minister"),
            fact(Slot.CITY, "tokyo", "Tokyo"),
            TOLD_SIDES,
            kind=EventKind.MEETING,
        ),
    )
    measured = measure([gold(tmp_path, OTHER, ours=False)], LEXICON, finding(told))
    assert set(measured["kinds"]["meeting"]) == {"host", "participants"}
    assert measured["kinds"]["meeting"]["host"] == ALL_RIGHT
    assert measured["kinds"]["agreement"]["parties"] == scores(0.0, 0.0, 0.0, 1)


def test_a_document_has_the_title_the_paragraphs_and_the_day(tmp_path):
    (text,) = gold(tmp_path, {"title": "Talks open", "text": "One.\n\nTwo."}).texts
    published = datetime(2026, 4, 15, 12, tzinfo=UTC)
    assert text == GoldText(
        id="x-1",
        document=make_document(title="Talks open", body="One.\n\nTwo.", published=published, plain=True),
        events=(),
    )


def test_a_set_may_be_a_list_an_object_in_parts_or_lines_gzipped_or_not(tmp_path):
    item = {"ref": "2026-04-15", "text": "A text.", "events": []}
    contents = {
        "list.json": json.dumps([item, item]),
        "texts.json": json.dumps({"texts": [OURS, OURS]}),
        "extraction.json": json.dumps({"facts": {"dev": [item], "test": [item], "slots": "a word"}}),
        "lines.jsonl": f"{json.dumps(item)}\n\n{json.dumps(item)}\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "lines.jsonl.gz").write_bytes(gzip.compress(contents["lines.jsonl"].encode()))
    read = [read_set(tmp_path / name) for name in (*contents, "lines.jsonl.gz")]
    assert [len(of.texts) for of in read] == [2] * 5
    assert [of.complete for of in read] == [False, True, False, False, False]
    assert read[-1].name == "lines"


def test_several_sets_are_measured_together_and_each_under_its_name(tmp_path):
    one, other = (tmp_path / name for name in ("one", "other"))
    one.mkdir()
    other.mkdir()
    first = gold(one, {"events": [{"kind": "summit", "edition": 14}]})
    second = GoldSet(name="second", texts=gold(other, {}, {}).texts, complete=True)
    told = (event(fact(Slot.EDITION, "14")),)
    measured = measure([first, second], LEXICON, finding(told, (), told))
    assert measured["edition"] == scores(0.5, 1.0, 0.6667, 1)
    assert measured["facts-try"]["edition"] == ALL_RIGHT
    assert (measured["texts"], measured["second"]["texts"], measured["second"]["false_texts"]) == (3, 2, 0.5)


def test_the_bench_reads_sets_with_the_configurations_lexicon(tmp_path):
    """The real configuration and the real reader, from a folder as from its file."""
    path = tmp_path / "facts-own.json"
    written = {
        "kind": "summit",
        "edition": 14,
        "parties": ["Japan", "France"],
        "date": ["2026-05-04", "2026-05-05"],
    }
    text = "The 14th Japan–France summit will be held in Tokyo on 4-5 May."
    path.write_text(json.dumps({"texts": [{**OURS, "text": text, "events": [written]}]}), encoding="utf-8")
    for measured in (run(path), BENCHES["facts"](tmp_path)):
        assert measured["edition"] == measured["date"] == ALL_RIGHT
        assert measured["texts"] == 1


def test_differences_names_the_text_the_kind_and_the_slot(tmp_path):
    written = {"kind": "summit", "edition": 14, "city": "Tokyo", "status": "held", "agenda": ["trade"]}
    told = event(
        fact(Slot.EDITION, "14"),
        fact(Slot.CITY, "osaka", "Osaka"),
        fact(Slot.STATUS, "held"),
        fact(Slot.AGENDA, "trade"),
        fact(Slot.AGENDA, "wine"),
    )
    lines = explain([gold(tmp_path, {"events": [written]})], LEXICON, finding((told,)))
    assert sorted(lines) == [
        "x-1 summit agenda: told wine",
        "x-1 summit city: missed Tokyo told Osaka",
        "x-1 summit host: missed Tokyo told Osaka",
    ]


def test_differences_of_a_folder_leave_the_sets_for_checking_alone(tmp_path):
    """Each set misses one edition."""
    content = json.dumps([{**OURS, "events": [{"kind": "summit", "edition": 14}]}])
    for name in ("facts-dev.json", "facts-check.json"):
        (tmp_path / name).write_text(content, encoding="utf-8")
    lines = ["x-1 summit events: missed edition 14", "x-1 summit edition: missed 14"]
    assert list(differences(tmp_path)) == lines
    assert list(differences(tmp_path / "facts-check.json")) == lines


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        '{"facts": [{"ref": "2026-04-15", "text": "A text."}]}',
        "[1]",
        json.dumps([{**OURS, "published": "yesterday"}]),
        json.dumps([{**OURS, "events": [{"kind": "wedding"}]}]),
        json.dumps([{**OURS, "events": [{"kind": "summit", "date": ["2026-04-15"]}]}]),
    ],
)
def test_another_file_is_a_usage_error_that_names_it(tmp_path, content):
    path = tmp_path / "set.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"set\.json cannot be read.*texts with published"):
        run(path)


def test_without_a_set_the_error_says_what_to_give(tmp_path):
    with pytest.raises(UsageError, match="--data"):
        run(None)
    with pytest.raises(UsageError, match=r"there is no facts-\*\.json"):
        run(tmp_path)


SETS = sorted(GOLD.glob("facts-*.json"))


def texts_of(path: Path) -> list[dict[str, Any]]:
    texts: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["texts"]
    return texts


def test_the_projects_sets_hold_sentences_and_articles_to_develop_and_as_many_to_check_with():
    for half in ("facts-dev", "facts-check"):
        texts = texts_of(GOLD / f"{half}.json")
        long = [text for text in texts if len(text["text"].split()) >= 100]
        assert len(long) >= 15
        assert len(texts) - len(long) >= 60


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_texts_of_a_set_have_ids_of_their_own(path):
    texts = texts_of(path)
    ids = [text["id"] for text in texts]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_in_a_set_of_the_project_names_cities_and_agendas_are_words_of_the_text_and_days_are_in_order(path):
    for text in texts_of(path):
        words = f"{text.get('title', '')}\n{text['text']}".casefold()
        for of in text["events"]:
            people = [person["name"].split()[-1] for person in of.get("participants", ())]
            for said in (*people, *of.get("agenda", ()), of.get("city", "")):
                assert said.casefold() in words, (text["id"], said)
            first, last = of.get("date", ("2026-01-01", "2026-01-01"))
            assert date.fromisoformat(first) <= date.fromisoformat(last), text["id"]


def test_no_text_of_the_project_is_in_two_sets():
    texts = [text["text"] for path in SETS for text in texts_of(path)]
    assert len(set(texts)) == len(texts)
