"""The words of the command for 自定指标, apart from what it does: the window reads arguments too, and loads no more."""

import argparse

LISTS = {
    "--industry": "industries",
    "--category": "categories",
    "--place": "places",
    "--source": "sources",
    "--mark": "marks",
    "--kind": "kinds",
}


def arguments(command: argparse.ArgumentParser) -> None:
    """What the command understands; sums in 万元, words of a list one option each."""
    command.add_argument("--title")
    command.add_argument("--measure", default="", help="手工登记的指标的计量单位")
    command.add_argument(
        "--subject", help="统计什么，如 签约项目、到位资金、外出招商、载体竣工、联系乡贤、两项之比；不写为手工登记"
    )
    command.add_argument("--counted", help="按什么统计，如 个数、总投资、固定资产投资、人次、天数、面积")
    for name, says in (
        ("--at-least", "总投资不低于多少万元"),
        ("--below", "总投资低于多少万元"),
        ("--fixed-at-least", "固定资产投资不低于多少万元"),
        ("--fixed-below", "固定资产投资低于多少万元"),
        ("--nature", "内资或外资"),
        ("--part", "两项之比的分子，写指标的键"),
        ("--whole", "两项之比的分母，写指标的键"),
    ):
        command.add_argument(name, help=says)
    for option, name in LISTS.items():
        command.add_argument(option, dest=name, action="append", metavar="WORD")
    command.add_argument("--first-year", action="store_true", help="只计当年签约的项目")
    command.add_argument("--by-fellow", action="store_true", help="只计在外乡贤引荐的项目、资金或线索")
    command.add_argument("--remove", action="store_true", help="删除这个指标")
