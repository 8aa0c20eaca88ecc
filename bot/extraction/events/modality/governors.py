"""Verbs and prepositions that rule a noun such as "talks", and what they make of it."""

from bot.extraction.events.modality.patterns import AnyCase, any_of, either
from bot.extraction.facts import Modality
from bot.extraction.wordlists import words

GOVERNORS = any_of(
    (
        (
            Modality.CANCELLED,
            """
            cancel(?:s|led|ed|ling|ing)? | call(?:s|ed|ing)? off | scrap(?:s|ped|ping)? | pull(?:s|ed)? out of
            """,
        ),
        (
            Modality.POSTPONED,
            """
            postpon(?:e|es|ed|ing) | put(?:s|ting)? off | delay(?:s|ed|ing)? | defer(?:s|red)?
            | reschedul(?:e|es|ed) | push(?:es|ed)? back | suspend(?:s|ed|ing)?
            """,
        ),
        (
            Modality.DENIED,
            r"""
            rul(?:e|es|ed|ing) out | den(?:y|ies|ied|ying) | reject(?:s|ed|ing)? | refus(?:e|es|ed|ing)
            | declin(?:e|es|ed)
            | without | skip(?:s|ped)? | not (?:plan\w*|discuss\w*|agree\w*)
            """,
        ),
        (
            Modality.PROPOSED,
            r"""
            propos(?:e|es|ed|ing|als?) | call(?:s|ed|ing)? for | offer(?:s|ed|ing)? | suggest(?:s|ed|ing)?
            | urg(?:e|es|ed) | seek(?:s|ing)? | sought | request(?:s|ed|ing)? | demand(?:s|ed|ing)?
            | push(?:es|ed|ing)? for | invit\w+ | (?:open|ready|willing) (?:to|for) | want(?:s|ed|ing)?
            | press(?:es|ed|ing)? for | appeal(?:s|ed)? for
            """,
        ),
        (
            Modality.RUMOURED,
            r"""
            not rul(?:e|ed|ing) out
            | consider(?:s|ed|ing)? | mull(?:s|ed|ing)? | weigh(?:s|ed|ing)? | possib(?:le|ility)
            | prospects? | hop(?:e|es|ing)(?: of| for) | speculation | rumou?rs? | reports? of | chance of
            | if | whether | unless | idea of | explor(?:e|es|ed|ing)
            """,
        ),
        (Modality.EXPECTED, "expect(?:s|ed|ing)?"),
        (
            Modality.SCHEDULED,
            r"""
            ahead of | before | prior to | run-up to | lead-up to | eve of | prepar\w+ (?:for|the)
            | prepar(?:e|es|ing) | gear(?:s|ing)? up for | agre(?:e|es|ed) (?:to|on)
            | announc(?:e|es|ed|ing) | schedul(?:es|ing) | plan(?:s|ning)? | set for | due for
            | confirm(?:s|ed)? | preparations for | set the stage for
            """,
        ),
        (
            Modality.HELD,
            "after | following | followed | during | since | amid | led to | in | at | from | of",
        ),
    )
)
_VERBS = words(
    """
    hold holds held holding have has had having make makes made making pay pays paid paying begin begins
    began begun beginning undertake undertakes undertook undertaken undertaking lead leads led leading
    """
)
_REGULAR = words(
    "host conduct attend start resum conclud complet join co-host end finish continu open receiv"
)
_PHRASES = either(
    r"""
    wrap(?:s|ped)? up | embark(?:s|ed)? on | kick(?:s|ed)? off | (?:arriv(?:e|es|ed)|depart(?:s|ed)?) for
    | (?:leaves?|left) for | (?:sat?|sits|sit) down for | gather(?:s|ed)? for | met for | meets? for
    """
)
NONE = AnyCase(
    r"\bno (?:plans?|intention|need|invitation|date|day|talk|decision|prospect|question|chance|agreement)\b"
)
"""Whatever rules the noun after it: "no date has been set for talks"."""
ON = AnyCase(
    r"\b(?:(?:leave|leaves|left|leaving|depart|departs|departed|embark|embarks|embarked|go|goes|went|going)"
    r"\b[^,;:]{0,60}? )?on(?= (?:an?|his|her|its|their)\b)"
)
"""Of visits: "is on a", "will leave on his"."""
HOLDING = AnyCase(
    rf"\b(?:{'|'.join(sorted(_VERBS))}|(?:{'|'.join(sorted(_REGULAR))})(?:s|es|e|ed|ing)?|{_PHRASES})(?!\w)"
)
"""Verbs whose own modality is that of what they hold: "will hold", "had", "refused to attend"."""
