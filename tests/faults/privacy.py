"""Names and numbers that must not be found any more: in the file after the bin was emptied, in what travels."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from app.database.engine import Database, open_database
from app.jobs.submission import submit
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.leads import Lead, LeadFollowUp
from app.models.projects import ProgressNote, Project
from app.services import clearing
from tests.builders import build
from tests.faults import records
from tests.faults.records import CLOCK
from tests.faults.row import Row

_SIGNS = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"


def after_the_bin_was_emptied(folder: Path, n: int) -> Row:
    """Records with names that stand nowhere else, changed, thrown away, cleared: no byte of them is left, anywhere."""
    row, rng = Row("names cleared from the bin"), random.Random(91)
    path = records.fresh(records.township(folder), folder / "清.db")
    for _ in range(n):
        secrets = ["".join(rng.sample(_SIGNS, 7)) + f"{rng.randrange(10**9):09d}" for _ in range(6)]
        database = open_database(path, CLOCK)
        _enter_and_throw_away(database, secrets)
        with database.work("清空回收站") as session:
            clearing.empty_bin(session)
        beside = [one for one in folder.glob("清.db*") if one.is_file()]
        left = sorted(found for one in beside for found in _found(one, secrets))
        database.close()
        left += sorted(_found(path, secrets))
        row.judge("" if not left else f"wrong: left {left[:2]}")
    return row


def _enter_and_throw_away(database: Database, secrets: list[str]) -> None:
    with database.work("登记") as session:
        project = build(session, Project, name=secrets[0], note=secrets[1])
        build(session, ProgressNote, project_id=project.id, content=secrets[2])
        lead = build(session, Lead, name=secrets[3], contact=secrets[4])
        build(session, LeadFollowUp, lead_id=lead.id, content=secrets[5])
    with database.work("修改") as session:
        for model, key in ((Project, project.id), (Lead, lead.id)):
            session.get_one(model, key).name += "改"
    with database.work("删除") as session:
        for model, key in ((Project, project.id), (Lead, lead.id)):
            session.get_one(model, key).deleted_at = CLOCK.now()


def _found(path: Path, secrets: list[str]) -> Iterator[str]:
    content = path.read_bytes()
    for secret in secrets:
        if any(secret.encode(code) in content for code in ("utf-8", "utf-16-le", "gb18030")):
            yield secret


def without_people(folder: Path, n: int) -> Row:
    """Numbers in every writing, in every free text, and people's names: nothing of them is in what is handed in."""
    row, rng = Row("people left out of a submission"), random.Random(92)
    source = records.township(folder)
    for trial in range(max(1, n // 10)):
        path = records.fresh(source, folder / "人.db")
        database = open_database(path, CLOCK)
        numbers = [_number(rng) for _ in range(10)]
        name = "欧阳" + "".join(rng.sample(_SIGNS, 2))
        _write_everywhere(database, numbers, name)
        folder_of = submit(database, folder / f"usb-人{trial}", without_people=True).folder
        database.close()
        left = _left(next(folder_of.glob("*.db")), [digits for digits, _ in numbers], name)
        for digits, written in numbers:
            row.judge(f"wrong: {written} in {left[digits]}" if digits in left else "")
        row.judge(f"wrong: {name} in {left[name]}" if name in left else "")
    return row


def _number(rng: random.Random) -> tuple[str, str]:
    """The digits or name that tell, and one way to write them into a sentence."""
    phone = f"1{rng.choice('3578')}{rng.randrange(10**9):09d}"
    wide = phone.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    name, digits = f"wx{rng.randrange(10**8):08d}", f"{rng.randrange(10**8, 10**9)}"
    identity = (
        f"341823{rng.randrange(1950, 2005)}0{rng.randrange(1, 10)}1{rng.randrange(10)}{rng.randrange(1000, 10000)}"
    )
    return rng.choice(
        (
            (phone, f"电话{phone}，"),
            (phone, f"电话 {phone[:3]} {phone[3:7]} {phone[7:]}，"),
            (phone, f"手机{phone[:3]}-{phone[3:7]}-{phone[7:]}，"),
            (phone, f"+86 {phone}，"),
            (phone, f"联系{wide}，"),
            (phone, f"{phone[:3]}\u200b{phone[3:]}，"),
            (identity, f"身份证{identity}，"),
            (digits, f"QQ：{digits}，"),
            (name, f"微信号：{name}，"),
            (name, f"邮箱{name}@163.com，"),
        )
    )


def _write_everywhere(database: Database, numbers: list[tuple[str, str]], name: str) -> None:
    words = [f"由{name}介绍，{written}投资农机。" for _, written in numbers]
    with database.work("登记") as session:
        build(session, Fellow, name=name)
        project = build(session, Project, name="甲项目", note=words[0], content=words[1], contact=name)
        build(session, ProgressNote, project_id=project.id, content=words[2])
        lead = build(session, Lead, name="乙线索", note=words[3], contact=name)
        build(session, LeadFollowUp, lead_id=lead.id, content=words[4])
        build(session, Enterprise, name="丙公司", note=words[5])
        session.get_one(Project, project.id).note += words[6] + words[7] + words[8] + words[9]


def _left(path: Path, secrets: list[str], name: str) -> dict[str, str]:
    """Where in a submission's database one of them can still be read, however its digits are parted."""
    found: dict[str, str] = {}
    connection = sqlite3.connect(path)
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        columns = [one[0] for one in cursor.description]
        for row in cursor:
            for column, value in zip(columns, row, strict=True):
                if isinstance(value, str):
                    plain = _plain(value)
                    found |= {one: f"{table}.{column}" for one in (*secrets, name) if one in plain or one in value}
    connection.close()
    content = path.read_bytes()
    return found | {one: "the bytes" for one in (*secrets, name) if one.encode() in content}


def _plain(text: str) -> str:
    """Full-width digits as digits, and nothing between them."""
    narrow = "".join(chr(ord(sign) - 0xFEE0) if "０" <= sign <= "９" else sign for sign in text)
    return "".join(sign for sign in narrow if sign not in " -\u200b")
