"""`bench summary`: what is counted of summaries, and which files are read."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bench import BENCHES
from bot.bench.coverage import coverage
from bot.bench.gold import read_set
from bot.bench.news import Article, article_files, read_articles
from bot.bench.readability import CHECKS, Shown
from bot.bench.summary import measure, run
from bot.errors import UsageError
from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.text import make_document

PUBLISHED = datetime(2026, 4, 15, tzinfo=UTC)
FIRST = "Fishermen blocked the port of Arvik on Monday over new quotas."
SECOND = "Ministers have offered a meeting within ten days to hear them."
THIRD = "Exports through Arvik had doubled since the bridge was opened."
FOURTH = "Dock workers in two other towns said they would join on Friday."


def article(*sentences: str, story: str = "", outlet: str = "a.example", day: int = 15) -> Article:
    document = make_document(
        title="Quotas", body=" ".join(sentences), published=PUBLISHED.replace(day=day), plain=True
    )
    return Article(title="Quotas", outlet=outlet, story=story, document=document)


def shown(*texts: str, follows: bool = False) -> list[Shown]:
    return [Shown(text=text, verbatim=True, follows=follows) for text in texts]


@pytest.mark.parametrize(
    ("check", "summary", "wrong"),
    [
        ("dangling", shown(FIRST, "However, nobody has come to see them."), True),
        ("dangling", shown("He said so on Monday."), True),
        ("dangling", shown("“It is a shame,” he said."), True),
        ("dangling", shown("It is so.", follows=True), False),
        ("dangling", shown(FIRST, "Heads of towns have met."), False),
        ("questions", shown(FIRST, "“Why is it so?”"), True),
        ("questions", shown("They asked why it was so."), False),
        ("announcements", shown("Click here for more of this."), True),
        ("announcements", shown("Subscribers have left the paper."), False),
        ("cut_quotes", shown("“We have talked."), True),
        ("cut_quotes", shown("“We have talked.", "It was good,” Brandt said."), False),
        ("cut_quotes", shown('We have talked," Brandt said.'), True),
        ("repeated", shown(FIRST, "On Monday the fishermen blocked the port of Arvik over quotas."), True),
        ("repeated", shown(FIRST, SECOND), False),
        ("repeated", shown(FIRST), False),
    ],
)
def test_what_is_wrong_with_a_summary(check: str, summary: list[Shown], wrong: bool):  # noqa: FBT001
    assert CHECKS[check](summary) is wrong


def test_documents_are_counted_with_and_without_a_summary():
    figures = measure([article(FIRST, SECOND), article(), article("Photos."), article(FIRST)])
    assert figures["documents"] == 4
    assert figures["summarised"] == 0.5
    assert figures["none"] == {"no_text": 0.25, "too_short": 0.25}
    assert (figures["verbatim"], figures["sentences"]) == (1.0, 1.5)
    assert figures["characters"] == round((2 * len(FIRST) + len(SECOND)) / 2, 1)
    assert "stories" not in figures


def test_lead_overlap_is_the_share_of_sentences_among_the_first_three():
    body = ("Was it so?", "Why was it so?", FIRST, SECOND)
    assert measure([article(*body)])["lead_overlap"] == 0.5


def test_stories_of_one_report_are_none():
    assert "stories" not in measure([article(FIRST, story="s"), article(SECOND, story="t")])


def test_stories_are_counted_with_the_outlets_that_are_quoted():
    reports = [
        article(FIRST, story="s", day=15),
        article(THIRD, FOURTH, story="s", outlet="b.example", day=16),
    ]
    figures = measure(reports)["stories"]
    assert isinstance(figures, dict)
    assert (figures["stories"], figures["outlets"], figures["sentences"]) == (1, 2.0, 3.0)
    assert (figures["verbatim"], figures["dangling"], figures["repeated"]) == (1.0, 0.0, 0.0)


def test_nothing_to_read_is_nought():
    assert set(measure([]).values()) == {0}


RECORD = {
    "title": "Quotas",
    "text": f"{FIRST}\n\n{SECOND}",
    "url": "http://archive.example/2026/http://www.a.example/news/1",
    "published": "2026-04-15",
    "story": "s",
}


def test_records_are_read_as_they_are_and_an_archive_s_copy_is_of_its_own_outlet(tmp_path: Path):
    path = tmp_path / "news.jsonl.gz"
    feed_item = {"title": "Port", "description": f"<p>{THIRD}</p>", "source": "The Harbour"}
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(json.dumps(record) + "\n" for record in (RECORD, feed_item, {"text": None})))
    first, second, third = read_articles(path)
    assert (first.outlet, first.story, first.document.published) == ("www.a.example", "s", PUBLISHED)
    assert (second.outlet, second.story) == ("The Harbour", "")
    assert second.document.text == f"Port\n{THIRD}"
    assert (third.outlet, third.document.text) == ("2", "")


@pytest.mark.parametrize("published", ["Wed, 28 May 2025", 5, None])
def test_what_is_no_day_leaves_it_unknown(tmp_path: Path, published: object):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({**RECORD, "published": published}), encoding="utf-8")
    (read,) = read_articles(path)
    assert read.document.published.year == 2000


@pytest.mark.parametrize("line", ["no json", "[]", '{"title": "no text at all"}', "5"])
def test_what_is_no_set_is_said_with_its_path(tmp_path: Path, line: str):
    path = tmp_path / "news.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=r"news\.jsonl cannot be read"):
        list(read_articles(path))


def test_a_folder_gives_its_development_sets_and_a_file_itself(tmp_path: Path):
    names = ("stories/town-dev.jsonl", "stories/town-test.jsonl", "stream/outlets-1.jsonl", "own.jsonl")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(RECORD), encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in article_files(tmp_path)]
    assert found == [names[0], names[2], names[3]]
    assert article_files(tmp_path / names[1]) == [tmp_path / names[1]]
    assert article_files(None) == []


def test_the_bench_is_registered_and_measures_a_file(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    assert BENCHES["summary"](path)["documents"] == 1


def test_without_anything_to_read_it_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="set of articles"):
        run(tmp_path)


LEXICON = Lexicon(
    [
        Entity(
            id=EntityId(name.lower()),
            name=name,
            kind=EntityKind.COUNTRY,
            aliases=(Alias(text=f"{name}ian", kind=AliasKind.DEMONYM),),
        )
        for name in ("Norland", "Ostland")
    ]
)
SUMMIT = {
    "id": "s-1",
    "published": "2026-04-15",
    "title": "Two neighbours to meet",
    "text": (
        "Few places have seen as many guests as the hall above the harbour.\n\n"
        "Bakers in the old town had been told to be ready by early morning.\n\n"
        "Ships were kept outside, and the bridge was closed to all traffic.\n\n"
        "The 12th Norland-Ostland summit will be held on 5 May 2026, both have announced."
    ),
    "events": [
        {
            "kind": "summit",
            "edition": 12,
            "parties": ["Norland", "Ostland"],
            "date": ["2026-05-05", "2026-05-05"],
            "status": "scheduled",
        }
    ],
}


def gold(tmp_path: Path, *texts: dict[str, object]) -> dict[str, float]:
    path = tmp_path / "facts-own.json"
    path.write_text(json.dumps({"texts": texts}), encoding="utf-8")
    return coverage(read_set(path).texts, LEXICON)


def test_coverage_is_what_stands_in_the_summary_of_edition_days_and_names(tmp_path: Path):
    """The lead of this text tells of something else; the bot's own facts bring in what counts."""
    figures = gold(tmp_path, SUMMIT)
    assert figures == {"texts": 1, "values": 4, "focus": 1.0, "without": 0.0, "lead": 0.0}


@pytest.mark.parametrize(
    "changed", [{"events": []}, {"text": "Norland and Ostland will meet. It was announced."}]
)
def test_texts_without_an_event_or_that_fit_in_whole_do_not_count(tmp_path: Path, changed: dict[str, object]):
    assert gold(tmp_path, {**SUMMIT, **changed})["texts"] == 0


@pytest.mark.parametrize("word", ["12th", "Twelfth"])
def test_an_edition_is_told_in_figures_or_in_words(tmp_path: Path, word: str):
    text = f"The {word} summit opened on Monday in the hall. {FIRST} {SECOND} {THIRD}"
    events = [{"kind": "summit", "edition": 12}]
    assert gold(tmp_path, {**SUMMIT, "text": text, "events": events})["lead"] == 1.0
