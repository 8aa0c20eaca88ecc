"""discord.py's log, in sentences for an operator."""

import logging

import discord

_RECONNECT = "Attempting a reconnect"


class _OneLine(logging.Filter):
    """Says that the connection was lost and why, without the traceback that discord.py adds each time."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(_RECONNECT):
            cause = record.exc_info[0] if record.exc_info else None
            because = f" ({cause.__name__})" if cause else ""
            record.msg = f"Discord: connection lost{because}, trying again in %.0f s"
            record.exc_info = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


_ONE_LINE = _OneLine()


def quieten() -> None:
    """May be called more than once."""
    logging.getLogger("discord.client").addFilter(_ONE_LINE)
    # It warns of missing libraries for voice, which Wirewatch has no use for.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
