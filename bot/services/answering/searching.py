"""`search`: stored reports that hold some words."""

from difflib import get_close_matches

from bot.core.answers.asking import Asked, Grammar
from bot.core.answers.hits import FoundReport, Sought, hits_message, nothing_message
from bot.core.answers.sorry import Sorry, short
from bot.core.display import domain_of
from bot.core.messages import Message
from bot.core.watches import Watch
from bot.records import Hit, SearchFor
from bot.services.answering.asking import Asking, begin_of, until_of
from bot.services.answering.stories import standing

_GRAMMAR = Grammar(keys=("source", "from", "to", "since", "until", "limit"))
_LIMIT, _MOST = 10, 25
_LONGEST = 400
"""Characters of words: nobody types more, and each word is looked for."""
_WORDS_OFFERED = 2
_SHORTEST = 4
"""Letters of a word that is offered to be searched alone."""


def search(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(_GRAMMAR)
    if isinstance(wanted, Sorry):
        return wanted
    looked_for = _looked_for(asking, wanted)
    if isinstance(looked_for, Sorry):
        return looked_for
    found = asking.records.search.find(looked_for)
    sought = Sought(
        words=looked_for.words,
        sources=looked_for.sources,
        since=looked_for.since,
        until=looked_for.until,
    )
    if not found:
        return _nothing(asking, sought)
    return hits_message(sought, [_report(asking, hit) for hit in found], limit=looked_for.limit)


def _looked_for(asking: Asking, wanted: Asked) -> SearchFor | Sorry:
    if not any(character.isalnum() for character in wanted.text):
        example = 'For example: /watch search "annual summit" from:2025-11-01 source:tass.example'
        return Sorry(problem=f"Which words are to be searched for? {example}.")
    since = begin_of(asking, "from", wanted.get("from") or wanted.get("since"))
    until = until_of(asking, "to", wanted.get("to") or wanted.get("until"))
    limit = wanted.get("limit") or str(_LIMIT)
    if isinstance(since, Sorry):
        return since
    if isinstance(until, Sorry):
        return until
    if since and until and since >= until:
        return Sorry(
            problem="The time to search in ends before it begins: `from` is to be earlier than `to`."
        )
    if not limit.isdecimal() or not int(limit[:9]):
        return Sorry(problem=f"“limit:{short(limit)}” is no number from 1 to {_MOST}.")
    return SearchFor(
        words=wanted.text[:_LONGEST],
        sources=wanted.all("source"),
        since=since,
        until=until,
        limit=min(int(limit[:9]), _MOST),
    )


def _report(asking: Asking, hit: Hit) -> FoundReport:
    story = standing(asking.records, hit.story) if hit.story else None
    feed = asking.feeds.get(hit.feed)
    return FoundReport(
        title=hit.title,
        url=hit.url,
        feed=feed.name if feed else hit.feed,
        published=hit.published,
        snippet=hit.snippet,
        story=story.id if story else None,
        outlets=len(story.outlets) if story else 0,
    )


def _nothing(asking: Asking, sought: Sought) -> Message:
    words = [word.strip('".,*') for word in sought.words.split() if not word.startswith("-")]
    long = [word for word in words if len(word) >= _SHORTEST] if len(words) > 1 else []
    offered = sorted(dict.fromkeys(long), key=len, reverse=True)[:_WORDS_OFFERED]
    sources = [name for source in sought.sources for name in _meant(asking, source)]
    return nothing_message(sought, offered, _speaking_of(asking, words), sources)


def _speaking_of(asking: Asking, words: list[str]) -> list[Watch]:
    """The watches whose name or id holds one of the words."""
    said = [word.casefold() for word in words if len(word) >= _SHORTEST]
    watches = asking.setup.watches.values()
    return [w for w in watches if any(word in f"{w.id} {w.name}".casefold() for word in said)][
        :_WORDS_OFFERED
    ]


def _meant(asking: Asking, source: str) -> list[str]:
    """Sources that are spelt like one that is none."""
    known = {name for feed in asking.setup.feeds for name in (feed.id, domain_of(feed.url)) if name}
    return [] if source in known else get_close_matches(source, known, n=1)
