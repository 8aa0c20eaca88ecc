"""The command line: `wirewatch` and its commands."""

from bot.cli.main import main

__all__ = ["main"]
