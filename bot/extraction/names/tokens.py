"""Words and marks of a short stretch of text."""

from bot.extraction.lazily import lazy

_TOKEN = lazy(r"[^\s\"“”‘(),;:—–]+(?:[’'](?=\s))?|[,;:)”\"—–]")
_OPENING = "\"“‘('—–"


class Tokens:
    """The words and marks in order, each looked at only when asked for."""

    __slots__ = ("_lower", "_matches", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._matches = list(_TOKEN.finditer(text, start, end))
        self._lower: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._matches)

    def text(self, at: int) -> str:
        return self._matches[at][0]

    def lower(self, at: int) -> str:
        found = self._lower.get(at)
        if found is None:
            found = self._lower[at] = self._matches[at][0].lower()
        return found

    def start(self, at: int) -> int:
        return self._matches[at].start()

    def end(self, at: int) -> int:
        return self._matches[at].end()

    def is_capital(self, at: int) -> bool:
        return self._text[self._matches[at].start()].isupper()

    def is_first(self, at: int) -> bool:
        """Whether it begins the stretch, or a quotation mark, a bracket or a dash stands before it."""
        return at == 0 or self._text[self._matches[at].start() - 1] in _OPENING
