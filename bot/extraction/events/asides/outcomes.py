"""OUTCOME: papers signed and issued at talks, a draft each.

What is only expected to come of them is told with a weight that nobody believes.
"""

import re
from collections.abc import Iterator, Sequence

from bot.extraction.events.asides.clauses import BE, Clause, clause_before, is_noun
from bot.extraction.events.asides.drafting import UNBELIEVED, aside, at, outcome_draft
from bot.extraction.events.asides.moods import is_past, modality_of
from bot.extraction.events.asides.papers import TITLED, paper_before, papers_at
from bot.extraction.events.asides.sides import Standing, names_actors, names_talks, side_of, standing
from bot.extraction.events.asides.triggers import few, forms
from bot.extraction.events.drafts import Aside, Draft
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span
from bot.extraction.wordlists import words

MADE = forms(
    """
    sign ink conclude exchange clinch seal initial finalise finalize reach strike adopt issue release produce
    unveil endorse publish approve back agree result yield culminate end close announce come
    """
) | words("struck came wraps wrapped agreed agrees initialled")
SIGNING = words("signing conclusion exchange inking adoption")

_ACTIVE = lazy(
    r"(?<![\w-])(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|exchang(?:e|es|ed|ing)"
    r"|clinch(?:es|ed)?|seal(?:s|ed)?|initial(?:s|l?ed)|finali[sz](?:e|es|ed|ing)|reach(?:es|ed)?"
    r"|str(?:ike|ikes|uck)|adopt(?:s|ed|ing)?|issu(?:e|es|ed|ing)|releas(?:e|es|ed|ing)|produc(?:es|ed)"
    r"|unveil(?:s|ed|ing)?|endors(?:e|es|ed|ing)|publish(?:es|ed)|approv(?:e|es|ed|ing)|back(?:s|ed)"
    r"|agree(?:s|d)?|(?P<of_talks>result(?:s|ed)? in|yield(?:s|ed)|culminat(?:es|ed) in"
    r"|(?:(?:end|conclud|clos|wrapp)(?:s|es|ed)|c[ao]mes?|came) (?:up |away )?with)) (?=\S)",
    re.IGNORECASE,
)
_PASSIVE = lazy(
    r"(?<![\w-])(?:signed|inked|concluded|exchanged|clinched|sealed|finali[sz]ed|reached|adopted|issued"
    r"|released|unveiled|endorsed|approved|published|announced)(?![\w-])",
    re.IGNORECASE,
)
_NOMINAL = lazy(r"\b(?:signing|conclusion|exchange|inking|adoption) of (?=\S)", re.IGNORECASE)
_OWN_WORDS = lazy(
    r"joint (?:statement|declaration|communiqu|road)|\bdeclaration|communiqu|memorand|\bmous?\b",
    re.IGNORECASE,
)
_ISSUED_PAPER = lazy(r"joint|declaration|communiqu|statement|plan|road ?map|charter|vision", re.IGNORECASE)
_TALKS = lazy(r"\b(?:summit|visit|talks|meeting)\b", re.IGNORECASE)
_SEPARATELY = lazy(r"(?:Separately|Meanwhile|Elsewhere|On the same day|The same day)\b")
_THEY = lazy(r"(?:they|both|we)\b", re.IGNORECASE)
_ISSUED = lazy(r"\b(?:joint|final) |communiqu", re.IGNORECASE)
_VAGUE = lazy(r"(?:several|various|some|many|agreements|deals|documents)\b", re.IGNORECASE)
_COUNTED = lazy(r"[0-9]|\w+ ")
_ONLY_AHEAD = lazy(
    r"\b(?:will|expected|likely|would|set|due|could|may|hop\w+|ahead of|before|plan\w*|upcoming|not|fail\w*"
    r"|no)\b"
)
_AHEAD_REACH = 120
"""Characters before "the signing of" in which it may be only hoped for."""
_AROUND = 120
_TITLED_BEFORE, _TITLED_AFTER = 40, 60
"""Characters between a verb and the paper that it issues."""


def papers(sentence: Sentence) -> Iterator[Aside]:
    """An aside for each paper; of several ways to read the same words the first."""
    if "“" in sentence.text or '"' in sentence.text:
        yield from _titled(sentence)
    yield from _made(sentence)
    yield from _were_made(sentence)


def _titled(sentence: Sentence) -> Iterator[Aside]:
    """A paper with its title in quotes, beside a verb of issuing: shown with the title."""
    for match in few(TITLED, sentence.text):
        verb = _verb_beside(match)
        clause = clause_before(sentence, verb.start()) if verb else None
        if verb is None or clause is None:
            continue
        modality = modality_of(clause, past=is_past(verb[0]))
        if modality is not None:
            yield aside(sentence, verb, [_titled_draft(sentence, match, modality)])


def _verb_beside(match: re.Match[str]) -> re.Match[str] | None:
    after = _PASSIVE.search(match.string, match.end(), match.end() + _TITLED_AFTER)
    ahead = max(0, match.start() - _TITLED_BEFORE)
    return after or next(iter(list(_ACTIVE.finditer(match.string, ahead, match.start() + 1))[-1:]), None)


def _titled_draft(sentence: Sentence, match: re.Match[str], modality: Modality) -> Draft:
    shown = f"{match['paper'].strip()} “{match['title'].strip(' ,.')}”"
    return Draft(
        slot=Slot.OUTCOME,
        value=shown.lower().replace("“", "").replace("”", ""),
        shown=shown,
        evidence=at(sentence, match.start("paper"), match.end()),
        rule="outcome.titled/1",
        weight=1.0 if modality is Modality.HELD else UNBELIEVED,
        modality=modality,
    )


def _made(sentence: Sentence) -> Iterator[Aside]:
    """As in "the two sides signed 9 MoUs", "leaders adopted the Kuala Lumpur Declaration"."""
    for match in few(_ACTIVE, sentence.text):
        spans = tuple(papers_at(sentence, match.end()))
        if not spans or is_noun(sentence.text, match.start()):
            continue
        clause = clause_before(sentence, match.start())
        if (match[0].endswith("ing ") or not clause.is_passive) and _is_made(clause, match, spans):
            yield from _found(sentence, spans, match, _made_as(clause, match), "outcome.made/1")


def _is_made(clause: Clause, match: re.Match[str], spans: Sequence[Span]) -> bool:
    who = standing(clause, after=spans[-1].end, alone=False)
    if who is None or (match["of_talks"] and who is not Standing.EVENT):
        return False
    return not all(_is_bilateral(clause, span) for span in spans)


def _made_as(clause: Clause, match: re.Match[str]) -> Modality | None:
    modality = modality_of(clause, past=is_past(match[0]))
    met_to_sign = modality is Modality.HELD and "to" in clause.auxiliaries  # whether they did is not told
    return Modality.SCHEDULED if met_to_sign else modality


def _is_bilateral(clause: Clause, span: Span) -> bool:
    """Is it an agreement that countries sign, with no word of talks: an event of its own, not an outcome?"""
    sentence, text = clause.sentence, clause.sentence.text
    if _SEPARATELY.match(text):
        return True
    if _ISSUED_PAPER.search(text, span.start, span.end) or _TALKS.search(text):
        return False
    people = any(
        n.entity.kind is EntityKind.PERSON
        for n in sentence.named
        if clause.start <= n.span.start - sentence.span.start < clause.end
    )
    return not (people or names_actors(clause.subject) or _THEY.match(clause.subject.strip()))


def _were_made(sentence: Sentence) -> Iterator[Aside]:
    """As in "seven agreements were signed during the visit", "a joint statement issued after the talks"."""
    for match in few(_PASSIVE, sentence.text):
        clause = clause_before(sentence, match.start())
        span = paper_before(clause)
        if span is not None and _by_states(clause, match, span):
            modality = modality_of(clause, past=not clause.auxiliaries & {"be", "to"})
            yield from _found(sentence, [span], match, modality, "outcome.was-made/1")


def _by_states(clause: Clause, match: re.Match[str], span: Span) -> bool:
    """Was it made by states, as far as the words tell? A joint statement says it itself."""
    sentence, text = clause.sentence, clause.sentence.text
    if not clause.auxiliaries & BE:  # "the accord signed in 1986" is spoken of, not told
        return _ISSUED.search(text, span.start, span.end) is not None
    around = f"{text[: span.start]} {text[match.end() : match.end() + _AROUND]}"
    return (
        _OWN_WORDS.search(text, span.start, span.end) is not None
        or names_talks(around)
        or names_actors(around)
        or len({side for n in sentence.named if (side := side_of(sentence, n))}) > 1
    )


def signings(sentence: Sentence) -> Iterator[Aside]:
    """As in "apart from the signing of 9 MoUs"."""
    text = sentence.text
    for match in few(_NOMINAL, text):
        span = next(papers_at(sentence, match.end()), None)
        if span is None or not _COUNTED.match(text, span.start, span.end):
            continue
        if names_talks(text) or names_actors(text) or _OWN_WORDS.search(text):
            ahead = _ONLY_AHEAD.search(text, max(0, match.start() - _AHEAD_REACH), match.start())
            modality = Modality.EXPECTED if ahead else Modality.HELD
            yield from _found(sentence, [span], match, modality, "outcome.signing/1")


def _found(
    sentence: Sentence, spans: Sequence[Span], match: re.Match[str], modality: Modality | None, rule: str
) -> Iterator[Aside]:
    """A counted or a named paper is told of surely; "several agreements" is less to tell."""
    if modality is None:
        return
    for span in spans:
        weight = 0.7 if _VAGUE.match(sentence.text, span.start, span.end) else 0.95
        draft = outcome_draft(sentence, span, rule=rule, weight=weight, modality=modality)
        yield aside(sentence, match, [draft])
