"""Asides: what a sentence says of talks that it need not name, whichever talks these are.

A rule runs where one of its words stands: its pattern finds a verb, `clauses` says where the verb's subject
begins and its object ends, `moods` how its auxiliaries put it, `sides` whether those who do it are states or
speak for them. `agenda_verbs`, `agenda_subjects`, `outcomes`, `resolves` and `counts` hold the rules; `lists`
takes topics apart, `papers` knows what is signed.
"""

from collections.abc import Callable, Iterable, Iterator

from bot.extraction.events.asides.agenda_subjects import LISTED, SUBJECTS, listed, subjects
from bot.extraction.events.asides.agenda_verbs import ABOUT, FAILURES, NOUNS, VERBS, failures, nouns, verbs
from bot.extraction.events.asides.counts import COUNTED, counts
from bot.extraction.events.asides.outcomes import MADE, SIGNING, papers, signings
from bot.extraction.events.asides.papers import PAPERS
from bot.extraction.events.asides.resolves import AGREED, ELEVATED, FOUNDED, agreed, elevated, founded
from bot.extraction.events.asides.sides import elsewhere
from bot.extraction.events.asides.triggers import words_in
from bot.extraction.events.drafts import Aside
from bot.extraction.events.sentences import Sentence
from bot.extraction.text import Span

__all__ = ["asides_in"]

_Rule = Callable[[Sentence], Iterator[Aside]]
_Rules = tuple[tuple[_Rule, frozenset[str], frozenset[str]], ...]
_AGENDA: _Rules = (
    (verbs, VERBS, VERBS),
    (nouns, NOUNS, ABOUT),
    (failures, FAILURES, ABOUT),
    (listed, LISTED, LISTED),
    (subjects, SUBJECTS, SUBJECTS),
)
_OUTCOMES: _Rules = (
    (papers, PAPERS, MADE),
    (signings, PAPERS, SIGNING),
    (agreed, AGREED, AGREED),
    (elevated, ELEVATED, ELEVATED),
    (founded, FOUNDED, FOUNDED),
)
"""Each rule with words of which its pattern needs one of the first set and one of the second."""
_TRIGGERS = COUNTED.union(*(triggers for _, triggers, _ in (*_AGENDA, *_OUTCOMES)))


def asides_in(sentence: Sentence) -> Iterator[Aside]:
    """What `sentence` says of the agenda, the outcome and the number of summits, meetings and visits.

    Which event is meant is not decided here. A question says nothing.
    """
    text = sentence.text
    said = words_in(text)
    if said.isdisjoint(_TRIGGERS) or text.rstrip(" \"”’'").endswith("?") or elsewhere(text, said):
        return
    agenda = sorted(_read(sentence, said, _AGENDA), key=lambda a: (a.at.start, -a.drafts[0].weight))
    yield from _without_repeats(agenda)
    yield from _without_repeats(_read(sentence, said, _OUTCOMES))
    if said & COUNTED:
        yield from counts(sentence)


def _read(sentence: Sentence, said: frozenset[str], rules: _Rules) -> Iterator[Aside]:
    for rule, one, other in rules:
        if not (said.isdisjoint(one) or said.isdisjoint(other)):
            yield from rule(sentence)


def _without_repeats(found: Iterable[Aside]) -> Iterator[Aside]:
    """Of asides that read overlapping words the first."""
    taken: list[Span] = []
    for aside in found:
        evidence = [draft.evidence for draft in aside.drafts]
        if not any(one.start < other.end and other.start < one.end for one in evidence for other in taken):
            taken += evidence
            yield aside
