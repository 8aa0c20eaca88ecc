"""Texts, addresses of the worst feeds: markup, mentions, what is not seen, any script and length."""

from random import Random

_WORDS = (
    "leaders",
    "ministers",
    "meet",
    "spring",
    "talks on grain",
    "ports",
    "harbour",
    "strike",
    "council",
    "a",
)
_SCRIPTS = (
    "وزراء الخارجية يجتمعون في الربيع",
    "השרים ייפגשו באביב",
    "मंत्री वसंत में मिलेंगे क्षेत्रीय",
    "部长们将于春天会面讨论粮食港口",
    "장관들은 봄에 만난다 각하",
    "รัฐมนตรีจะพบกันในฤดูใบไม้ผลิ",
    "министры встретятся весной",
    "👨‍👩‍👧‍👦 🏳️‍🌈 🇮🇳🇷🇺 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☂️",
    "𝔐𝔦𝔫𝔦𝔰𝔱𝔢𝔯𝔰 𝟜𝟚 𓀀𓀁",
)
"""Meant to be shown as they are."""
ATTACKS = (
    # Slack: mentions, links, dates, entities, emphasis, emoji, JSON
    *("<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S012345|@desk>"),
    *("<@U012345>", "<#C012345|news>"),
    *("<!date^1700000000^{date}|x>", "<https://evil.example|bank.example>", "<mailto:a@evil.example|us>"),
    *("&lt;!channel&gt;", "&amp;lt;!here&amp;gt;", "&#60;!channel&#62;"),
    *(":rotating_light: :+1:", '"}],"text":"x'),
    *("*bold* _italic_ ~struck~", "```fence``` `code`", "> quote\n- list"),
    # Discord: mentions, times, commands, emoji, links, headings, lists, spoilers, escapes
    *("@everyone", "@here", "<@700>", "<@!700>", "<@&5>", "<#1002>", "</watch latest:9>", "<t:1700000000:R>"),
    *("<:kappa:123>", "<a:dance:123>", "<id:guide>", "<id:customize>", "@\u200beveryone", "@\x00here"),
    *("[read](https://evil.example)", "[a\nb](https://evil.example)", "see[this](<https://evil.example>)"),
    *("https://ok.example[x](https://evil.example)", "<https://evil.example/x>", "HTTPS://evil.example/y"),
    *("# heading", "### heading", "-# small", ">>> quote", "* item", "  - item", "1. one", "\t12. twelve"),
    *("||spoiler||", "**strong**", "__under__", "~~gone~~", "``a`b``", "\\*not\\*", "\\\\**x**", "\\"),
    *("**", "](", "||"),
    # What is not seen, or turns its neighbours round
    *("\u202egnp.exe\u202c", "\u2066a\u2067b", "a\u200db", "\u200f12\u200e"),
    *("\ufeff", "\u00ad", "\ufff9x\ufffay\ufffb"),
    *("\U000e0041\U000e0042", "\x1b[31mred", "\x00", "a\rb\r\nc\u2028d\u2029e"),
    *("\ud83d", "\udc00", "\n\n\n\n"),
    *("\u2800\u3164\u115f", "\u202d\u2069\u2069\u202c"),
)  # fmt: skip
_FLOODS = (
    "e\u0301\u0316",
    "\u0e33\u0e47\u0e48",
    "\u0488",
    "क\u094d",
    "\u200d",
    "🏴\U000e0067",
    "👍🏽\u200d",
    "\ufe0f",
    "🇮",
)
_HUGE = 1_000_000
"""Characters of a title that nobody wrote by hand."""
_HOSTS = (
    *("news.example", "www.harbour-post.example", "ndtv.example", "xn--bcher-kva.example"),
    *("бanк.example", "例え.example"),
    *("user:pw@bank.example", "192.0.2.7", "[2001:db8::1]", "a" * 70 + ".example"),
    *("NEWS.example:8443", "evil.example\\@ok"),
)  # fmt: skip
_SCHEMES = (
    "https://",
    "https://",
    "https://",
    "http://",
    "HTTPS://",
    "javascript:",
    "slack://",
    "data:text/html,",
    "//",
    "",
)


class WildTexts:
    """The same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 -- made-up texts, no secrets

    def text(self, longest: int = 12) -> str:
        """A title, a name, a sentence: from nothing to, now and then, a megabyte."""
        match self.random.randrange(1_000):
            case 0:
                return self._repeated(self._piece(), _HUGE)
            case roll if roll < 30:
                return self._repeated(self.random.choice(_FLOODS), self.random.randrange(3_000))
            case roll if roll < 50:
                return self._repeated(self._piece() + " ", self.random.randrange(8_000))
            case roll if roll < 70:
                return ""
            case _:
                pieces = (self._piece() for _ in range(self.random.randint(1, longest)))
                return self.random.choice((" ", " ", " ", "", "\n")).join(pieces)

    def url(self) -> str:
        host, path = (
            self.random.choice(_HOSTS),
            self.random.choice(("a", "2026/07/report", "x" * 600, "x" * 2_500)),
        )
        query = f"?q={self._piece()}" if self.random.random() < 0.5 else ""
        return f"{self.random.choice(_SCHEMES)}{host}/{path}{self._piece() * self.random.randrange(2)}{query}"

    def _piece(self) -> str:
        match self.random.randrange(10):
            case 0 | 1 | 2:
                return self.random.choice(ATTACKS)
            case 3 | 4:
                return self.random.choice(_SCRIPTS)
            case 5:
                return "".join(chr(self.random.randrange(0x110000)) for _ in range(self.random.randint(1, 8)))
            case _:
                return self.random.choice(_WORDS)

    @staticmethod
    def _repeated(piece: str, size: int) -> str:
        return piece * (size // max(len(piece), 1))
