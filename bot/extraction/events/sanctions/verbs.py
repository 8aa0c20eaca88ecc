"""Verbs that impose, extend and lift sanctions, and those that only think of them."""

from bot.extraction.events.agreements.verbs import forms_of
from bot.extraction.facts import Modality

IMPOSED, EXTENDED, LIFTED = "imposed", "extended", "lifted"

_FORMS = {
    IMPOSED: forms_of(
        "impose re-impose reimpose slap levy adopt announce approve introduce unveil enact place apply issue"
        " order increase step ramp authorise authorize tighten expand broaden widen agree pass implement"
        " unleash toughen stiffen restore reinstate endorse clamp enforce add intensify",
        "put puts agreeing",
    ),
    EXTENDED: forms_of("extend renew prolong"),
    LIFTED: forms_of(
        "lift ease remove relax suspend waive drop scrap revoke terminate loosen end repeal abolish rescind"
    ),
}
DEEDS = {form: status for status, forms in _FORMS.items() for form in forms}
"""Each form with what it does to sanctions."""

_THOUGHTS = {
    Modality.PROPOSED: forms_of(
        "propose threaten prepare draft float plan suggest recommend", "readies readying"
    ),
    Modality.RUMOURED: forms_of("consider mull weigh eye discuss explore contemplate debate", "eyeing"),
}
THOUGHTS = {form: modality for modality, forms in _THOUGHTS.items() for form in forms}
"""Each form with how it puts sanctions that are not there yet."""

WITH = forms_of("slap target punish", "hit hits hitting")
"""As in "hit Russia with sanctions"."""
UNDER = forms_of("place", "put puts")
"""As in "placed the bank under sanctions"."""
LISTING = forms_of("sanction blacklist designate delist")
"""Verbs whose object is the target itself."""
FREEZING = forms_of("freeze", "froze frozen")
MOVES = forms_of("add ban bar remove")
"""Verbs that put targets on a list, take them off it, or keep them out of a country."""
OBJECT_VERBS = LISTING | FREEZING | MOVES
EFFECTS = forms_of("enter", "take takes took come comes came")
"""As in "took effect", "came into force"."""
