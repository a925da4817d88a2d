"""What may come in as a photo or a scan, and what leaves with it."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.documents import photos
from app.documents.photos import checked_file
from app.errors import Refused
from app.values.dates import PartialDate
from tests.documents.test_scans import scan, written

PDF = written(scan())


def exif(day: str = "2026:03:05 10:20:30", orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "某某手机"
    made.get_ifd(0x8769)[0x9003] = day
    made.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 5.0), 3: "E", 4: (110.0, 5.0, 1.0)})
    return made


def photo(path: Path, size: tuple[int, int] = (3000, 1500), **save: object) -> Path:
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.save(path, **save)  # type: ignore[arg-type]
    return path


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_is_made_small_and_keeps_its_shape(tmp_path: Path) -> None:
    kept = checked_file(photo(tmp_path / "现场.JPG"))
    assert (kept.name, kept.media_type, opened(kept.content).size) == ("现场.jpg", "image/jpeg", (2000, 1000))
    assert kept.thumbnail is not None
    assert opened(kept.thumbnail).size == (240, 120)


def test_a_small_photo_is_not_made_larger(tmp_path: Path) -> None:
    assert opened(checked_file(photo(tmp_path / "小.jpg", (300, 200))).content).size == (300, 200)


def test_where_and_with_what_it_was_taken_does_not_stay_but_the_day_does(tmp_path: Path) -> None:
    path = photo(tmp_path / "现场.jpg", exif=exif(), comment=b"lat 30.1")
    kept = checked_file(path)
    assert kept.taken_on == PartialDate("2026-03-05")
    assert not opened(kept.content).getexif()
    assert b"Exif" not in kept.content
    assert b"lat 30" not in kept.content
    assert "comment" not in opened(kept.content).info


@pytest.mark.parametrize("written", ["0000:00:00 00:00:00", "很久以前", "2026:13:40"])
def test_a_day_that_no_calendar_has_is_no_day(tmp_path: Path, written: str) -> None:
    assert checked_file(photo(tmp_path / "现场.jpg", exif=exif(written))).taken_on is None


def test_a_photo_held_upright_stays_upright(tmp_path: Path) -> None:
    kept = opened(checked_file(photo(tmp_path / "竖.jpg", (400, 200), exif=exif(orientation=6))).content)
    assert kept.size == (200, 400)
    assert kept.getpixel((100, 20))[0] > 200  # type: ignore[index]


def test_what_is_transparent_becomes_white_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(tmp_path / "章.png")
    assert opened(checked_file(tmp_path / "章.png").content).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16"])
def test_pictures_of_other_colours_come_in(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("图.jpg" if mode == "CMYK" else "图.png")
    Image.new(mode, (60, 40)).save(path)
    assert opened(checked_file(path).content).mode == "RGB"


def test_a_pdf_comes_in_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "进账单.pdf").write_bytes(PDF)
    kept = checked_file(tmp_path / "进账单.pdf")
    assert (kept.media_type, kept.content, kept.thumbnail) == ("application/pdf", PDF, None)


def refused(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        checked_file(path)
    assert caught.value.field == "file"
    return caught.value.message


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "空.jpg").touch()
    assert "0字节" in refused(tmp_path / "空.jpg")


@pytest.mark.parametrize("name", ["程序.exe", "说明.docx", "照片", "图.gif", "图.bmp", "图.svg", "照片.heic"])
def test_other_kinds_of_file_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0")
    assert "只能添加" in refused(tmp_path / name)


def test_advice_is_given_for_what_phones_and_offices_make(tmp_path: Path) -> None:
    assert "HEIC" in refused(tmp_path / "a.HEIC")
    assert "PDF" in refused(tmp_path / "a.docx")


@pytest.mark.parametrize("data", [b"MZ\x90\x00", b"GIF89a", b"<html>", b"\x00" * 20])
def test_what_is_not_what_its_name_says_is_refused(tmp_path: Path, data: bytes) -> None:
    for name in ("假.jpg", "假.png", "假.pdf"):
        (tmp_path / name).write_bytes(data)
        assert "内容不是" in refused(tmp_path / name)


def test_a_png_that_is_called_jpg_is_refused_by_name(tmp_path: Path) -> None:
    path = photo(tmp_path / "图.png", (20, 20))
    path.rename(tmp_path / "图.jpg")
    assert "PNG图片" in refused(tmp_path / "图.jpg")


def test_a_torn_photo_is_refused(tmp_path: Path) -> None:
    path = photo(tmp_path / "现场.jpg")
    path.write_bytes(path.read_bytes()[:-400])
    assert "不完整" in refused(path)


def test_a_torn_or_locked_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "半.pdf").write_bytes(PDF[:-8])
    assert "不完整" in refused(tmp_path / "半.pdf")
    (tmp_path / "锁.pdf").write_bytes(PDF.replace(b"trailer\n<<", b"trailer\n<</Encrypt 2 0 R"))
    assert "密码" in refused(tmp_path / "锁.pdf")


def test_a_file_of_more_than_ten_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "大.pdf"
    path.write_bytes(b"%PDF-" + b"0" * (10 * 1024 * 1024))
    assert "10MB" in refused(path)


def test_too_many_pixels_are_refused_before_they_are_drawn(tmp_path: Path) -> None:
    path = tmp_path / "巨.png"
    Image.new("1", (20_000, 2_001)).save(path)
    assert path.stat().st_size < 100_000
    assert "像素" in refused(path)
    Image.new("1", (60_000, 20_000)).save(path)  # beyond what the library itself will open
    assert "像素太多" in refused(path)


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    assert "打不开" in refused(tmp_path / "没有.jpg")
    (tmp_path / "夹.jpg").mkdir()
    assert "打不开" in refused(tmp_path / "夹.jpg")


def test_the_same_photo_becomes_the_same_bytes(tmp_path: Path) -> None:
    path = photo(tmp_path / "现场.jpg")
    assert checked_file(path).content == checked_file(path).content
    assert photos.LONGEST_SIDE == 2000
