"""Deeds whose words name sanctions: "imposed sanctions on", "hit with sanctions", "sanctions took effect"."""

from bot.extraction.events.agreements.clauses import clause_end
from bot.extraction.events.agreements.subjects import Subject, subject_of
from bot.extraction.events.agreements.words import Words
from bot.extraction.events.sanctions.deeds import AUXILIARIES, Deed, agents, owners, sufferer
from bot.extraction.events.sanctions.phrases import Phrase
from bot.extraction.events.sanctions.targets import foreign, target_end
from bot.extraction.events.sanctions.verbs import DEEDS, EFFECTS, IMPOSED, THOUGHTS, UNDER, WITH
from bot.extraction.lexicon import Lexicon
from bot.extraction.wordlists import words as listed

_GAP = 6
"""Words between the verb and the phrase that it governs."""
_LIGHT = listed(
    """
    new fresh further more additional tougher tighter sweeping targeted unilateral on out up in to its their
    the a
    """
)
_FOR_TIME = listed("another six twelve three months month year years")
_NEW = listed("new fresh further latest additional")
_RELATIVE_REACH = 16
_WITH_REACH = 13
"""Words between "hit" and "with sanctions": a target with its office."""
_PASSED = listed(
    """
    is are was were be been being has have had will would could may might not to also set due expected later
    again
    """
)
_PASSED_MOST = 8
_CONDITIONS = listed("until unless if once whether when before")
_EFFECT_REACH = 5


def of_phrase(words: Words, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """The deed that a phrase is the object, the means or the subject of."""
    return (
        _imposed(words, phrase, lexicon)
        or _hit_with(words, phrase, lexicon)
        or _passive(words, phrase, lexicon)
        or _effective(words, phrase, lexicon)
        or _told_of(words, phrase, lexicon)
    )


def _imposed(words: Words, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """As in "adopted its 19th package", "is considering new sanctions"."""
    verb = _governing(words, phrase)
    if verb is None:
        return None
    subject = subject_of(words, verb, lexicon)
    if subject is None or not subject.group.parties or not _hits_others(words, phrase, subject):
        return None
    status = DEEDS.get(words.low[verb], IMPOSED)
    return Deed(
        verb=verb,
        status=status,
        imposers=subject.group,
        target=phrase.target,
        first=min(verb, phrase.first),
        start=subject.start,
        end=clause_end(words, phrase.whole),
        rule=f"sanction.{status}/1",
        weight=1.0,
        foreign=phrase.is_measure,
        thought=THOUGHTS.get(words.low[verb]),
    )


def _governing(words: Words, phrase: Phrase) -> int | None:
    k = phrase.first - 1
    while (
        k > 0
        and phrase.first - k < _GAP
        and (
            words.low[k] in _LIGHT
            or words.low[k] in _FOR_TIME
            or (words.low[k] in {"by", "for"} and words.low[k + 1] in _FOR_TIME)
            or k in words.dated
        )
    ):
        k -= 1
    return k if k >= 0 and (words.low[k] in DEEDS or words.low[k] in THOUGHTS) else None


def _hits_others(words: Words, phrase: Phrase, subject: Subject) -> bool:
    """Of a ban or a freeze: does it hit somebody abroad? Sanctions do."""
    return not phrase.is_measure or foreign(words, phrase.noun, phrase.whole, subject.group.ids)


def _hit_with(words: Words, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """As in "hit Russia with new sanctions", "placed the bank under sanctions", and their passives."""
    link = phrase.first - 1
    if link < 1 or words.low[link] not in {"with", "under"}:
        return None
    verbs = WITH if words.low[link] == "with" else UNDER
    reach = range(link - 1, max(-1, link - 1 - _WITH_REACH), -1)
    verb = next((k for k in reach if words.low[k] in verbs and k not in words.inside), None)
    if verb is None:
        return None
    if verb + 1 == link or words.low[verb - 1] in AUXILIARIES:
        return _undergone(words, verb, phrase, lexicon)
    subject = subject_of(words, verb, lexicon)
    if subject is None or not subject.group.parties:
        return None
    return Deed(
        verb=verb,
        status=IMPOSED,
        imposers=subject.group,
        target=(verb + 1, target_end(words, verb + 1, link)),
        first=verb,
        start=subject.start,
        end=clause_end(words, phrase.whole),
        rule="sanction.hit/1",
        weight=1.0,
    )


def _undergone(words: Words, verb: int, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """As in "was hit with sanctions by Japan", "placed under EU sanctions"."""
    end = clause_end(words, phrase.end)
    imposers = agents(words, phrase.end, end, lexicon)
    imposers = imposers if imposers.parties else owners(words, phrase, lexicon)
    target = sufferer(words, verb)
    if target is None or not imposers.parties:
        return None
    return Deed(
        verb=verb,
        status=IMPOSED,
        imposers=imposers,
        target=target,
        first=verb,
        start=target[1],
        end=end,
        rule="sanction.undergone/1",
    )


def _passive(words: Words, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """As in "sanctions on Iran were lifted by the EU"; in a title the participle alone."""
    verb = _participle(words, phrase.whole)
    conditional = phrase.first > 0 and words.low[phrase.first - 1] in _CONDITIONS
    if verb is None or conditional:
        return None
    finite = any(words.low[k] in AUXILIARIES for k in range(phrase.whole, verb))
    apposed = words.low[verb - 1 : verb + 2 : 2] == [",", "by"]
    target = phrase.target or _target_after(words, verb + 1)
    if (target is None and not phrase.is_package) or not (finite or apposed or words.sentence.is_title):
        return None
    end = clause_end(words, max(verb + 1, target[1] if target else 0))
    imposers = agents(words, verb + 1, end, lexicon)
    imposers = imposers if imposers.parties else owners(words, phrase, lexicon)
    if not (imposers.parties or (target and foreign(words, *target, frozenset()))):
        return None
    status = DEEDS[words.low[verb]]
    return Deed(
        verb=verb,
        status=status,
        imposers=imposers,
        target=target,
        first=phrase.first,
        start=verb,
        end=end,
        rule=f"sanction.{status}-passive/1",
        weight=0.9,
    )


def _participle(words: Words, first: int) -> int | None:
    """The place of the participle after auxiliaries and dates."""
    if words.low[first : first + 1] == ["—"] or words.low[first : first + 1] == ["–"]:
        reach = range(first + 1, min(len(words), first + _RELATIVE_REACH))
        first = next((k + 1 for k in reach if words.low[k] in {"—", "–"}), first)
    first += words.low[first : first + 1] == [","]
    for k in range(first, min(len(words), first + _PASSED_MOST + 1)):
        low = words.low[k]
        if not (low in _PASSED or k in words.dated or low.endswith("ly")):
            return k if low in DEEDS and low.endswith("ed") else None
    return None


def _target_after(words: Words, first: int) -> tuple[int, int] | None:
    """As in "sanctions were imposed on Monday against Iran"."""
    for k in range(first, min(len(words) - 1, first + 8)):
        if words.low[k] in {"on", "against"} and k + 1 not in words.dated:
            stop = target_end(words, k + 1, len(words))
            return (k + 1, stop) if stop > k + 1 else None
    return None


def _told_of(words: Words, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """As in "condemned the new sanctions that Japan slapped on Iran on Friday", "imposed by Japan".

    Only what is called new: others have long been in force.
    """
    if _NEW.isdisjoint(words.low[phrase.first : phrase.noun]):
        return None
    end = clause_end(words, phrase.whole + 1)
    relative = words.low[phrase.whole : phrase.whole + 1] in (["that"], ["which"])
    reach = range(phrase.whole, min(end, phrase.whole + _RELATIVE_REACH))
    verb = next((k for k in reach if DEEDS.get(words.low[k]) == IMPOSED), None)
    if verb is None or not (relative or (verb == phrase.whole and words.low[verb + 1 : verb + 2] == ["by"])):
        return None
    subject = subject_of(words, verb, lexicon) if relative else None
    imposers = subject.group if subject else agents(words, verb + 1, end, lexicon)
    target = phrase.target or _target_after(words, verb + 1)
    if target is None or not imposers.parties or not foreign(words, *target, imposers.ids):
        return None
    return Deed(
        verb=verb,
        status=IMPOSED,
        imposers=imposers,
        target=target,
        first=phrase.first,
        start=verb,
        end=clause_end(words, max(verb + 1, target[1])),
        rule="sanction.told-of/1",
        weight=0.8,
    )


def _effective(words: Words, phrase: Phrase, lexicon: Lexicon) -> Deed | None:
    """As in "EU sanctions against Belarus took effect on Monday"."""
    reach = range(phrase.whole, min(len(words), phrase.whole + _EFFECT_REACH))
    verb = next((k for k in reach if words.low[k] in EFFECTS), None)
    if verb is None or phrase.target is None or not _takes_effect(words.low[verb + 1 : verb + 3]):
        return None
    imposers = owners(words, phrase, lexicon)
    if not imposers.parties or (phrase.is_measure and not foreign(words, *phrase.target, imposers.ids)):
        return None
    return Deed(
        verb=verb,
        status=IMPOSED,
        imposers=imposers,
        target=phrase.target,
        first=phrase.first,
        start=verb,
        end=clause_end(words, verb + 1),
        rule="sanction.effect/1",
        weight=0.9,
    )


def _takes_effect(following: list[str]) -> bool:
    return following[:1] == ["effect"] or following in (["into", "force"], ["into", "effect"])
