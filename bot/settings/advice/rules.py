"""Warnings about parts of rules that can never hold, and about `also` where it admits nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.rules import Also, EntityTerm, PhraseTerm, Scope, Term, Words
from bot.settings.advice.known import Known, words_of
from bot.settings.mistakes import Mistake, mistake, shown
from bot.settings.written import WrittenPart

_LACKS = {
    Also.METONYM: "it has no metonym",
    Also.WEAK: "it has no weak name",
    Also.PEOPLE: "no person is said to speak for it",
    Also.CITIES: "no city is said to lie in it",
}


def about_rule(rule: WrittenPart, known: Known) -> Iterator[Mistake]:
    everywhere = _terms(rule.none)
    around = _Around(known=known, everywhere=everywhere, forbidden=everywhere, window=_width(rule))
    yield from _unreachable(rule, around, fatal=True)
    yield from _pointless(rule, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the groups around a part say about it."""

    known: Known
    everywhere: tuple[Term, ...]
    """What the document must not hold."""
    forbidden: tuple[Term, ...]
    """What the stretch must not hold where the part stands."""
    window: int | None
    """The most words that the stretch has, if it is counted in words."""

    def inside(self, group: WrittenPart) -> "_Around":
        """The same for the parts of `group`. A title group looks at the title, wherever it stands."""
        titled = group.within is Scope.TITLE
        outer = self.everywhere if titled else self.forbidden
        widths = [width for width in (None if titled else self.window, _width(group)) if width]
        return _Around(
            known=self.known,
            everywhere=self.everywhere,
            forbidden=(*outer, *_terms(group.none)),
            window=min(widths, default=None),
        )

    def lost(self, part: WrittenPart) -> bool:
        """Whether `part` can never hold."""
        if part.term is not None:
            return self.problem(part.term) is not None
        inside = self.inside(part)
        return any(map(inside.lost, part.all)) or (bool(part.any) and all(map(inside.lost, part.any)))

    def problem(self, term: Term) -> tuple[str, str] | None:
        """Why the term can never hold, and the way out."""
        for other in self.forbidden:
            if other == term:
                return "this stands under none too", "Remove it from one of the two."
            if self.known.implies(term, other):
                what = f"whatever holds {_name(term)} holds {_name(other)}, which stands under none"
                return what, "Remove one of the two, or make the one under none longer."
        if self.window and isinstance(term, PhraseTerm) and len(words_of(term.phrase)) > self.window:
            what = f"{_name(term)} is longer than {self.window} words, within which it is looked for"
            return what, "Ask for more words, or for a shorter phrase."
        return None


def _terms(parts: tuple[WrittenPart, ...]) -> tuple[Term, ...]:
    return tuple(part.term for part in parts if part.term is not None)


def _width(group: WrittenPart) -> int | None:
    return group.within.count if isinstance(group.within, Words) else None


def _unreachable(group: WrittenPart, around: _Around, *, fatal: bool) -> Iterator[Mistake]:
    """`fatal` where the watch needs the group."""
    for part in group.all:
        yield from _about_part(part, around, fatal=fatal)
    needed = fatal and all(map(around.lost, group.any))
    for part in group.any:
        yield from _about_part(part, around, fatal=needed)


def _about_part(part: WrittenPart, around: _Around, *, fatal: bool) -> Iterator[Mistake]:
    if part.term is None:
        yield from _unreachable(part, around.inside(part), fatal=fatal)
    elif problem := around.problem(part.term):
        what, hint = problem
        effect = "the watch can never match" if fatal else "it never counts"
        yield mistake(part.place(), f"{what}, so {effect}", hint=hint)


def _pointless(group: WrittenPart, known: Known) -> Iterator[Mistake]:
    """What `also` asks for and the lexicon has not."""
    for part in (*group.all, *group.any, *group.none):
        yield from _pointless(part, known)
        if isinstance(part.term, EntityTerm):
            entity = part.term.entity
            for also in sorted(part.term.also):
                if not known.admits(entity, also):
                    what = f"also: {also} adds nothing to {shown(entity)}, because {_LACKS[also]}"
                    hint = f"Remove {also} here, or write what is missing into a file under entities/."
                    yield mistake(part.item("also", also), what, hint=hint)


def _name(term: Term) -> str:
    match term:
        case EntityTerm(entity=entity):
            return f"the entity {shown(entity)}"
        case PhraseTerm(phrase=phrase):
            return shown(phrase)
    return f"the regular expression {shown(term.pattern)}"
