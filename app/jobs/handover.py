"""交接清单 to a file: the records' part, and where files, backups and keys lie on this computer."""

from pathlib import Path

from app.database.engine import Database
from app.database.shelf import copies, shelf
from app.documents.writing import must_end_with
from app.errors import Refused
from app.jobs.keys import county_public, own_key
from app.jobs.papers import print_paper
from app.paths import data_folder
from app.reports import handover as paper
from app.reports.handover import Places
from app.services import handover, offices


def print_handover(
    database: Database, out: Path, leaving: str = "", taking: str = "", drafts: int | None = None
) -> None:
    """Writes the list to ``out`` (.pdf or .docx); ``drafts`` are forms at this seat that were closed unsaved."""
    must_end_with(out, (".pdf", ".docx"))
    today = database.clock.today()
    with database.read() as session:
        code = offices.required(session).code
    places = Places(_files(database, drafts), _keys(database, code))
    print_paper(
        database,
        out,
        lambda session: paper.document(handover.of_office(session, today), places, today, leaving, taking),
    )


def _files(database: Database, drafts: int | None) -> tuple[tuple[str, str], ...]:
    kept = copies(database.path)
    last = max(kept, key=lambda copy: copy.number, default=None)
    said = "还没有备份，移交前请备份一次"
    if last is not None:
        said = f"{len(kept)}份，最近一份{last.made_at:%Y-%m-%d %H:%M}（{last.reason}）"
    found = [
        ("数据文件", f"{database.path}（{_megabytes(database.path)}）"),
        ("自动备份", f"{shelf(database.path)}，{said}"),
        ("程序资料（运行日志、字体、窗口设置）", str(data_folder())),
    ]
    if drafts is not None:
        found.append(("没有保存的草稿", f"本机{drafts}份，打开同一张表单时可以接着填" if drafts else "没有"))
    return tuple(found)


def _keys(database: Database, code: str) -> tuple[tuple[str, str], ...]:
    place = data_folder() / "密钥"
    try:
        own = f"已装入，在本机“{place}”，不随数据文件移交；换电脑请重新装入县里发的密钥文件" if own_key(code) else ""
        county = county_public(database)
    except Refused as refused:
        return (("本单位签名密钥", refused.message),)
    return (
        ("本单位签名密钥", own or "没有装入（提交没有签名）"),
        ("县级公钥", f"{county[:16]}……" if county else "没有"),
    )


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1024 / 1024:.1f}MB"
