"""Pictures and scans looked into before they are kept: what they say they are, what they are, and how large.

Photos are drawn anew at 2,000 pixels at most: what a phone writes beside the picture (place, device) does not stay.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.foreign import asked
from app.documents.scans import active_parts, has_pages, is_locked, without_active_parts
from app.errors import Refused
from app.paths import is_no_plain_file
from app.services.attachments import CheckedFile
from app.services.attachments.names import kept_name
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_000
THUMBNAIL_SIDE = 240
_KINDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".pdf": "PDF"}
_BEGINNINGS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"%PDF-": "PDF"}
_SCAN = "application/pdf"
_WORDS = {"JPEG": "JPG照片", "PNG": "PNG图片", "PDF": "PDF文件"}
_TAKEN, _EXIF = 0x9003, 0x8769  # DateTimeOriginal within the Exif block


def checked_file(path: Path) -> CheckedFile:
    """The file at ``path``, ready to be kept; :class:`Refused` in a sentence for what may not come in.

    Only JPG, PNG and PDF by name and by content, at most 10 MB and 40 million pixels, whole.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise Refused(f"“{path.name}”不能添加，只能添加JPG、PNG照片和PDF扫描件。{_advice(path)}", field="file")
    data = _read(path)
    found = next((name for begin, name in _BEGINNINGS.items() if data.startswith(begin)), None)
    if found != kind:
        said = f"其实是{_WORDS[found]}" if found else "内容不是照片或PDF"
        raise Refused(
            f"“{path.name}”的扩展名是{path.suffix.lower()}，{said}，没有添加；请另存为正确的格式。", field="file"
        )
    if kind == "PDF":
        _must_be_whole_pdf(path.name, data)
        return _scan(path.name, data)
    return _photo(path, data)


def _advice(path: Path) -> str:
    if path.suffix.lower() in {".heic", ".heif"}:
        return "这是手机的HEIC照片，请在手机上改存为JPG再拷过来。"
    return "Word、Excel请先另存为PDF。" if path.suffix.lower() in {".doc", ".docx", ".xls", ".xlsx", ".wps"} else ""


def _read(path: Path) -> bytes:
    if is_no_plain_file(path):
        raise Refused(f"打不开“{path.name}”，这不是普通文件，没有添加。", field="file")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Refused(f"打不开“{path.name}”，请检查文件还在不在、U盘有没有拔掉。", field="file") from error
    if not data:
        raise Refused(f"“{path.name}”是空文件（0字节），没有添加；请重新拍照或拷贝。", field="file")
    if len(data) > LARGEST_FILE:
        raise Refused(f"“{path.name}”超过10MB，没有添加；照片请调低分辨率，扫描件请分开或压缩。", field="file")
    return data


def _must_be_whole_pdf(name: str, data: bytes) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise Refused(f"“{name}”不完整，没有添加；请重新扫描或拷贝。", field="file")
    if is_locked(data):
        raise Refused(f"“{name}”加了密码，没有添加；请去掉密码再添加。", field="file")


def _scan(name: str, data: bytes) -> CheckedFile:
    """A PDF that only shows its pages; what would do more is taken out, and told."""
    parts = active_parts(data)
    if not parts:
        if not has_pages(data):
            raise Refused(f"“{name}”读不出页面，没有添加；请重新扫描，或另存为PDF再添加。", field="file")
        return CheckedFile(kept_name(name, _SCAN), _SCAN, data)
    told = f"“{name}”里的{'、'.join(parts)}已去掉，只保留页面；请打开核对。"
    return CheckedFile(kept_name(name, _SCAN), _SCAN, without_active_parts(name, data), note=told)


def _photo(path: Path, data: bytes) -> CheckedFile:
    from PIL import Image

    drawn = asked(lambda: _upright(path.name, data))
    if drawn is None:
        raise Refused(f"“{path.name}”不完整或已损坏，没有添加；请重新拷贝或拍照。", field="file")
    upright, taken = drawn
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    content = _jpeg(upright, 85)
    upright.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return CheckedFile(kept_name(f"{path.stem}.jpg", "image/jpeg"), "image/jpeg", content, _jpeg(upright, 75), taken)


def _upright(name: str, data: bytes) -> tuple["Image", PartialDate | None]:
    """The picture as it is to be looked at, in plain colours, and the day it was taken."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise Refused(
                    f"“{name}”有{width}×{height}个像素，太大了，没有添加；请调低分辨率再拍或缩小。", field="file"
                )
            taken = asked(lambda: _taken_on(image))
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _flat(ImageOps.exif_transpose(image)), taken
    except Image.DecompressionBombError as error:  # so many that the library does not even say how many
        raise Refused(f"“{name}”的像素太多了，没有添加；请调低分辨率再拍或缩小。", field="file") from error


def _flat(image: "Image") -> "Image":
    """The picture in plain colours; what was transparent becomes white paper."""
    from PIL import Image

    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        paper = Image.new("RGB", image.size, "white")
        layer = image.convert("RGBA")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def _jpeg(image: "Image", quality: int) -> bytes:
    """The picture alone: no profile, no comment, no place."""
    from PIL import Image

    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _taken_on(image: "Image") -> PartialDate | None:
    """The day the camera wrote down, None where it wrote none that can be."""
    written = image.getexif().get_ifd(_EXIF).get(_TAKEN)
    try:
        return PartialDate.of(datetime.strptime(str(written)[:10], "%Y:%m:%d").date())  # noqa: DTZ007 - a day alone
    except (ValueError, Refused):
        return None
