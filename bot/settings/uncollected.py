"""Work that makes many objects and throws few away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for unreachable cycles meanwhile, in the whole process.

    A large configuration is some 300,000 objects that all live until it is loaded: looking through them again
    and again was more than half of the time that loading took (1.2 s instead of 0.5 s for 1,000 feeds and 500
    watches).
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
