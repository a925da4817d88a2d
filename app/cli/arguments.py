"""The words of the terminal interface. Names here stay put: other people's scripts call them."""

import argparse
import re
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from app import TITLE
from app.cli import own_indicator_arguments
from app.cli.status import WRONG_USAGE
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit

_YEARS = range(1990, 2101)
EVIDENCE = ("inspection", "selfcheck", "projectfile", "handover")  # papers for who comes to look
REPORT_KINDS = (
    *("bulletin", "week", "flash", "quarter", "board", "trips", "teams", "summary", "plan", "ledgers", "projectbook"),
)
_KINDS_SAID = (
    "bulletin 月通报，week 一周通报，flash 快报，quarter 季度督查通报，board 红黑榜（启用后），trips 外出招商通报，"
    "teams 专班通报，summary 工作总结，plan 工作打算，ledgers 台账汇编，projectbook 项目册；"
    "inspection 迎检材料，selfcheck 自查报告，projectfile 一项目一册，handover 交接清单，comparison 对比表"
)


_NAMES = {
    "database": "数据文件",
    "workbook": "表格文件",
    "out": "要写的文件",
    "kind": "种类",
    "directory": "文件夹",
    "submissions": "提交",
    "file": "密钥文件",
    "backup": "备份文件",
}  # arguments that are told by their place, as the clerk reads them in a refusal

_SAID = (
    (r"the following arguments are required: (.+)", r"缺少{0}。"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from .*\)", r"{0}不能是{1}。"),
    (r"argument (.+?): invalid .+ value: (.+)", r"{0}不能是{1}。"),
    (r"argument (.+?): expected .+", r"{0}后面缺少内容。"),
    (r"unrecognized arguments: (.+)", r"不认识{0}。"),
    (r"ambiguous option: (.+?) could match .+", r"{0}写得不完整。"),
)


def _in_chinese(said: str) -> str:
    """What argparse names or quotes: names of places in Chinese, lists and quotation marks as Chinese has them."""
    quoted = re.fullmatch(r"'(.*)'", said, re.DOTALL)
    return f"“{quoted[1]}”" if quoted else "、".join(_NAMES.get(each, each) for each in said.split(", "))


class Parser(argparse.ArgumentParser):
    """Speaks Chinese: headings, and what was wrong with a call."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def format_help(self) -> str:
        """The help, headed in Chinese."""
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Exits with 2 and one sentence."""
        for pattern, sentence in _SAID:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = sentence.format(*(_in_chinese(each) for each in found.groups()))
                break
        self.exit(WRONG_USAGE, f"用法不对：{message}请用“{self.prog} --help”查看用法。\n")


class Commands:
    """The parser being made, one command after the other."""

    def __init__(self) -> None:
        self.parser = Parser(prog="zhaoshang", description=f"{TITLE}：不写命令则打开窗口。")
        self._made = self.parser.add_subparsers(dest="command", required=True, parser_class=Parser)

    def add(self, name: str, says: str, *positional: str) -> argparse.ArgumentParser:
        """A command with positional paths."""
        made: argparse.ArgumentParser = self._made.add_parser(name, help=says, description=says)
        for each in positional:
            made.add_argument(each, type=Path)
        return made


def parser() -> Parser:
    """Everything the terminal understands."""
    commands = Commands()
    _records(commands)
    _figures(commands)
    _schemes(commands)
    _papers(commands)
    _copies(commands)
    return commands.parser


def _records(commands: Commands) -> None:
    office = commands.add("office", "填写本单位", "database")
    office.add_argument("--name", required=True)
    office.add_argument("--code", required=True)
    office.add_argument("--county", default="")
    office.add_argument("--short-name", default="")
    office.add_argument("--cautious", choices=["on", "off"], help="稳妥口径：打印不带排名、否决、抵押金、奖励")
    demo = commands.add("demo", "生成示例台账", "database")
    demo.add_argument("--projects", type=int, default=200)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--today", type=datetime.fromisoformat)
    take = commands.add("import", "导入台账", "database", "workbook")
    take.add_argument("--kind", type=LedgerKind, choices=list(LedgerKind))
    take.add_argument("--sheet")
    take.add_argument("--unit-of-money", type=MoneyUnit, choices=[MoneyUnit.YUAN, MoneyUnit.WAN, MoneyUnit.YI])
    take.add_argument("--as-of", type=_month, help="这些数截至哪个月，如 2026-10")
    take.add_argument("--header-row", type=int, help="表头在第几行")
    take.add_argument("--column", action="append", default=[], help="指明一栏是什么，如 B=项目名称；B= 表示不导入")
    take.add_argument(
        "--unknown-columns", choices=["note", "leave"], default="note", help="没有对应的栏：记入备注或不导入"
    )
    take.add_argument("--scaled", choices=["shown", "stored"], help="显示的数和存的数差几位时，以哪个为准")
    take.add_argument("--stage", help="看不出阶段的新项目记为哪一阶段")
    take.add_argument("--replace-vouchers", action="store_true", help="凭证号相同而金额或日期不同时，改为新的内容")
    take.add_argument("--dry-run", action="store_true")
    take.add_argument("--json", action="store_true")
    give = commands.add("export", "导出台账", "database")
    give.add_argument("kind", type=LedgerKind, choices=list(LedgerKind))
    give.add_argument("out", type=Path)
    _period(give, required=False)


def _month(text: str) -> tuple[int, int]:
    """2026-10 as year and month."""
    found = re.fullmatch(r"(20\d\d)-(1[0-2]|0?[1-9])", text)
    if not found:
        raise ValueError(text)
    return int(found[1]), int(found[2])


def _figures(commands: Commands) -> None:
    figures = commands.add("indicators", "指标完成情况")
    figures.add_argument("database", type=Path, nargs="?")
    _period(figures, required=False)
    figures.add_argument("--unit")
    figures.add_argument("--basis", choices=["reported", "recognised"], default="reported")
    figures.add_argument("--base", choices=["period", "to-date"], default="period")
    figures.add_argument("--list", action="store_true")
    figures.set_defaults(complain=figures.error)  # what is required depends on --list
    figures.add_argument("--json", action="store_true")
    own_indicator_arguments.arguments(commands.add("own-indicator", "自定指标", "database"))
    scores = commands.add("scores", "考核得分", "database")
    _period(scores)
    scores.add_argument("--json", action="store_true")


def _schemes(commands: Commands) -> None:
    results = commands.add("results", "考核结果表", "database", "out")
    _period(results)
    results.add_argument("--scheme", help="考核办法名称；一年有几个时要写明")
    sort = results.add_mutually_exclusive_group()
    sort.add_argument("--by-unit", action="store_true", help="每个单位一页")
    sort.add_argument("--for-decision", action="store_true", help="考核结果审议表，供会议审议")
    give = commands.add("scheme-export", "导出考核办法", "database", "out")
    give.add_argument("--year", type=int, required=True, choices=_YEARS, metavar="YYYY")
    give.add_argument("--title", required=True)
    commands.add("scheme-import", "导入考核办法", "database", "workbook")


def _papers(commands: Commands) -> None:
    letters = commands.add("letters", "责任书", "database", "out")
    letters.add_argument("--year", type=int, required=True, choices=_YEARS, metavar="YYYY")
    letters.add_argument("--unit")
    letters.add_argument("--occasion", help="另签的责任书，如“百日竞赛”")
    away = commands.add("attendance", "外出招商考勤表", "database", "out")
    _period(away)
    away.add_argument("--by", choices=["team", "unit"], default="team")
    report = commands.add("report", "报表", "database")
    report.add_argument("kind", choices=[*REPORT_KINDS, "comparison", *EVIDENCE], help=_KINDS_SAID)
    report.add_argument("out", type=Path)
    _period(report, required=False)
    report.set_defaults(complain=report.error)  # some kinds speak of no month
    report.add_argument("--day", type=datetime.fromisoformat, help="一周通报：这一周里的一天，如 2026-10-14")
    report.add_argument(
        "--project",
        default="",
        help="快报：项目名称或编号，不写则为最近签约、开工或投产的一个；一项目一册：项目编号",
    )
    report.add_argument("--number", type=_number, help="编发文字号：序号，或 next（接着编）")
    report.add_argument("--scheme", help="迎检、自查报告：考核办法名称；一年有几个时要写明")
    report.add_argument("--unit", help="迎检、自查报告、对比表：只看一个单位；不写则为全镇")
    report.add_argument(
        "--by", choices=["years", "units", "plan"], default="years", help="对比表：分年、分单位、目标与完成"
    )
    report.add_argument("--indicator", default="funds_received", metavar="KEY", help="对比表：哪个指标")
    report.add_argument("--leaving", default="", metavar="姓名", help="交接清单：移交人")
    report.add_argument("--taking", default="", metavar="姓名", help="交接清单：接收人")


def _copies(commands: Commands) -> None:
    submit = commands.add("submit", "提交", "database", "directory")
    submit.add_argument("--without-people", action="store_true")
    merge = commands.add("consolidate", "汇总", "database")
    merge.add_argument("submissions", type=Path, nargs="+")
    merge.add_argument("--json", action="store_true")
    merge.add_argument("--patient", action="store_true", help="检查用时长也一直等，不询问")
    merge.add_argument(
        "--anew", metavar="单位代码", action="append", default=[], help="这个单位重新建了账，或还原过旧备份：重新起算"
    )
    check = commands.add("check", "检查文件是否完好", "database")
    check.add_argument("--json", action="store_true")
    check.add_argument("--patient", action="store_true", help="检查用时长也一直等，不询问")
    keys = commands.add("keys", "县里给乡镇发密钥，查看已发的密钥", "database")
    keys.add_argument(
        "--issue", metavar="单位代码=单位名称", action="append", default=[], help="发一个新密钥，可写多次"
    )
    keys.add_argument("--out", type=Path, default=Path(), help="密钥文件放在哪个文件夹")
    keys.add_argument("--unsigned", choices=["allowed", "refused"], help="没有签名的提交：采用（注明）或不采用")
    commands.add("key", "装入县里发给本单位的密钥，以后的提交都有签名", "database", "file")
    backup = commands.add("backup", "备份", "database")
    backup.add_argument("out", type=Path, nargs="?")
    commands.add("restore", "还原备份", "backup", "database")
    rescue = commands.add("rescue", "恢复损坏的数据文件：用最近的完好备份，没有时抢救还能读出的记录", "database")
    rescue.add_argument("--accept-loss", action="store_true", help="备份较旧也恢复，不询问")


def _number(text: str) -> int:
    """A number of a series; 0 stands for the next one."""
    if text == "next":
        return 0
    if not re.fullmatch(r"[1-9]\d{0,4}", text):
        raise ValueError(text)
    return int(text)


def _period(made: argparse.ArgumentParser, *, required: bool = True) -> None:
    made.add_argument("--year", type=int, required=required, choices=_YEARS, metavar="YYYY")
    made.add_argument("--month", type=int, required=required, choices=range(1, 13), metavar="1-12")
