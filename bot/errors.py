"""The errors Wirewatch raises on purpose; everything else that escapes is a bug.

WirewatchError
├── ConfigError              the operator can mend it in a file or the environment (exit 78)
│   └── AuthenticationFailed a platform refused the token (exit 78)
├── UsageError               the command line was given something it cannot use (exit 2)
├── PlatformUnreachable      a platform did not answer while connecting (exit 75)
├── StorageError             the database cannot be opened or written (exit 1)
└── AddressInUse             the port of the status page is taken (exit 1)

An expected outcome is never an exception: see the outcome values in `bot.ports`.
"""


class WirewatchError(Exception):
    """Base of all; `exit_code` is what the command line ends with."""

    exit_code = 1

    def __init__(self, subject: str, problem: str, *, hint: str = "") -> None:
        """`subject` names what failed (a file:line:column, a feed, a platform), `hint` the way out."""
        super().__init__(subject, problem, hint)
        self.subject = subject
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        sentence = f"{self.subject}: {self.problem}"
        return f"{sentence}. {self.hint}" if self.hint else sentence


class ConfigError(WirewatchError):
    exit_code = 78


class AuthenticationFailed(ConfigError):
    """A platform said that the token is wrong: trying again cannot help."""


class UsageError(WirewatchError):
    exit_code = 2


class PlatformUnreachable(WirewatchError):
    exit_code = 75


class StorageError(WirewatchError):
    pass


class AddressInUse(WirewatchError):
    pass
