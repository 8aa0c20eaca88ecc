"""Wirewatch: a news desk for a team's chat."""

__version__ = "0.1.0"
