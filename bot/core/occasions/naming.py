"""What an event is called: a key that commands take, and a label for readers."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.core.occasions.course import Course
from bot.extraction.facts import Fact


def keys(courses: Iterable[Course]) -> Iterator[str]:
    """Of each its own: the edition ("23"), or the month ("2025-12"), behind the guest where there is one."""
    given: Counter[str] = Counter()
    for course in courses:
        guest, _ = _guest(course)
        key = "-".join(filter(None, (guest, course.number or f"{course.day:%Y-%m}")))
        given[key] += 1
        yield key if given[key] == 1 else f"{key}-{given[key]}"


def label(course: Course) -> str:
    """Guest or edition, and the month: "23rd, December 2025". Which days hold, the ledger says."""
    _, guest = _guest(course)
    number = _shown(a.number for a in course.accounts if a.number and a.number.value == course.number)
    return ", ".join(filter(None, (guest, number, f"{course.day:%B %Y}")))


def _guest(course: Course) -> tuple[str, str]:
    """The one whom most accounts name, by id and for readers."""
    named = Counter(item for account in course.accounts for item in account.names.items())
    return min(named, key=lambda item: (-named[item], item), default=("", ""))


def _shown(facts: Iterable[Fact | None]) -> str:
    shown = Counter(fact.shown for fact in facts if fact)
    return min(shown, key=lambda words: (-shown[words], words), default="")
