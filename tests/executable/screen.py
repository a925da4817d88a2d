"""A virtual screen of the tests' own, and what is to be seen on all of it."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

SERVER = "Xvfb"
WIDTH, HEIGHT = 1366, 768  # the commonest screen of an office
_HEAD, _ROW, _COLOURS = 0, 12, 19  # places in the head of the server's own picture: sizes, and how many colours follow
_COLOUR = 12  # bytes


@dataclass(frozen=True)
class Screen:
    """A screen that runs; ``display`` is its name."""

    display: str
    _memory: Path

    def picture(self) -> Image.Image:
        """All that is on the screen now."""
        whole = self._memory.read_bytes()
        head = struct.unpack(">25I", whole[:100])
        pixels = whole[head[_HEAD] + head[_COLOURS] * _COLOUR :]
        return Image.frombuffer("RGB", (WIDTH, HEIGHT), pixels, "raw", "BGRX", head[_ROW], 1)


def can_be_had() -> bool:
    """Whether this machine has what plays a screen."""
    return shutil.which(SERVER) is not None


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen for as long as the block lasts."""
    with TemporaryDirectory() as memory:
        size = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", memory]
        call = [SERVER, "-displayfd", "1", "-nolisten", "tcp", "-noreset", *size]
        with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii") as server:
            assert server.stdout is not None
            try:
                yield Screen(":" + server.stdout.readline().strip(), Path(memory) / "Xvfb_screen0")
            finally:
                server.terminate()
