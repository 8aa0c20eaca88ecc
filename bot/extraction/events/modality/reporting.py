"""What the frame around a clause makes of it: "denied that", "whether", "invited her to"."""

import re

from bot.extraction.events.modality.clauses import before
from bot.extraction.events.modality.patterns import AnyCase, any_of, meant
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_FRAMES = any_of(
    (
        (
            Modality.DENIED,
            r"""
            (?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)?|reject(?:s|ed)?|refut(?:e|es
            |ed))(?: on \w+)?(?: an?)?(?: (?:newspaper|media|press|local))?
            (?:that|reports?|claims?|rumou?rs?|suggestions?|speculation|having|any|plans?|he|she|they|it)
            | (?:un|not )true that | no (?:evidence|indication|sign|confirmation) that | no plans? for
            | stopped short of | no talk of
            """,
        ),
        (
            Modality.RUMOURED,
            r"""
            if | whether | unless | in case | reports? (?:that|of|about|suggest\w*) | rumou?rs?
            | speculat(?:ion|e|es|ed|ing) | unclear | possibility | unconfirmed | floated | prospect of
            """,
        ),
        (Modality.PROPOSED, r"(?:propos|suggest|demand|insist|recommend|urg|request)\w* that"),
    )
)
_WITH_OBJECT = any_of(
    (
        (
            Modality.PROPOSED,
            r"""
            invit\w+ | urg(?:e|es|ed|ing) | ask(?:s|ed|ing)? | call(?:s|ed|ing)? (?:on|upon|for)
            | press(?:es|ed|ing) | want(?:s|ed|ing)? | encourag\w+ | push(?:es|ed|ing)?
            | offer(?:s|ed|ing)? | proposals? | would like | request\w* | appeal\w* to | convince\w*
            | persuade\w*
            """,
        ),
        (Modality.EXPECTED, "expect(?:s|ing)?"),
        (Modality.DENIED, r"(?:barr|forb|block|prevent)\w*"),
    )
)
"""Their object parts them from the infinitive: "invited the Brazilian leader to visit"."""
_OTHER_CLAUSE = lazy(r"[,;:]|\b(?:and (?![A-Z])|[Bb]ut|who|which|[Ww]hile|[Aa]fter|[Bb]efore)\b")
_OTHER_OBJECT = lazy(
    r"[;:]|,(?! (?:and )?[A-Z])|\b(?:and (?![A-Z])|[Bb]ut|who|which|[Ww]hile|[Aa]fter|[Bb]efore)\b"
)
"""The same, save that commas part a row of names: "invited the leaders of Japan, Brazil and Kenya to"."""
_CONDITIONS = AnyCase(
    r"\b(?:if|unless|whether|in case|as if|no (?:new )?(?:date|day)|undecided)\b|\b(?:has|have|had) never $"
)
_FIRST_TO = lazy(
    r"(?:became|becomes?|was|is|were|been|the|,) (?:the )?(?:first|second|third|latest|only"
    r"|last)\b[^,;:]{1,90}$"
)
"""Who "became the first leader to visit" has visited."""
_INFINITIVE = lazy(r"\bto(?: \w+ly)? $")
_REPORT = AnyCase(
    r"[,:–—-] ?(?:media )?reports?(?: (?:say|says|said|suggests?|claims?))?[.]?$|\breportedly\b"
)
_PAST = lazy(r"\w+ed\b|\b(?:met|held|had|made|paid|spoke|sat|flew|came|went|took)\b")
"""What "proposed that" cannot rule."""
_TAKEN = frozenset({Modality.HELD, Modality.SCHEDULED, Modality.EXPECTED, None})
"""What a frame can still turn into something else."""


def reported(sentence: Sentence, verb: Span, put: Modality | None) -> Modality | None:
    """`put`, unless the words around the clause deny it, doubt it or only wish for it."""
    clause = before(sentence, verb.start)
    if put not in _TAKEN:
        wished = put in {Modality.PROPOSED, Modality.RUMOURED}
        return Modality.DENIED if wished and _frame(_FRAMES, clause) is Modality.DENIED else put
    framed = _infinitive(sentence, verb, clause) if put is Modality.SCHEDULED else None
    framed = framed or _frame(_FRAMES, clause)
    done = put is Modality.HELD and _PAST.search(sentence.cut(verb.start, verb.end))
    if framed and not (framed is Modality.PROPOSED and done):
        return framed
    rest = sentence.cut(verb.end, sentence.span.end)
    return Modality.RUMOURED if "eport" in rest and _REPORT.search(rest) else put


def is_hypothetical(sentence: Sentence, verb: Span) -> bool:
    """Does a condition or a question rule the clause of the verb?"""
    clause = before(sentence, verb.start)
    found = list(_CONDITIONS.finditer(clause))
    return bool(found) and not _OTHER_CLAUSE.search(clause[found[-1].end() :])


def _infinitive(sentence: Sentence, verb: Span, clause: str) -> Modality | None:
    """Who wants whom to: only of a plain infinitive, "to visit"."""
    if not _INFINITIVE.search(clause) or not sentence.cut(
        chain_start(sentence, verb.start), verb.start
    ).startswith("to"):
        return None
    if _FIRST_TO.search(clause):
        return Modality.HELD
    return _frame(_WITH_OBJECT, clause[: clause.rindex("to")], _OTHER_OBJECT)


def _frame(frames: AnyCase, clause: str, ends: re.Pattern[str] = _OTHER_CLAUSE) -> Modality | None:
    """The last frame, if no other clause begins after it."""
    near = [m for m in frames.finditer(clause) if not ends.search(clause[m.end() :])]
    denied = any(meant(m) is Modality.DENIED for m in near)  # "denied reports that"
    return Modality.DENIED if denied else meant(near[-1]) if near else None
