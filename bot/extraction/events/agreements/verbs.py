"""Verbs that make an agreement, and how far they bring it."""

from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words as listed

SIGNED, CONCLUDED, RATIFIED = "signed", "concluded", "ratified"

_DOUBLED = lazy(r"(?:[^aeiou]|^)[aeiou][bdgmnprt]$")
_NOT_DOUBLED = listed(
    "broaden widen tighten toughen stiffen threaten loosen abandon expand consider enter unwind land"
)


def forms_of(verbs: str, others: str = "") -> frozenset[str]:
    """The present, past and -ing forms of regular `verbs`, parted by spaces, and `others` as they stand."""
    return frozenset(form for verb in verbs.split() for form in _forms(verb)) | listed(others)


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    stem = verb + verb[-1] if _DOUBLED.search(verb) and verb not in _NOT_DOUBLED else verb
    return verb, third, stem + "ed", stem + "ing"


_FORMS = {
    SIGNED: forms_of("ink exchange", "sign signs signed signing"),
    CONCLUDED: forms_of(
        "reach clinch conclude finalise finalize seal secure agree announce unveil initial land adopt",
        "forge forges forged strike strikes struck striking initialled agreeing shake shakes shook shaking",
    ),
    RATIFIED: forms_of("ratify"),
}
DEEDS = {form: status for status, forms in _FORMS.items() for form in forms}
"""Each form with what it makes of the agreement."""

APPROVALS = listed("approve approves approved pass passes passed endorse endorses endorsed back backs backed")
"""Of a parliament they ratify."""

NOUNS = {
    "signing": SIGNED,
    "signature": SIGNED,
    "exchange": SIGNED,
    "conclusion": CONCLUDED,
    "finalisation": CONCLUDED,
    "finalization": CONCLUDED,
    "announcement": CONCLUDED,
    "ratification": RATIFIED,
}
"""Deeds told as nouns: "the signing of nine MoUs"."""

WEAK = forms_of("announce unveil adopt initial secure land exchange")
"""They make agreements of two states only, or exchange papers: alone they say little."""
