"""What the people and organisations are called that tags of newswire of the 1980s stand for.

A tag that has no row is its own name: `lubbers` is Lubbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.bench.bodies import BODIES
from bot.bench.newsmakers import NEWSMAKERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    strong: tuple[str, ...]
    """Each stands for the tag alone."""
    other: tuple[str, ...] = ()
    """Of a person, surnames that others have too; of an organisation, acronyms, in their own case."""


def names_of_person(tag: str) -> Names:
    """From the table, else from the words of the tag, of which the last is the surname."""
    words = [word.capitalize() for word in tag.split("-")]
    guessed = Names(strong=(" ".join(words),), other=tuple(words[-1:]) if len(words) > 1 else ())
    return _PEOPLE.get(tag, guessed)


def names_of_organisation(tag: str) -> Names:
    """From the table, else the words of the tag; a single one is an acronym."""
    words = tag.replace("-", " ")
    if " " in words:
        return _ORGANISATIONS.get(tag, Names(strong=(words,)))
    return _ORGANISATIONS.get(tag, Names(strong=(f"{words.upper()} organisation",), other=(words.upper(),)))


def _table(text: str, mark: str) -> dict[str, Names]:
    """Of rows as `tag: name, name<mark> other, other`."""
    rows = (line.partition(": ") for line in text.strip().splitlines())
    parted = ((tag, *names.partition(mark)) for tag, _, names in rows)
    return {
        tag: Names(strong=tuple(_listed(strong)), other=tuple(_listed(other)))
        for tag, strong, _, other in parted
    }


def _listed(names: str) -> Iterator[str]:
    for name in filter(None, map(str.strip, names.split(","))):
        yield name
        if "Organisation" in name:
            yield name.replace("Organisation", "Organization")


_PEOPLE = _table(NEWSMAKERS, ";")
_ORGANISATIONS = _table(BODIES, "|")
