"""Work that makes many records and drops few of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector would walk over every held record again and again, and find nothing to free."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # what was made counts as old: the next look at what is young shall not walk over all of it
            gc.enable()
            gc.unfreeze()
