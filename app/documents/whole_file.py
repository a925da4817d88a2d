"""Writing a document whole or not at all: under another name first, then put in place."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import Refused


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; takes its place when the block ends well, is removed when it does not.

    Refused when the folder or the file cannot be written, as when WPS has it open.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as fault:
        raise Refused(
            f"无法写入“{path.name}”：文件可能正被打开，或文件夹不能写入。请关闭它或换一个位置再试。"
        ) from fault
    finally:
        with suppress(OSError):  # the fault that matters is on its way already
            part.unlink(missing_ok=True)
