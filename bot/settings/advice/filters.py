"""Warnings about what rules ask of feeds, where no feed is like that."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.extraction.rules import Rule
from bot.settings.mistakes import Mistake, did_you_mean, mistake, shown
from bot.settings.models import FeedItem, FeedsFile
from bot.settings.written import WrittenPart

_NEVER = "so the watch can never match"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A feed that is polled, as far as rules may ask."""

    feed: str
    tags: frozenset[str]
    language: str

    def passes(self, rule: Rule) -> bool:
        return (
            (not rule.feeds or self.feed in rule.feeds)
            and (not rule.tags or bool(rule.tags & self.tags))
            and (not rule.languages or self.language in rule.languages)
        )


class Filters:
    """Judges what rules ask of feeds by the feeds there are."""

    def __init__(self, feeds: FeedsFile) -> None:
        self._sources = [_source(item, feeds) for item in feeds.feeds if item.enabled]
        self._tags = {tag for source in self._sources for tag in source.tags}
        self._languages = {source.language for source in self._sources if source.language}

    def about(self, rule: Rule, written: WrittenPart) -> Iterator[Mistake]:
        """Nothing where a feed passes. Nothing without any feed either: that is said elsewhere."""
        found = [*self._unknown_tags(rule, written), *self._unspoken_languages(rule, written)]
        yield from found
        if found or not self._sources or any(source.passes(rule) for source in self._sources):
            return
        if any(source.feed in rule.feeds for source in self._sources) or not rule.feeds:
            what = f"no feed has all that this rule asks of feeds, tags and languages, {_NEVER}"
            yield mistake(written.place(), what, hint="Widen one of them, or give a feed what it lacks.")
        else:
            what = f"every feed that this rule names is turned off, {_NEVER}"
            yield mistake(written.place("feeds"), what, hint="Turn one on in feeds.yaml, or name another.")

    def _unknown_tags(self, rule: Rule, written: WrittenPart) -> Iterator[Mistake]:
        for tag in sorted(rule.tags - self._tags):
            what = f"no feed that is polled has the tag {shown(tag)}{_effect(rule.tags, self._tags)}"
            hint = did_you_mean(tag, self._tags) or "Give it to a feed in feeds.yaml, as tags: [..]."
            yield mistake(written.item("tags", tag), what, hint=hint)

    def _unspoken_languages(self, rule: Rule, written: WrittenPart) -> Iterator[Mistake]:
        for language in sorted(rule.languages - self._languages):
            effect = _effect(rule.languages, self._languages)
            what = f"no feed that is polled is said to be in the language {shown(language)}{effect}"
            hint = "Write language: under defaults or at a feed in feeds.yaml."
            yield mistake(written.item("languages", language), what, hint=hint)


def _source(item: FeedItem, feeds: FeedsFile) -> _Source:
    language = item.language or feeds.defaults.language or ""
    return _Source(feed=item.id, tags=frozenset(item.tags), language=language)


def _effect(asked: AbstractSet[str], there: AbstractSet[str]) -> str:
    return "" if asked & there else f", {_NEVER}"
