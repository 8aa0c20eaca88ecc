"""How the text puts a happening: as done, as due, as wished for, as doubted.

`verbs` reads the auxiliaries before a verb, `nouns` what rules, describes and follows a noun, `reporting` the
frame around the clause: "denied that", "whether", "invited her to".
"""

from bot.extraction.events.drafts import Draft
from bot.extraction.events.modality.clauses import is_noun, without_auxiliaries
from bot.extraction.events.modality.nouns import of_noun
from bot.extraction.events.modality.reporting import is_hypothetical, reported
from bot.extraction.events.modality.verbs import of_verb
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality, Slot
from bot.extraction.text import Span

__all__ = ["hypothetical", "modality_of", "stated_modality", "status_draft"]


def modality_of(sentence: Sentence, verb: Span) -> Modality:
    """How the text puts the happening that the words at `verb` tell: a verb, or a noun and what rules it."""
    return stated_modality(sentence, verb) or Modality.HELD


def stated_modality(sentence: Sentence, verb: Span) -> Modality | None:
    """The same; None for a noun of which nothing around it says how it is put ("Lima's visit to Japan")."""
    if sentence.text.endswith("?"):
        return Modality.RUMOURED
    verb = without_auxiliaries(sentence, verb)
    put = of_noun(sentence, verb) if is_noun(sentence, verb) else of_verb(sentence, verb)
    return reported(sentence, verb, put)


def hypothetical(sentence: Sentence, verb: Span) -> bool:
    """Is it only asked whether it happens, or told what follows if it does, or that no date is set for it?"""
    return sentence.text.endswith("?") or is_hypothetical(sentence, verb)


def status_draft(modality: Modality, evidence: Span, rule: str, weight: float) -> Draft:
    """STATUS of a happening that is held: what is due, or only expected to be, is `scheduled`."""
    due = modality in {Modality.SCHEDULED, Modality.EXPECTED}
    status = Modality.SCHEDULED if due else modality
    return Draft(
        slot=Slot.STATUS,
        value=status.value,
        shown=status.value,
        evidence=evidence,
        rule=rule,
        weight=weight,
        modality=modality,
    )
