"""The composition root: every part is made here, and handed what it needs."""

from bot.app.parts import load_checked, make_reader, make_setup
from bot.app.running import Bot, Order, run

__all__ = ["Bot", "Order", "load_checked", "make_reader", "make_setup", "run"]
