"""How a clause puts what it tells: as past, to come, expected, proposed, or not at all."""

import re

from bot.extraction.events.asides.clauses import EXPECTED, FUTURE, REFUSED, Clause
from bot.extraction.events.links import doubted
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy

_PAST = lazy(r"(?:\w+ed|\w+t|\w*ook|\w*uck|spoke|c?ame|led|set up)\b", re.IGNORECASE)
_DOUBTED = lazy(
    r"\b(?:if|unless|whether|refus\w+|declin\w+|den(?:y|ied|ies)|ruled? out|not(?! only)|never|without|no"
    r"|wants?|wanted|hop(?:es?|ed|ing)|urg\w+|ask(?:s|ed|ing)?|call(?:s|ed|ing)? for|demand\w*|could|might"
    r"|(?-i:may)|unlikely|willing\w*|attempt\w*|tr(?:y|ies|ied)|fail\w*|consider\w*|prefer\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_LIKELY = lazy(r"\b(?:expected|likely|tentative\w*)\b", re.IGNORECASE)
_AHEAD = lazy(
    r"\b(?:will|would|shall|to (?:meet|hold|host|visit|travel|attend|receive|welcome|fly|gather|convene"
    r"|arrive|sit|kick|begin|start|open|address|lead|co-host|join|head)|due|scheduled|slated|upcoming"
    r"|forthcoming|next (?:week|month|year)|tomorrow|plans? to|planned|(?:is|are) set)\b",
    re.IGNORECASE,
)
_MET = lazy(
    r"\b(?:met|meets?|meeting|held|holds?|arriv\w+|gather\w*|hosts?|hosted|receiv\w+|spoke|travel\w*"
    r"|visit(?:s|ed)?|called|conven\w+|sat|flew|talks|came|c[ao]me|joined|welcomed|phoned|land(?:s|ed)"
    r"|assembled|began|opened|telephon\w+)\b",
    re.IGNORECASE,
)
_CHANGED = {
    Modality.CANCELLED: re.compile(r"\b(?:cancel\w*|call(?:s|ed)? off|scrap\w*)\b", re.IGNORECASE),
    Modality.POSTPONED: re.compile(r"\b(?:postpon\w+|put off|delayed|deferred)\b", re.IGNORECASE),
    Modality.PROPOSED: re.compile(r"\b(?:propos\w+|offer(?:s|ed)?|invit\w+|suggest\w*)\b", re.IGNORECASE),
}
_COUNTERFACTUAL = lazy(r"(?:Had|Were|Should) (?!been)")


def is_past(verb: str) -> bool:
    """Does a verb, of those that tell of talks, begin with its past form or participle?"""
    return _PAST.match(verb) is not None


def modality_of(clause: Clause, *, past: bool) -> Modality | None:
    """How the words put what is said by the clause's verb; None of what is denied, wished or only possible.

    `past`: the verb's own form tells that it has happened.
    """
    text, auxiliaries = clause.sentence.text, clause.auxiliaries
    denied = auxiliaries & REFUSED or doubted(clause.sentence, clause.sentence.span.start + clause.verb)
    if denied or _COUNTERFACTUAL.match(text):
        return None
    if auxiliaries & EXPECTED:
        return Modality.EXPECTED
    if auxiliaries & FUTURE or ("to" in auxiliaries and auxiliaries & {"is", "are", "be"}):
        return Modality.SCHEDULED
    if "to" not in auxiliaries and (past or auxiliaries & {"has", "have", "had", "was", "were"}):
        return Modality.HELD
    return of_matrix(text[clause.start : clause.end], headline_to="to" in auxiliaries)


def of_matrix(before: str, *, headline_to: bool) -> Modality | None:
    """How the clause around an infinitive or participle puts it: "will meet to discuss", "met to discuss"."""
    if _DOUBTED.search(before):
        return None
    for modality, changed in _CHANGED.items():
        if changed.search(before):
            return modality
    if _LIKELY.search(before):
        return Modality.EXPECTED
    if _AHEAD.search(before):
        return Modality.SCHEDULED
    return Modality.SCHEDULED if headline_to and not _MET.search(before) else Modality.HELD
