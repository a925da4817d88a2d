"""What an attachment may be called: a name is for reading, and never says where a file is written."""

import re
from collections.abc import Mapping

from app.file_names import file_name, is_no_file_name
from app.values.words import stray_sign_in

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg"),
    "application/pdf": (".pdf",),
}  # what is kept is one of these; a PNG is drawn anew as a JPEG
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\n\r\t]')


def name_problem(name: str, media_type: str) -> str | None:
    """Why a stored name or kind is none that this program gives, else None."""
    endings = ENDINGS.get(media_type)
    if endings is None:
        return f"格式“{media_type[:30]}”不是照片或PDF"
    if stray_sign_in(name) or _NOT_IN_NAMES.search(name) or name.startswith(".") or is_no_file_name(name):
        return "文件名不正常"
    return None if name.lower().endswith(endings) else "扩展名与内容不符"


def kept_name(name: str, media_type: str) -> str:
    """What a file is called once it is kept: as it was, where that is a name on every system."""
    wide = file_name(name) if name_problem(name, media_type) else name
    return plain_name(wide, media_type) if name_problem(wide, media_type) else wide


def plain_name(name: str, media_type: str) -> str:
    """A name to offer for a copy: the stored one without what could lead elsewhere, with the right ending."""
    ending = ENDINGS.get(media_type, (".bin",))[0]
    stem = _NOT_IN_NAMES.sub("_", name).strip(" ._")
    for known in (each for endings in ENDINGS.values() for each in endings):
        stem = stem[: -len(known)] if stem.lower().endswith(known) else stem
    stem = "".join(sign for sign in stem if sign.isprintable()).strip(" .")
    stem = stem[:80] or "附件"
    return f"附件-{stem}{ending}" if is_no_file_name(f"{stem}{ending}") else f"{stem}{ending}"
