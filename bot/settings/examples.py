"""The examples of the watches, run as tests."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.core.watches import Watch
from bot.extraction.matching import Explanation, Matcher, Mention, fitting
from bot.extraction.query import format_part
from bot.extraction.rules import EntityTerm, Part, PhraseTerm, RegexTerm, Rule, Scope, Within
from bot.extraction.rules import Words as WordsWithin
from bot.extraction.text import Document, make_document
from bot.settings.configuration import Configuration, Example
from bot.settings.mistakes import Mistake, masked, mistake, shown
from bot.settings.uncollected import uncollected

_PUBLISHED = datetime(2000, 1, 1, tzinfo=UTC)
"""No rule asks for the date."""


@uncollected()
def failed_examples(configuration: Configuration) -> tuple[Mistake, ...]:
    """One mistake for each example that its watch does not treat as it says.

    A text counts as a title, and comes from a feed that the watch asks for.
    """
    rules: dict[str, Rule] = {watch.id: watch.rule for watch in configuration.watches}
    matcher = Matcher(configuration.lexicon, rules)
    return tuple(
        found
        for watch in configuration.watches
        for example in configuration.examples.get(watch.id, ())
        for found in _failures(watch, example, matcher)
    )


def _failures(watch: Watch, example: Example, matcher: Matcher) -> Iterator[Mistake]:
    document = make_document(title=example.text, body="", published=_PUBLISHED)
    found = matcher.explain(document, watch.id, fitting(watch.rule))
    if example.matches and not found.match:
        what = f"the watch {shown(watch.id)} does not match this example, and should"
        hint = f"Change the rule at {watch.origin} or the example."
        yield mistake(example.place, what, why=_missed(watch.rule, found, document), hint=hint)
    elif found.match and not example.matches:
        what = f"the watch {shown(watch.id)} matches this example, and should not"
        why = f"Seen: {_words(found.match.evidence, document)}."
        hint = f"Ask for more at {watch.origin}, or put a word of the example under none."
        yield mistake(example.place, what, why=why, hint=hint)


def _missed(rule: Rule, found: Explanation, document: Document) -> str:
    """What was seen of the rule, and what kept it from matching."""
    seen = f"Seen: {_words(found.seen, document)}. " if found.seen else "Nothing of the rule was seen. "
    if found.blocked:
        return f"{seen}Under none stands {_words(found.blocked, document)}."
    if found.missing:
        return f"{seen}Not seen: {_parts(found.missing)}."
    if found.too_slight:
        return f"{seen}But with a salience of {found.salience:.2f}, and {rule.min_salience:g} is asked for."
    return f"{seen}But not in {_stretch(rule.within)}."


def _stretch(within: Within) -> str:
    if isinstance(within, WordsWithin):
        return f"{within.count} words that stand together"
    return "the title" if within is Scope.TITLE else f"the same {within}"


def _words(mentions: Iterable[Mention], document: Document) -> str:
    return ", ".join(dict.fromkeys(shown(document.cut(mention.span)) for mention in mentions))


def _parts(parts: tuple[Part, ...]) -> str:
    """At most four of the parts: a long `any` tells no more."""
    names = ", ".join(_name(part) for part in parts[:4])
    return f"{names} and {len(parts) - 4} more" if len(parts) > 4 else names


def _name(part: Part) -> str:
    match part:
        case EntityTerm(entity=entity):
            return f"entity {entity}"
        case PhraseTerm(phrase=phrase):
            return shown(phrase)
        case RegexTerm(pattern=pattern):
            return f"regex {shown(pattern)}"
    return f"together {masked(format_part(part))}"
