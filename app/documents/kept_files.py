"""Attachments looked at again, when they come from elsewhere and when they are opened: name, kind, bytes, pictures."""

from io import BytesIO

from app.documents.foreign import asked
from app.documents.photos import LARGEST_FILE, MOST_PIXELS
from app.documents.scans import active_parts, has_pages, is_locked
from app.services.attachments.names import name_problem

_BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "application/pdf": b"%PDF-"}
_LARGEST_THUMBNAIL, _THUMBNAIL_PIXELS = 500_000, 1_000_000


def problem_with(name: str, media_type: str, content: bytes, thumbnail: bytes | None = None) -> str | None:
    """Why an attachment is none that this program would have kept, in a few words, else None."""
    if problem := name_problem(name, media_type):
        return problem
    if len(content) > 2 * LARGEST_FILE or len(thumbnail or b"") > _LARGEST_THUMBNAIL:
        return "文件太大"
    if not content.startswith(_BEGINNINGS[media_type]):
        return "内容与格式不符"
    if media_type == "application/pdf" and (problem := _scan_problem(content)):
        return problem
    pictures = [(content, MOST_PIXELS)] if media_type == "image/jpeg" else []
    pictures += [(thumbnail, _THUMBNAIL_PIXELS)] if thumbnail else []
    return next((found for picture, most in pictures if (found := _picture_problem(picture, most))), None)


def _scan_problem(content: bytes) -> str | None:
    if is_locked(content):
        return "加了密码"
    if parts := active_parts(content):
        return f"里面有{'、'.join(parts)}"
    return None if has_pages(content) else "读不出页面"


def _picture_problem(picture: bytes, most: int) -> str | None:
    """By its head alone: how large it says it is."""
    from PIL import Image

    def size() -> tuple[int, int]:
        with Image.open(BytesIO(picture), formats=("JPEG",)) as image:
            return image.size

    if (found := asked(size)) is None:
        return "照片打不开"
    return "照片的像素太多" if found[0] * found[1] > most else None
