"""Identity (R32) on labelled polls: precision and recall of "the same item", of changes and of news."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.entries import EntryData, EntryId, KnownEntry, Novelty, decide_entries, identify

GOLD = Path(__file__).parents[2] / "gold"
FILES = ("identity-dev.json", "identity-check.json")
LEAST = {"same": 0.99, "changed": 0.95, "news": 0.9, "left out": 0.95}
"""Whether an edit is news is a matter of taste in a case of twenty; the item itself is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.true


def entry(given: dict[str, Any]) -> EntryData:
    published = given.get("published")
    return EntryData(
        guid=given.get("guid") or "",
        url=given.get("url") or "",
        title=given.get("title") or "",
        body=given.get("body") or "",
        published=datetime.fromisoformat(published) if published else None,
    )


def decided(case: dict[str, Any]) -> dict[str, set[tuple[Any, ...]]]:
    known = [KnownEntry(id=EntryId(n), identity=identify(entry(k))) for n, k in enumerate(case["known"])]
    fetched = [entry(given) for given in case["fetched"]]
    places = {id(data): place for place, data in enumerate(fetched)}
    intents = [(places[id(intent.data)], intent) for intent in decide_entries(known, fetched)]
    return {
        "same": {(place, intent.known) for place, intent in intents if intent.known is not None},
        "changed": {(place,) for place, intent in intents if intent.novelty is Novelty.CHANGED},
        "news": {(place,) for place, i in intents if i.news and i.known is not None},
        "left out": {(place,) for place in range(len(fetched))} - {(place,) for place, _ in intents},
    }


def labelled(case: dict[str, Any]) -> dict[str, set[tuple[Any, ...]]]:
    return {
        "same": {tuple(pair) for pair in case["same"]},
        "changed": {(place,) for place in case.get("changed", ())},
        "news": {(place,) for place in case.get("news", ())},
        "left out": {(repeat,) for _, repeat in case.get("repeats", ())},
    }


def score(cases: Iterable[dict[str, Any]], what: str) -> Score:
    pairs = [(decided(case)[what], labelled(case)[what]) for case in cases]
    return Score(
        right=sum(len(found & true) for found, true in pairs),
        found=sum(len(found) for found, _ in pairs),
        true=sum(len(true) for _, true in pairs),
    )


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("what", "least"), LEAST.items())
def test_labelled_cases(file: str, what: str, least: float) -> None:
    if not (GOLD / file).exists():
        pytest.skip(f"tests/gold/{file} is absent: nothing was measured")
    result = score(json.loads((GOLD / file).read_text(encoding="utf-8")), what)
    assert min(result.precision, result.recall) >= least, result
