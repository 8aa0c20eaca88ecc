"""The examples of the watches, run as tests."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.core.watches import Watch
from bot.extraction.matching import Explanation, Matcher, Mention
from bot.extraction.rules import EntityTerm, PhraseTerm, RegexTerm, Rule, Scope, Term
from bot.extraction.text import Document, make_document
from bot.settings.configuration import Configuration, Example
from bot.settings.mistakes import Mistake, mistake, shown

_PUBLISHED = datetime(2000, 1, 1, tzinfo=UTC)
"""No rule asks for the date."""


def failed_examples(configuration: Configuration) -> tuple[Mistake, ...]:
    """One mistake for each example that its watch does not treat as it says. A text counts as a title."""
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
    found = matcher.explain(document, watch.id)
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
        return f"{seen}Not seen: {_terms(found.missing)}."
    where = "title" if rule.within is Scope.TITLE else f"same {rule.within}"
    return f"{seen}But not in the {where}."


def _words(mentions: Iterable[Mention], document: Document) -> str:
    return ", ".join(dict.fromkeys(shown(document.cut(mention.span)) for mention in mentions))


def _terms(terms: tuple[Term, ...]) -> str:
    """At most four of the terms: a long `any` tells no more."""
    names = ", ".join(_name(term) for term in terms[:4])
    return f"{names} and {len(terms) - 4} more" if len(terms) > 4 else names


def _name(term: Term) -> str:
    match term:
        case EntityTerm(entity=entity):
            return f"entity {entity}"
        case PhraseTerm(phrase=phrase):
            return shown(phrase)
        case RegexTerm(pattern=pattern):
            return f"regex {shown(pattern)}"
