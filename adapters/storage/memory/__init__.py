"""A store that is gone with its process, and much faster than a database: for a run that is only watched."""

from adapters.storage.memory.store import MemoryStore

__all__ = ["MemoryStore"]
