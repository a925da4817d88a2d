"""PDF scans that would do something by themselves are known, however they hide it, and are cleaned to their pages."""

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from pypdf import PdfReader, PdfWriter

from app.documents import foreign, scans
from app.documents.kept_files import problem_with
from app.documents.photos import checked_file
from app.documents.scans import active_parts, without_active_parts
from app.errors import Refused


def scan(pages: int = 2) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    return writer


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_script() -> bytes:
    return written(scan()).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>"
    )


def with_file() -> bytes:
    writer = scan()
    writer.add_attachment("账.exe", b"MZ")
    return written(writer)


def with_launch() -> bytes:
    return written(scan()).replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction <</S /Launch /F (calc.exe)>>")


@pytest.mark.parametrize(
    ("data", "part"), [(with_script(), "脚本"), (with_file(), "内嵌文件"), (with_launch(), "启动程序的命令")]
)
def test_what_acts_by_itself_is_named_and_taken_out(data: bytes, part: str) -> None:
    assert part in active_parts(data)
    cleaned = without_active_parts("合同.pdf", data)
    assert active_parts(cleaned) == ()
    assert len(PdfReader(BytesIO(cleaned)).pages) == 2


def test_a_plain_scan_does_nothing() -> None:
    assert active_parts(written(scan())) == ()


@pytest.mark.parametrize(
    "hidden",
    [
        b"%PDF-1.4\n1 0 obj<</S/#4aava#53cript/JS(x)>>endobj\n%%EOF",
        b"%PDF-1.5\n1 0 obj<</Type/ObjStm/Length 9>>stream\n" + zlib.compress(b"<</S /JavaScript>>") + b"\nendstream",
        b"%PDF-1.4 no table of objects <</OpenAction<</S/Launch/F(calc)>>>> %%EOF",
    ],
)
def test_names_in_other_spellings_and_in_streams_are_found_without_a_reader(hidden: bytes) -> None:
    assert active_parts(hidden)
    with pytest.raises(Refused, match="自动运行"):
        without_active_parts("合同.pdf", hidden)


def test_a_scan_without_pages_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "空.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    with pytest.raises(Refused, match="读不出页面"):
        checked_file(path)
    assert problem_with("空.pdf", "application/pdf", path.read_bytes()) == "读不出页面"


def test_an_object_that_its_reader_cannot_make_out_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever error the reader raises: it is the file's doing, told, and nothing is written into the log."""
    whole = written(scan())
    monkeypatch.setattr(foreign, "write_down", lambda _: pytest.fail("taken for a fault of this program"))
    for fault in (IndexError, ZeroDivisionError, NotImplementedError, AssertionError, struct.error, MemoryError):
        with patch.object(PdfReader, "get_object", side_effect=fault("x")):
            assert active_parts(whole) in ((), ("读不出的部分",))
            assert problem_with("合同.pdf", "application/pdf", whole)


def test_a_fault_of_ours_over_a_foreign_file_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr(foreign, "write_down", logged.append)
    monkeypatch.setattr(scans, "_look_into", eval("lambda *_: None.parts", {"__name__": "app.documents.scans"}))
    assert active_parts(written(scan())) == ("读不出的部分",)
    assert {type(each) for each in logged} == {AttributeError}


def test_noise_of_a_photo_in_a_scan_is_no_script() -> None:
    noise = random.Random(7).randbytes(300_000)
    assert active_parts(b"%PDF-1.4\n1 0 obj<<>>stream\n" + noise + b"\nendstream\n%%EOF") == ()


@pytest.mark.parametrize(
    ("name", "kind", "content", "problem"),
    [
        ("/home/a/.config/autostart/x.desktop", "application/pdf", b"%PDF-", "文件名"),
        ("..\\x.pdf", "application/pdf", b"%PDF-", "文件名"),
        ("C:x.pdf", "application/pdf", b"%PDF-", "文件名"),
        ("照片.exe", "image/jpeg", b"\xff\xd8\xff", "扩展名"),
        ("照片\u202egpj.jpg", "image/jpeg", b"\xff\xd8\xff", "文件名"),
        ("照片.jpg", "image/jpeg", b"MZ", "内容与格式"),
        ("照片.jpg", "image/svg+xml", b"<svg/>", "格式"),
        ("照片.jpg", "image/jpeg", b"\xff\xd8\xff\xe0", "打不开"),
        ("合同.pdf", "application/pdf", with_script(), "脚本"),
    ],
)
def test_what_this_program_would_not_have_kept_is_named(name: str, kind: str, content: bytes, problem: str) -> None:
    assert problem in (problem_with(name, kind, content) or "")
