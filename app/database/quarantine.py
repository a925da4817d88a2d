"""Where other people's files are read: a child process that may take only so much memory and time.

A file made to break its reader breaks the child; whatever comes of one file is told as a refusal, and the next is
looked at. A slow machine is not an attack: where the child goes on for long, somebody is asked.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from app.errors import Refused
from app.limits import limit_this_process

_MEMORY = 2 * 1024**3
_SECONDS = 120  # without a word from the child, until somebody is asked
_BEAT_SECONDS = 0.3

Say = Callable[[str], None]
Patience = Callable[[int], bool]  # minutes without a word so far; whether to wait on


def impatient(_minutes: int) -> bool:
    """Nobody is there to be asked."""
    return False


def _still() -> None:
    pass


class Quarantine:
    """The child process for one round of files; started at the first one, and anew after one that broke it.

    ``patience`` is asked where the child says nothing for two minutes; ``beat`` is called while it works, and may
    raise to end it.
    """

    starts_by = "spawn"  # a child that inherits nothing

    def __init__(self, patience: Patience = impatient, beat: Callable[[], None] = _still) -> None:
        self._patience, self._beat = patience, beat
        self._child: BaseProcess | None = None
        self._pipe: Any = None  # another class on Windows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def run(self, work: Callable[..., Any], *arguments: object) -> Any:
        """What ``work(say, *arguments)`` returns in the child; ``work`` is a function of a module.

        Raises :class:`Refused` as the work does, and where it took too much, broke the child or came to nothing.
        """
        pipe = self._pipe or self._start()
        try:
            pipe.send((work, arguments))
            kind, value = self._answer(pipe)
        except (EOFError, OSError) as error:  # the child is gone: the file was made for that
            self._end()
            raise Refused("文件内容不正常，检查没有完成。") from error
        except BaseException:
            self._end()  # whoever waited has lost interest: the child is in the middle of something
            raise
        if kind == "refused":
            raise Refused(value)
        if kind == "fault":
            raise Refused(f"文件内容不正常，检查没有完成（{value}）。")
        return value

    def _answer(self, pipe: Any) -> tuple[str, Any]:
        heard = time.monotonic()
        while True:
            if pipe.poll(min(_BEAT_SECONDS, _SECONDS)):
                kind, value = pipe.recv()
                if kind != "said":
                    return kind, value
                heard = time.monotonic()
            self._beat()
            if (silent := time.monotonic() - heard) >= _SECONDS:
                if not self._patience(round(silent / 60)):
                    raise Refused("检查用时过长，没有完成；电脑较慢时请加 --patient 再试，或先关闭其他程序。")
                heard = time.monotonic()

    def _start(self) -> Any:
        context: Any = multiprocessing.get_context(self.starts_by)
        near_end, far_end = context.Pipe()
        child = context.Process(target=_serve, args=(far_end,), daemon=True)
        child.start()
        far_end.close()
        self._pipe, self._child = near_end, child
        return self._pipe

    def _end(self) -> None:
        if self._child is not None and self._pipe is not None:
            self._pipe.close()
            self._child.kill()
            self._child.join()
        self._child = self._pipe = None


def _serve(pipe: Any) -> None:
    def say(words: str) -> None:
        pipe.send(("said", words))

    try:
        limit_this_process(_MEMORY)
        while True:
            work, arguments = pipe.recv()
            pipe.send(answer(work, say, *arguments))
    except (EOFError, OSError):
        pass  # the parent has what it wanted


def answer(work: Callable[..., Any], say: Say, *arguments: object) -> tuple[str, Any]:
    """What the work came to: done with its value, refused with the sentence, or a fault with its kind."""
    try:
        return "done", work(say, *arguments)
    except Refused as refused:
        return "refused", refused.message
    except MemoryError:
        return "refused", "文件需要的内存太多，不像是正常的台账，没有读取。"
    except Exception as error:  # noqa: BLE001 - whatever a foreign file does, it is one refusal
        return "fault", type(error).__name__
