"""``import``: the same ledgers and the same report as the window's wizard, with options for its questions."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.cli.opened import opened_for_import, print_json
from app.cli.status import DONE, IN_PART
from app.clock import Clock
from app.documents.ledgers.choices import Choices, Scaled
from app.documents.ledgers.fields import field_named
from app.documents.ledgers.grid import column_number
from app.documents.ledgers.parts import LEFT_OUT, REMARK
from app.errors import Refused
from app.jobs.imports import TITLES, import_ledger
from app.jobs.imports.answers import Answers, stage_named

if TYPE_CHECKING:
    from app.values.kinds import LedgerKind

# What the window asks with its boxes, the terminal asks with its options.
_OPTIONS: Mapping[str, str] = {
    "请指明是元、万元还是亿元": "请用 --unit-of-money 指明元、万元或亿元",
    "或指明是元、万元还是亿元": "或用 --unit-of-money 指明",
    "请指明台账类型": "请用 --kind 指明台账类型",
    "确要更正请选择替换": "确要更正请加 --replace-vouchers",
    "请指明是哪一栏": "请用 --column 指明，如 --column B=项目名称",
    "或在导入时指明是哪一栏": "或用 --column 指明，如 --column B=项目名称",
    "请改成一致后再导入": "请改成一致，或用 --scaled shown 或 stored 指明",
    "暂记为“储备”，请核对": "暂记为“储备”，请核对，或用 --stage 指明",
}


def take(asked: argparse.Namespace, clock: Clock) -> int:
    """Takes a workbook's ledgers and prints what became of their rows."""
    if not asked.workbook.is_file():
        raise Refused(f"没有找到表格文件“{asked.workbook}”。")
    try:
        with opened_for_import(asked.database, clock, rehearse=asked.dry_run) as database:
            report = import_ledger(
                database,
                asked.workbook,
                sheet=asked.sheet,
                choices=_choices(asked),
                answers=_answers(asked),
                dry_run=asked.dry_run,
            )
    except Refused as refused:
        raise Refused(_for_terminal(refused.message), field=refused.field) from refused
    report.rejected = [replace(note, reason=_for_terminal(note.reason)) for note in report.rejected]
    report.warnings = [replace(note, reason=_for_terminal(note.reason)) for note in report.warnings]
    if asked.json:
        print_json(report.as_json())
    else:
        for part in report.parts:
            print(f"{TITLES[part.kind]}（工作表“{part.sheet}”，表头在第{part.header_row}行）")
        print(f"新增{report.created}，更新{report.updated}，没有变化{report.skipped}，没有读入{len(report.rejected)}")
        for word, notes in (("没有读入", report.rejected), ("请留意", report.told)):
            for note in notes:
                sheet = f"“{note.sheet}”" if note.sheet and len(report.parts) > 1 else ""
                where = f"{sheet}第{note.row}行" if note.row else "全表"
                column = f"“{note.column}”栏".replace("\n", "") if note.column else ""
                value = f"（{note.value}）" if note.value else ""
                print(f"  {word}：{where}{column}{value}：{note.reason}")
        if asked.dry_run:
            print("这是试导入，没有写入任何内容。")
    if report.rejected:
        print(f"有{len(report.rejected)}处没有读入，请按报告改正后再导入一次。", file=sys.stderr)
        return IN_PART
    return DONE


def _choices(asked: argparse.Namespace) -> "Choices":
    return Choices(
        kind=asked.kind,
        header_row=asked.header_row,
        as_of=asked.as_of,
        columns=dict(_column(words, asked.kind) for words in asked.column),
        keep_unknown=asked.unknown_columns == "note",
        scaled=Scaled(asked.scaled) if asked.scaled else None,
    )


def _answers(asked: argparse.Namespace) -> "Answers":
    return Answers(asked.unit_of_money, replace_vouchers=asked.replace_vouchers, stage=stage_named(asked.stage))


def _column(words: str, kind: "LedgerKind | None") -> tuple[int, str]:
    """B=项目名称: the column from 0, and the field of that heading, or what else it is read as."""
    letters, sign, heading = words.partition("=")
    if not sign or kind is None:
        raise Refused("--column 要写成 B=项目名称，并同时用 --kind 指明台账类型。")
    if heading in {"", "备注"}:
        return column_number(letters), REMARK if heading else LEFT_OUT
    field = field_named(kind, heading)
    if field is None:
        raise Refused(f"这种台账没有“{heading}”这个栏目。")
    return column_number(letters), field


def _for_terminal(sentence: str) -> str:
    for asked, option in sorted(_OPTIONS.items(), key=lambda item: -len(item[0])):
        if asked in sentence:
            return sentence.replace(asked, option)
    return sentence
