"""Writes the sample ledgers beside this file, as a township's office would have typed them: run it after a change.

The faults are on purpose: merged and unmerged groups, mixed units, dates in ten writings, phones as numbers, sums,
remarks and signatures among the rows. What each holds is said in README.md.
"""

import random
from datetime import date

import xlwt
from clerk import HERE, RNG, across, book, in_wan, in_yi, phone, put, save, written
from openpyxl.worksheet.worksheet import Worksheet
from story import LEADERS, OFFICES, PEOPLE, UNITS, VILLAGES, Project, Story

STORY = Story()


def projects() -> None:
    """项目台账: groups by stage, industry merged downwards, a two-level header, the header again half way."""
    workbook, sheet = book("招商项目台账")
    across(sheet, 1, 19, "清溪镇2026年招商引资项目台账", 18)
    across(
        sheet,
        2,
        19,
        "填报单位（盖章）：清溪镇人民政府          单位：万元、亩     截至2026年12月31日",
    )
    row = project_header(sheet, 3)
    number = 0
    for title, group in (
        (f"一、储备项目（{len(STORY.reserved)}个）", STORY.reserved),
        (f"二、签约落地项目（{len(STORY.signed)}个）", STORY.signed),
        (f"三、上年结转项目（{len(STORY.older)}个）", STORY.older),
    ):
        across(sheet, row, 19, title)
        row += 1
        for industry in dict.fromkeys(project.industry for project in group):
            members = [project for project in group if project.industry == industry]
            first = row
            for project in members:
                number += 1
                put(sheet, row, project_row(number, project))
                row += 1
            if len(members) > 1:
                sheet.merge_cells(start_row=first, start_column=1, end_row=row - 1, end_column=1)
            put(sheet, row, ["", "", "小  计", *[""] * 4, sum(project.total for project in members) / 10_000])
            row += 1
        if group is STORY.reserved:
            row = project_header(sheet, row)  # a page break was here once
    everyone = STORY.reserved + STORY.signed + STORY.older
    total, contracts = sum(p.total for p in everyone), sum(p.contract for p in everyone)
    put(sheet, row, ["合  计", "", f"{len(everyone)}个", *[""] * 4, total / 10_000, contracts])
    across(
        sheet,
        row + 1,
        19,
        "填表人：陈桂花     审核人：吴晓兰     单位负责人：周建民     联系电话：0811-6234567",
    )
    across(sheet, row + 2, 19, "备注：1.总投资按备案数填写；2.“—”表示尚未发生。")
    notes = workbook.create_sheet("填表说明")
    for line in ("填表说明", "1.每月3日前报县招商服务中心。", "2.项目名称须与备案证一致。"):
        notes.append([line])
    save(workbook, "项目台账.xlsx")


def project_header(sheet: Worksheet, row: int) -> int:
    """The two header rows; returns the row after them."""
    upper = "产业 序号 项目名称 投资方 投资方所在地 建设地点 主要建设内容 总投资（亿元） 合同引资额 签约时间 落地时间"
    upper += " 开工时间 _ 投产时间 项目进展情况 存在问题 包保领导 责任单位及责任人 联系电话"
    put(sheet, row, ["" if word == "_" else word for word in upper.split()])
    put(sheet, row + 1, [""] * 11 + ["计 划", "实 际"] + [""] * 6)
    for column in range(1, 20):
        if column not in {12, 13}:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column)
    sheet.merge_cells(start_row=row, start_column=12, end_row=row, end_column=13)
    return row + 2


def project_row(number: int, project: Project) -> list[object]:
    """A project as the clerk typed it."""
    progress = {
        "储备": "已编制项目建议书，正在对外推介",
        "签约": "正在办理公司注册",
        "投产": "已投产",
    }
    return [
        project.industry if number in {1, 9, 19} or project.stage != "储备" else None,
        number,
        project.name if number % 7 else f"{project.name}\u00a0",
        project.investor if project.stage != "储备" else "待定",
        project.place,
        project.unit if project.unit in VILLAGES else "镇工业园",
        f"用地{RNG.randrange(5, 200)}亩，新建厂房及配套设施",
        in_yi(project.total),
        in_wan(project.contract) if project.contract else "—",
        written(project.signed),
        written(project.landed),
        written(project.start_planned),
        written(project.started),
        written(project.produced),
        progress.get(project.stage, "主体施工，设备正在订购"),
        RNG.choice(("无", "暂无", "用地手续未办结", "融资困难", "")),
        project.leader,
        RNG.choice(
            (
                f"{project.unit}/{project.person}",
                f"{project.unit}（{project.person}）",
                f"{project.unit}\n{project.person}",
            )
        ),
        phone(project.phone),
    ]


def funds() -> None:
    """到位资金统计表: a project's name merged over its entries, amounts in 万元, a sum in the last row."""
    workbook, sheet = book("到位资金")
    across(sheet, 1, 11, "清溪镇2026年1—12月到位资金统计表", 18)
    across(sheet, 2, 11, "填报单位：清溪镇人民政府        单位：万元")
    put(
        sheet,
        3,
        [
            "序号",
            "项目名称",
            "投资方",
            "资金性质",
            "到账日期",
            "到位金额",
            "凭证类型及编号",
            "核实人",
            "认定状态",
            "认定金额",
            "备注",
        ],
    )
    row = 4
    for number, project in enumerate((p for p in STORY.signed if p.funds), 1):
        first = row
        for day, amount in project.funds:
            recognised = RNG.random() < 0.8
            head = [number, project.name, project.investor] if row == first else [None, None, None]
            slip = f"进账单 {RNG.randrange(10**7):07d}"
            status = ["县认定", amount] if recognised else ["自报", "—"]
            to_the_day = RNG.choice((day, f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日"))
            source = RNG.choice(("省外", "省外", "市外省内"))
            put(sheet, row, [*head, source, to_the_day, in_wan(amount), slip, PEOPLE[number % 10], *status, ""])
            row += 1
        for column in (1, 2, 3):
            if row - first > 1:
                sheet.merge_cells(start_row=first, start_column=column, end_row=row - 1, end_column=column)
    put(sheet, row, ["合计", "", "", "", "", sum(amount for p in STORY.signed for _day, amount in p.funds)])
    across(sheet, row + 1, 11, "填表人：黄丽华    审核人：吴晓兰    填报日期：2027年1月3日")
    save(workbook, "到位资金统计表.xlsx")


def targets() -> None:
    """目标任务 as a list, and 目标任务分解表 laid out wide under three header rows."""
    workbook, sheet = book("目标任务")
    across(sheet, 1, 5, "清溪镇2026年度招商引资目标任务", 18)
    put(sheet, 2, ["年度", "责任单位", "指标", "年度目标", "计量单位"])
    township = (
        ("实际到位资金", 350_000, "万元"),
        ("新签约项目", 20, "个"),
        ("新开工项目", 18, "个"),
        ("有效线索", 40, "条"),
    )
    for row, (title, amount, measure) in enumerate(township, 3):
        put(sheet, row, [2026, "", title, amount, measure])
    save(workbook, "目标任务.xlsx")

    workbook, sheet = book("任务分解")
    across(sheet, 1, 9, "清溪镇2026年招商引资目标任务分解表", 18)
    across(sheet, 2, 9, "单位：万元、个")
    put(sheet, 3, ["序号", "责任单位", "主要指标", "", "", "", "其他指标", "", "备注"])
    put(sheet, 4, ["", "", "到位资金", "", "新签约项目", "", "标准厂房竣工面积（万平方米）", "劳务输出/人", ""])
    put(sheet, 5, ["", "", "年度目标", "奋斗目标", "目标", "上年完成", "", "", ""])
    for area in ("A3:A5", "B3:B5", "C3:F3", "G3:H3", "I3:I5", "C4:D4", "E4:F4", "G4:G5", "H4:H5"):
        sheet.merge_cells(area)
    for number, unit in enumerate(UNITS, 1):
        goal = 5_000 * (3 + number)
        area = 0.5 * (number % 3 + 1) if unit in VILLAGES else "—"
        put(
            sheet,
            5 + number,
            [number, unit, goal, goal * 1.1, f"{1 + number % 3}个", number % 2, area, 40 * number, ""],
        )
    last = 6 + len(UNITS)
    put(sheet, last, ["合计", "", sum(5_000 * (3 + n) for n in range(1, 11)), "", sum(1 + n % 3 for n in range(1, 11))])
    across(sheet, last + 1, 9, "注：1.到位资金含内资和外资；2.奋斗目标不作考核依据。")
    save(workbook, "目标任务分解表.xlsx")


def leads() -> None:
    """线索台账: sentences above the header, an example row, remarks below."""
    workbook, sheet = book("线索")
    across(sheet, 1, 14, "2026年清溪镇招商线索信息采集表", 18)
    across(sheet, 2, 14, "共上报线索18条（新增3条），其中亿元以上6条。")
    across(sheet, 3, 14, "所属片组：镇招商组   填报人：黄丽华   联系电话：0811-6234567   填报时间：2026年12月25日")
    head = "序号 登记日期 线索名称 投资方 联系人及职务 联系方式 线索来源 意向投资额（亿元） 需用土地 进度、备注"
    put(sheet, 4, [*head.split(), "最近跟进时间", "责任领导", "责任人", "研判结果"])
    put(
        sheet,
        5,
        [
            "例",
            "2026.1.1",
            "××项目",
            "××公司",
            "张三 总经理",
            "13800000000",
            "乡贤",
            1.2,
            "50亩",
            "正在洽谈",
            "",
            "",
            "",
            "",
        ],
    )
    rng = random.Random(11)
    for number in range(1, 19):
        base, day = rng.choice(STORY.reserved), date(2026, 1 + (number * 7) % 12, 1 + number)
        contact = f"{rng.choice(PEOPLE)} {rng.choice(('董事长', '总经理', '投资部经理'))}"
        name = f"{base.place[:2]}客商{('食品', '电子', '建材', '康养', '农旅', '机械')[number % 6]}投资线索{number}号"
        source = rng.choice(("乡贤", "以商招商", "展会活动", "主动来访", "上级交办"))
        progress = rng.choice(("已电话联系，拟来考察", "来访一次，意向较强", "一月无进展：对方融资未到位"))
        judged = rng.choice(("有效", "有效", "待研判", "无效"))
        tail = [written(day), rng.choice(LEADERS), rng.choice(PEOPLE), judged]
        body = [
            number,
            written(day),
            name,
            base.investor,
            contact,
            phone(base.phone),
            source,
            in_yi(rng.randrange(5, 300) * 100),
        ]
        put(sheet, 5 + number, [*body, f"{rng.randrange(10, 200)}亩", progress, *tail])
    for row, note in enumerate(
        ("备注：1.只报新增和有变化的线索；", "2.一个月无进展须说明原因；", "3.每周五10时前报送。"), 24
    ):
        across(sheet, row, 14, note)
    save(workbook, "线索台账.xlsx")


def achievements() -> None:
    """手工完成数: figures that are in no other ledger, month by month."""
    workbook, sheet = book("完成数")
    across(sheet, 1, 7, "清溪镇2026年标准厂房、劳务输出完成数", 16)
    put(sheet, 2, ["年度", "月份", "责任单位", "指标", "完成数", "计量单位", "备注"])
    row = 3
    for number, unit in enumerate(VILLAGES, 1):
        for month in (3, 6, 9, 12):
            put(
                sheet,
                row,
                [2026, f"{month}月" if number % 2 else month, unit, "劳务输出", 8 * number + month, "人", ""],
            )
            row += 1
        put(sheet, row, [2026, 11, unit, "标准厂房竣工面积", f"{0.2 * number:.1f}", "万平方米", "现场丈量"])
        row += 1
    save(workbook, "手工完成数.xlsx")


def units() -> None:
    """责任单位: an old .xls with a title and merged cells."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("责任单位")
    sheet.write_merge(0, 0, 0, 6, "清溪镇招商引资责任单位名录")
    for column, title in enumerate(["序号", "单位名称", "单位类别", "上级单位", "负责人", "联系电话", "联络员"]):
        sheet.write(1, column, title)
    for row, unit in enumerate(UNITS, 2):
        sheet.write(row, 0, row - 1)
        sheet.write(row, 1, unit)
        sheet.write(row, 4, PEOPLE[row - 2])
        sheet.write(row, 5, 13_808_110_000 + row if row % 2 else f"0811-62345{row:02d}")
        sheet.write(row, 6, PEOPLE[1 - row])
    sheet.write_merge(2, 1 + len(VILLAGES), 2, 2, "村（社区）")
    sheet.write_merge(2 + len(VILLAGES), 1 + len(UNITS), 2, 2, "镇属单位")
    sheet.write_merge(2, 1 + len(UNITS), 3, 3, "清溪镇人民政府")
    assert len(OFFICES) + len(VILLAGES) == len(UNITS)
    workbook.save(str(HERE / "责任单位.xls"))


if __name__ == "__main__":
    for make in (projects, funds, targets, leads, achievements, units):
        make()
