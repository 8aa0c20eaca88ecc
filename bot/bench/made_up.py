"""Made-up news for measurements: the same texts, names and watches on every machine, from a seed."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from bot.extraction.lexicon import Alias, AliasKind, Entity, EntityId, EntityKind, Lexicon
from bot.extraction.rules import EntityTerm, PhraseTerm, Rule, Scope
from bot.extraction.text import Document, make_document

_SEED = 20_260_302
_START = datetime(2026, 3, 2, tzinfo=UTC)

_COMMON = """
the of to in a and said on for that with was by at from it is its as has be will he an are after over his
who were have would which had been not more this their but they about or than into two also new last up
year one minister government president officials talks country between against state people could first
week percent while trade under told prices during before where because foreign energy security markets oil
since out when party million other court election border report three police leaders economic military
deal including weeks support group investors agreement national decision prime rate central bank official
growth plan power time company reporters month public made war part however conflict several some billion
only meeting according statement days early expected years sanctions gas among parliament key next home
global gold region visit international deficit tariffs exports leader strike shares companies budget
called capital forces
"""
"""Words of news, the common first: they begin and hold one another as words of any English do."""

_ASKED = (
    "summit",
    "trade deal",
    "joint statement",
    "ceasefire",
    "tariff",
    "export ban",
    "state visit",
    "pact",
)
_ONSETS = "b br ch d dr f g gr h j k kh kr l m n p pr r s sh st t tr v vl w y z zh"
_VOWELS = "a e i o u a e i o ai ou ia"
_CODAS = "n r l s k m nd rt sk v"
_ALIAS_KINDS = (AliasKind.NAME, AliasKind.DEMONYM, AliasKind.ACRONYM, AliasKind.METONYM)
_ALIASES_EACH = 1 + len(_ALIAS_KINDS)


class MadeUpNews:
    """A world of names, the often-named first, what is written about it, and who watches it."""

    def __init__(self, names: int) -> None:
        self._random = Random(_SEED)  # noqa: S311 - the same on every run is what is wanted
        self._words = _COMMON.split()
        self._syllable = _ONSETS.split(), _VOWELS.split(), ["", "", "", *_CODAS.split()]
        self.names = self._names(names)
        self._weights = list(accumulate(1 / rank for rank in range(1, names + 1)))
        self._word_weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._words))))

    def documents(self, count: int) -> list[Document]:
        """A title and 60 to 80 words each, with some six names of people, places and bodies."""
        return [
            make_document(
                title=self._sentence(9), body=self._body(), published=_START + timedelta(minutes=number)
            )
            for number in range(count)
        ]

    def phrase_rules(self, terms: int) -> dict[str, Rule]:
        """Watches that ask for one of the most-named things with one of three more; `terms` in all."""
        phrases = [PhraseTerm(phrase=name) for name in self.names[:terms]]
        return {
            f"w{number}": Rule(all=(phrases[number],), any=tuple(phrases[number + 1 : number + 4]))
            for number in range(0, terms, 4)
        }

    def lexicon(self, aliases: int) -> Lexicon:
        """Entities of five names each, of all kinds of alias; their ids are `e0`, `e1` and so on."""
        return Lexicon(
            Entity(
                id=EntityId(f"e{number // _ALIASES_EACH}"),
                name=self.names[number],
                kind=EntityKind.COUNTRY,
                aliases=tuple(
                    Alias(text=text, kind=kind)
                    for text, kind in zip(
                        self.names[number + 1 : number + _ALIASES_EACH], _ALIAS_KINDS, strict=True
                    )
                ),
            )
            for number in range(0, aliases, _ALIASES_EACH)
        )

    def entity_rules(self, count: int, aliases: int) -> dict[str, Rule]:
        """Watches on two entities in one paragraph, with words of which one must be there, one must not."""
        asked = [PhraseTerm(phrase=phrase) for phrase in _ASKED]
        return {
            f"w{number}": Rule(
                all=(self._entity(aliases), self._entity(aliases)),
                any=tuple(self._random.sample(asked, 3)),
                none=(PhraseTerm(phrase="cricket"),),
                within=Scope.PARAGRAPH,
            )
            for number in range(count)
        }

    def _entity(self, aliases: int) -> EntityTerm:
        """One of a lexicon of so many aliases; those that are often named are often watched."""
        place = int((aliases // _ALIASES_EACH) ** self._random.random()) - 1
        return EntityTerm(entity=EntityId(f"e{place}"))

    def _names(self, count: int) -> list[str]:
        """Half of them one word, a third two, the rest three; one in twenty an acronym."""
        made: dict[str, None] = {}
        while len(made) < count:
            words = self._random.choices((1, 2, 3), (3, 2, 1))[0]
            name = " ".join(self._name() for _ in range(words))
            made[name[:4].strip().upper() if len(made) % 20 == 3 else name] = None
        return list(made)

    def _name(self) -> str:
        parts = self._syllable * self._random.randint(2, 3)
        return "".join(map(self._random.choice, parts)).capitalize()

    def _body(self) -> str:
        return "".join(f"<p>{self._sentence(18)} {self._sentence(18)}</p>" for _ in range(2))

    def _sentence(self, length: int) -> str:
        words = self._random.choices(self._words, cum_weights=self._word_weights, k=length)
        for name in self._random.choices(self.names, cum_weights=self._weights, k=1 + length // 12):
            words[self._random.randrange(length)] = name
        if self._random.random() < 0.05:  # a document in four has a word that watches ask for
            words[-1] = self._random.choice(_ASKED)
        return f"{words[0][:1].upper()}{words[0][1:]} {' '.join(words[1:])}."
