"""Leaders who gather as a group, told without any noun for it: "ASEAN's leaders are to meet in Manila"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_BLOCS = listed(
    """
    sco csto eaeu cis ots central-asian-five brics g20 g7 g77 quad non-aligned-movement commonwealth ibsa
    coalition-of-the-willing european-union european-council nato efta council-of-europe asean saarc bimstec
    apec pacific-islands-forum iora gcc arab-league oic african-union ecowas sadc mercosur celac caricom
    european-political-community east-african-community igad comesa ceeac cemac uemoa alliance-of-sahel-states
    pacific-alliance andean-community unasur acto sica oecs aukus d8 eco visegrad-group bsec mano-river-union
    indian-ocean-commission association-of-caribbean-states nordic-council
    benelux bucharest-nine three-seas-initiative weimar-triangle lancang-mekong melanesian-spearhead-group
    francophonie gulf-of-guinea-commission icglr eccas uma cplp aosis alba prosur fipic opec gecf
    berlin-process med9 nordic-baltic-eight i2u2 joint-expeditionary-force oacps lake-chad-basin-commission
    """
)
"""Bodies whose leaders meet."""

LEADERS = (
    r"(?:heads? of state and (?:of )?government|heads? of (?:state|government)|leaders|presidents|rulers"
    r"|prime ministers)"
)
_COUNTED = r"(?:(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|27|32)[- ])?"
_BEFORE = lazy(
    rf"(?:[’']s?)?(?: \([A-Z0-9+]{{2,9}}\))?(?:[’']s?)?(?:,? whose)? {_COUNTED}(?:\w+ )?{LEADERS}(?![’']|\w)",
    re.IGNORECASE,
)
"""After the bloc's name: "ASEAN's ten leaders"."""
_OF = lazy(
    rf"\b{LEADERS} (?:of|from) (?:the |all |all the )?{_COUNTED}"
    r"(?:(?:[\w’'-]+ ){0,3}?(?:states|countries|nations|members) (?:of|in) (?:the )?)?(?:[\w-]+ bloc )?$",
    re.IGNORECASE,
)
"""Before the bloc's name: "heads of state of the"."""
_TRIGGER = lazy(r"heads? of (?:state|government)|leaders|presidents|rulers|prime ministers")
_AS_ONE = lazy(
    rf"\b(?:the|its) (?:(?:bloc|alliance|grouping|group|club|community|organi[sz]ation|union|league"
    rf"|association"
    rf"|council|forum|body)[’']s {_COUNTED}(?:\w+ )?{LEADERS}"
    rf"|(?:(?:two|three|four|five|six|seven|eight|nine|ten) (?:countries|nations|neighbou?rs)[’'] )?{LEADERS}"
    rf"|{LEADERS} of the (?:bloc|alliance|grouping|group|club|community|union|league|association|(?:two|three"
    r"|four|five|six|seven|eight|nine|ten)(?: (?:countries|nations|neighbou?rs|states))?))(?![’']|\w)",
    re.IGNORECASE,
)
"""Of a group told before: "the bloc's leaders", "the leaders of the three nations"."""

_AUXILIARIES = (
    r"(?:(?: (?:will|would|shall|to|is|are|was|were|be|been|has|have|had|also|due|set|expected|scheduled"
    r"|likely"
    r"|planning|plan|agreed|again|now|then|last|next|first|both|all|each|once|themselves|not|yet|must"
    r"|could|may"
    r"|might|should|today|tomorrow|physically|formally|jointly|hoping|hope|having)|,? who|,? which))*"
)
_CIRCUMSTANCE = r"(?:,? (?:on|in|this|next|last|late|early)(?: [\w’]+){1,4},?)?"
_GATHER = (
    r"(?:gather(?:s|ed|ing)?|conven(?:e|es|ed|ing)|com(?:e|es|ing) together|came together|assembl(?:e|es"
    r"|ed|ing)"
    r"|converg(?:e|es|ed|ing)|meet(?:s|ing)?|met|s[ia]t down|sits down|sitting down|huddl(?:e|es|ed|ing)"
    r"|congregat(?:e|es|ed|ing)|reconven(?:e|es|ed|ing)|reunit(?:e|ed)|flock(?:ed|ing)?|descend(?:ed|ing)?"
    r"|be (?:welcomed|hosted|received|in)|arriv(?:e|es|ed|ing)|(?:due|expected|awaited)(?: back)?(?= in\b))"
)
_FOLLOWS = (
    r"(?= (?:in|on|at|from|here|there|again|next|this|tomorrow|today|for|virtually|online|between|behind|by"
    r"|early|late|after|face|was in|was on|[A-Z][a-z]+day|(?-i:[A-Z]))\b|,|$|\.)"
)
_VERB = lazy(
    rf"((?: \([A-Z0-9+]{{2,9}}\))?(?:,[^,.;:]{{3,110}},"
    rf"|,? [–—-] [^.;:–—]{{3,140}} [–—-])?{_AUXILIARIES}{_CIRCUMSTANCE}{_AUXILIARIES},? )"
    rf"({_GATHER})(?!\w){_FOLLOWS}",
    re.IGNORECASE,
)
_FRONTED = lazy(
    r"(?P<verb>meeting|gathering|gathered|assembled|convening|huddled) (?=in|on|at)[^.;:“”]{3,70}, (?:the "
    r"|all )?$",
    re.IGNORECASE,
)
"""Before the leaders: "Meeting in Abuja last Sunday, the"."""
_THEY = lazy(r"\b(?:when|where|as|before|after) they(?=( ))", re.IGNORECASE)
_HOSTS = lazy(
    r"\b(?:host(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|receiv(?:e|es|ed|ing)|play(?:s|ed|ing)? host to"
    r"|summon(?:s|ed)?"
    r"|bring(?:s|ing)? together|br(?:ought) together|gather(?:s|ed)?|invit(?:e|es|ed|ing)|greet(?:s|ed)?"
    r"|conven(?:e|es|ed)"
    r"|call(?:s|ed)? together|open(?:s|ed)? (?:its|their) doors to)(?: back)? $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Leaders and the verb by which they gather."""

    leaders: Span
    verb: Span
    end: int
    """Where what is said of it begins: after the verb, or after the leaders whom it brings together."""
    bloc: tuple[Named, ...]
    """Empty where a group told before is meant."""


def is_bloc(named: Named) -> bool:
    return named.entity.kind is EntityKind.ORGANISATION and named.entity.id in _BLOCS


def gatherings_in(sentence: Sentence) -> Iterator[Gathering]:
    """Where leaders gather in `sentence`."""
    if not _TRIGGER.search(sentence.text.lower()):
        return
    seen: set[int] = set()
    for leaders, bloc in (*_of_blocs(sentence), *_of_groups(sentence)):
        if leaders.start not in seen and (verb := _verb(sentence, leaders)):
            seen.add(leaders.start)
            end = verb.end if verb.start >= leaders.end or _fronts(sentence, verb) else leaders.end
            yield Gathering(leaders=leaders, verb=verb, end=end, bloc=bloc)


def _of_blocs(sentence: Sentence) -> Iterator[tuple[Span, tuple[Named, ...]]]:
    for named in filter(is_bloc, sentence.named):
        own = (named,)
        stem = (
            named.span.end - 2
            if sentence.cut(named.span.end - 2, named.span.end) in {"'s", "’s"}
            else named.span.end
        )
        after = _BEFORE.match(sentence.cut(stem, min(sentence.span.end, stem + 60)))
        reach = max(sentence.span.start, named.span.start - 90)
        before = _OF.search(sentence.cut(reach, named.span.start))
        inside = _TRIGGER.search(sentence.cut(named.span.start, named.span.end).lower())
        if after:
            yield Span(start=named.span.start, end=stem + after.end()), own
        elif before:
            yield Span(start=reach + before.start(), end=named.span.end), own
        elif inside:  # "Quad leaders" is an alias
            yield named.span, own


def _of_groups(sentence: Sentence) -> Iterator[tuple[Span, tuple[Named, ...]]]:
    for match in _AS_ONE.finditer(sentence.text):
        yield Span(start=sentence.span.start + match.start(), end=sentence.span.start + match.end()), ()


def _verb(sentence: Sentence, leaders: Span) -> Span | None:
    after = _VERB.match(sentence.cut(leaders.end, min(sentence.span.end, leaders.end + 240)))
    if after and (after[2].islower() or sentence.is_title):  # not "the Forum Leaders Meeting"
        return Span(start=leaders.end + after.start(2), end=leaders.end + after.end(2))
    reach = max(sentence.span.start, leaders.start - 100)
    if fronted := _FRONTED.search(sentence.cut(reach, leaders.start)):
        return Span(start=reach + fronted.start("verb"), end=reach + fronted.end("verb"))
    if later := _THEY.search(sentence.cut(leaders.end, sentence.span.end)):
        they = leaders.end + later.end()
        if after := _VERB.match(sentence.cut(they, min(sentence.span.end, they + 120))):
            return Span(start=they + after.start(2), end=they + after.end(2))
    reach = max(sentence.span.start, leaders.start - 60)
    before = _HOSTS.search(sentence.cut(reach, leaders.start).removesuffix("the ").removesuffix("all "))
    if before:
        return Span(start=reach + before.start(), end=reach + before.end() - 1)
    return None


def _fronts(sentence: Sentence, verb: Span) -> bool:
    """Do the place and the day follow the verb though the leaders come later?"""
    return sentence.cut(verb.start, verb.end).lower() in {
        "meeting",
        "gathering",
        "gathered",
        "assembled",
        "convening",
        "huddled",
    }
