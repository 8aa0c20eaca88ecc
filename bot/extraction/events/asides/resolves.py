"""OUTCOME: what talks resolved, announced and founded: "agreed to set up a commission"."""

import re
from collections.abc import Iterator

from bot.extraction.events.asides.clauses import Clause, clause_before, object_end, shortened
from bot.extraction.events.asides.drafting import aside, outcome_draft
from bot.extraction.events.asides.moods import is_past, modality_of
from bot.extraction.events.asides.sides import standing
from bot.extraction.events.asides.triggers import few, forms
from bot.extraction.events.drafts import Aside
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words

AGREED = words("agree agrees agreed decided resolved")
ELEVATED = forms("elevate upgrade raise")
FOUNDED = forms("announce launch establish create unveil approve") | words(
    "set sets setting formed forms pledged pledging pledge"
)

_MOST_WORDS = 14
_AGREED = lazy(
    r"(?<![\w-])(?:agree(?:d|s)? (?:in principle )?(?:to|on|upon) (?!(?:disagree|meet\b|talk\b|speak|visit"
    r"|attend|travel|host\b|sign\b|join\b|come|that|it\b|this|the need|principle|most|many|all|everything"
    r"|nothing|some\b|the fact|(?:hold|have|continue|resume|start|keep|begin|conduct|arrange|schedule|pursue"
    r"|postpone|delay|push back|put off)"
    r" (?:[\w-]+ ){0,4}(?:talks|summit|meetings?|discussions|dialogue|call|contacts?|talking|conversations?)"
    r"|(?:a|the|an) (?:\w+ )?(?:round of|date|venue|agenda|meeting|summit|visit)|remain|take part"
    r"|work together$))"
    r"|(?:decided|resolved) to (?=(?:jointly )?(?:set up|establish|create|form|launch|raise|expand|double"
    r"|triple|upgrade|elevate|boost|increase|strengthen|reopen|restore|resume|open|extend|cut|reduce|lift"
    r"|waive|allow|begin|start|deepen|accelerate|build|appoint|send|deploy)\b))",
    re.IGNORECASE,
)
_NUMBERED = (
    r"(?:[€$£¥₹]\s?[0-9][\w.,]*(?:[- ](?:billion|million|trillion|bn|mn?|crore))?|[0-9][\w.,-]*|[\w’'–/-]+)"
)
_THING = (
    r"(?:credit lines?|lines? of credit|loans?|grants?|funds?|(?:aid |assistance |support |military "
    r"|investment |financing )?packages?|initiatives?|partnerships?|dialogues?|alliances?|corridors?"
    r"|program(?:me)?s?|road ?maps?|strateg(?:y|ies)|task forces?|working groups?|(?:joint )?commissions?"
    r"|committees?|platforms?|facilit(?:y|ies)|mechanisms?|consorti(?:um|a)|secretariat|forum|hotline"
    r"|cent(?:re|er)s?|ceasefire|truce|prisoner swap|authority|agency|bank|shield|force|network|envoy"
    r"|(?:trade |peace |defen[cs]e |security )?(?:deals?|agreements?|pacts?|framework)"
    r"|visa[- ]free (?:travel|regime)|investments?|council)"
)
_NOT_IN_NAMES = (
    r"(?:that|has|have|had|is|are|was|were|will|would|an?|the|to|of|in|on|at|by|with|from|as|it|they|he|she"
    r"|open|up|first)\b"
)
_FOUNDED = lazy(
    r"(?<![\w-])(?:announc(?:es?|ed|ing)|launch(?:es|ed|ing)?|establish(?:es|ed|ing)?|set(?:s|ting)? up"
    r"|creat(?:es?|ed|ing)|unveil(?:s|ed)?|form(?:ed|s)|approv(?:es|ed|ing)|pledg(?:es?|ed|ing))"
    r" (?P<lead>(?:(?:an?|the|their|its|another|also) ){0,2})"
    rf"(?P<thing>(?:(?!{_NOT_IN_NAMES}){_NUMBERED} ){{0,6}}?{_THING})"
    r"(?![\w-])(?! (?:to be|was|were|is|are)\b)",
    re.IGNORECASE,
)
_BARE = words(
    "agreement agreements deal deals pact pacts plan council strategy forum center centre force bank"
)
_ELEVATED = lazy(
    r"(?<![\w-])(?:elevat|upgrad|rais)(?:es?|ed|ing)? (?:(?:their|its|the|bilateral|diplomatic"
    r"|countries['’]|two) ){0,3}(?:ties|relations(?:hip)?|partnership)"
    r"(?: (?:with|between) [^,.;]{1,40}?)? to (?:(?:the|a|an) )?(?:(?:level|status|rank) of (?:an? )?)?"
    r"(?:[\w’-]+ ){0,5}?(?:partnership|alliance|relations(?:hip)?|ties|level|cooperation)(?![\w-])",
    re.IGNORECASE,
)
_ADDED = lazy(r", (?=an? |the |its |to |with |for |in |[A-Z]\w+,? [a-z]|\w+ing\b)")
_LOOSE_END = lazy(r"\b(?:an?|the|to|of|on|in|for|with|that|up|and|its|their|called)$")
_WISHED = lazy(
    r"\b(?:prefer\w*|hop(?:e|es|ed|ing)|urg\w+|want\w*|demand\w*|propos\w+|ask\w*|insist\w*|suggest\w*|until"
    r"|once|unless|if|before)\b",
    re.IGNORECASE,
)
_WISH_REACH = 60
"""Characters before the clause."""


def agreed(sentence: Sentence) -> Iterator[Aside]:
    """As in "the two sides agreed to set up a commission", "decided to reopen consulates"."""
    for match in few(_AGREED, sentence.text):
        span = _phrase(sentence, match)
        if span is not None:
            yield from _aside(sentence, match, span, "outcome.agreed/1")


def _phrase(sentence: Sentence, match: re.Match[str]) -> Span | None:
    """From the verb to the end of its object, at most fourteen words."""
    text = sentence.text
    end = object_end(sentence, match.end())
    end = match.end() + len(_ADDED.split(text[match.end() : end])[0].rstrip(" ,"))
    end = shortened(text, match.start(), end, _MOST_WORDS)
    if _LOOSE_END.search(text, match.end(), end) or len(text[match.end() : end].split()) < 2:
        return None
    return Span(start=match.start(), end=end)


def elevated(sentence: Sentence) -> Iterator[Aside]:
    """As in "elevated their ties to a strategic partnership"."""
    for match in few(_ELEVATED, sentence.text):
        span = Span(start=match.start(), end=match.end())
        yield from _aside(sentence, match, span, "outcome.elevated/1")


def founded(sentence: Sentence) -> Iterator[Aside]:
    """As in "launched a strategic dialogue"; what one alone founds counts where it talks with others."""
    for match in few(_FOUNDED, sentence.text):
        thing = match["thing"]
        title_case = match[0][0].isupper() and match.start() > 0 and not sentence.is_title
        if not title_case and (match["lead"] or " " in thing) and thing.lower() not in _BARE:
            span = Span(start=match.start("thing"), end=match.end("thing"))
            yield from _aside(sentence, match, span, "outcome.founded/1", weight=0.8, alone=True)


def _aside(
    sentence: Sentence,
    match: re.Match[str],
    span: Span,
    rule: str,
    *,
    weight: float = 0.9,
    alone: bool = False,
) -> Iterator[Aside]:
    clause = clause_before(sentence, match.start())
    if not clause.is_passive and standing(clause, after=match.end(), alone=alone):
        modality = _modality(clause, match)
        if modality is not None:
            draft = outcome_draft(sentence, span, rule=rule, weight=weight, modality=modality)
            yield aside(sentence, match, [draft])


def _modality(clause: Clause, match: re.Match[str]) -> Modality | None:
    """None also of what is only wished: "would prefer that both agree on"."""
    if _WISHED.search(match.string, max(0, clause.start - _WISH_REACH), match.start()):
        return None
    modality = modality_of(clause, past=is_past(match[0]))
    met_to_agree = modality is Modality.HELD and "to" in clause.auxiliaries  # whether they did is not told
    return Modality.SCHEDULED if met_to_agree else modality
