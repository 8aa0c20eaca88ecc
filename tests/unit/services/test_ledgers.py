"""What is kept of ledgers between pieces of work."""

from dataclasses import replace
from datetime import date, timedelta

from adapters.storage.memory import MemoryStore
from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.watches import Watch, WatchId
from bot.extraction.facts import Fact, Interval, Slot
from bot.extraction.text import Span
from bot.records import Records
from bot.services.ledgers import Events, Ledgers
from fakes.newsroom import DAY, SUMMIT

OTHER = replace(SUMMIT, id=WatchId("another-summit"))


def assertion(watch: Watch, number: int, day: int) -> Assertion:
    on = date(2025, 12, day)
    fact = Fact(
        slot=Slot.DATE,
        value=on.isoformat(),
        shown=f"{day} December",
        sentence=Span(start=0, end=20),
        evidence=Span(start=4, end=8),
        rule="date/1",
        confidence=0.9,
        interval=Interval(first=on, last=on),
    )
    return Assertion(
        watch=watch.id,
        entry=EntryId(number),
        fact=fact,
        sentence="They meet in December.",
        outlet=f"outlet-{number}.example",
        url=f"https://outlet-{number}.example/1",
        published=DAY,
        seen=DAY,
    )


async def looked(store: MemoryStore, ledgers: Ledgers, watch: Watch) -> Events:
    return await store.transact(lambda records: ledgers.of(records, watch))


async def state(store: MemoryStore, watch: Watch, number: int, day: int) -> None:
    def work(records: Records) -> None:
        at = DAY + timedelta(minutes=number)
        records.ledger.state(watch.id, EntryId(number), [assertion(watch, number, day)], at)

    await store.transact(work)


async def test_what_has_not_changed_is_read_and_merged_once() -> None:
    store, ledgers = MemoryStore(), Ledgers()
    await state(store, SUMMIT, 1, 5)
    first = await looked(store, ledgers, SUMMIT)
    (occasion,) = first.occasions
    assert await looked(store, ledgers, SUMMIT) is first
    assert first.ledger(occasion) is first.ledger(occasion)
    assert [held.current.fact.value for held in first.ledger(occasion).values()] == ["2025-12-05"]


async def test_what_was_stated_since_is_known() -> None:
    store, ledgers = MemoryStore(), Ledgers()
    await state(store, SUMMIT, 1, 5)
    first = await looked(store, ledgers, SUMMIT)
    await state(store, SUMMIT, 1, 8)
    after = await looked(store, ledgers, SUMMIT)
    assert [held.current.fact.value for held in after.ledger(after.occasions[0]).values()] == ["2025-12-08"]
    assert [held.current.fact.value for held in first.ledger(first.occasions[0]).values()] == ["2025-12-05"]


async def test_another_store_has_other_ledgers() -> None:
    ledgers = Ledgers()
    for day in (5, 8):
        store = MemoryStore()
        await state(store, SUMMIT, 1, day)
        events = await looked(store, ledgers, SUMMIT)
        values = [held.current.fact.value for held in events.ledger(events.occasions[0]).values()]
        assert values == [f"2025-12-{day:02}"]


async def test_what_was_looked_at_longest_ago_is_forgotten_first() -> None:
    store, ledgers = MemoryStore(), Ledgers(kept=3)
    for number in range(2):
        await state(store, SUMMIT, number, 5)
        await state(store, OTHER, number, 5)
    of_other, of_summit = await looked(store, ledgers, OTHER), await looked(store, ledgers, SUMMIT)
    assert await looked(store, ledgers, SUMMIT) is of_summit
    assert await looked(store, ledgers, OTHER) is not of_other
