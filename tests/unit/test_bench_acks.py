"""What `bench acks` counts, and its pace."""

from bot.bench.asked import Asked, happened, paced


def counted(asked: Asked) -> dict[str, object]:
    return {name: count for name, count in asked.figures().items() if isinstance(count, int) and count}


async def test_what_is_acknowledged_and_answered_once_is_counted_once() -> None:
    asked = Asked()
    for name in ("a", "b"):
        asked.send(name)
        asked.acknowledge(name)
        asked.answer(name, "The facts")
    await asked.settled()
    assert counted(asked) == {"asked": 2, "acked": 2, "answered": 2}
    assert asked.figures()["ack_ms"].keys() == {"p50", "p99", "max"}


def test_what_is_lost_or_comes_twice_is_seen() -> None:
    asked = Asked()
    asked.send("lost")
    asked.send("twice")
    for _ in range(2):
        asked.acknowledge("twice")
        asked.answer("twice", "The facts")
    assert counted(asked) == {
        "asked": 2,
        "acked": 1,
        "acked_twice": 1,
        "answered": 1,
        "answered_twice": 1,
    }


def test_an_answer_that_only_says_what_is_wrong_is_told_apart() -> None:
    asked = Asked()
    for name, text in {"a": "No event. (ref 7F3K)", "b": "Wirewatch could not answer"}.items():
        asked.send(name)
        asked.answer(name, text)
    assert counted(asked) == {"asked": 2, "answered": 2, "answered_with_sorry": 2}


def test_what_was_not_asked_here_is_not_counted() -> None:
    asked = Asked()
    asked.acknowledge("earlier")
    asked.answer("earlier", "The facts")
    assert counted(asked) == {}
    assert asked.figures()["ack_ms"] == {}


async def test_every_act_is_made_in_order() -> None:
    acts: list[int] = []

    async def act(number: int) -> None:
        acts.append(number)

    await paced(5, 0.001, act)
    assert acts == [0, 1, 2, 3, 4]


async def test_what_does_not_happen_is_waited_for_no_longer_than_is_patient() -> None:
    assert not await happened(lambda: False, patience=0.01)
    assert await happened(lambda: True, patience=0)
