"""A district's half-year of 2010: foreign money, on-site signings at three fairs, banks, and last year to compare."""

from datetime import date

from tests.ledgers.years import Sheet, Year

_UNITS_OF = ("郴东镇", "石盖镇", "西郊乡", "华塘镇", "万岩镇", "湘南物流园")
_UNITS = Sheet(
    "units",
    [["单位名称", "单位类别"]],
    [*([unit, "园区" if "园" in unit else "乡镇"] for unit in _UNITS_OF), ["区商务局", "部门"]],
)
_TARGETS = Sheet(
    "targets",
    [["年度", "责任单位", "指标名称", "全年任务", "单位"]],
    [
        [2010, None, "实际利用外资", 4903, "万美元"],
        [2010, None, "实际到位内资", 14, "亿元"],
        [2010, None, "标准厂房竣工面积", 4, "万平方米"],
        [2010, None, "标准厂房开工面积", 8, "万平方米"],
    ],
)
_FOREIGN = (
    ("国润商贸城", "香港国润置业有限公司", "服务业", 8200, 620, date(2010, 1, 20), 735),
    ("万里汽车服务城", "香港万里集团", "服务业", 6800, 480, date(2010, 2, 8), 560),
    ("祥发精密仪器厂", "台湾祥发科技股份有限公司", "工业", 5600, 410, date(2010, 3, 25), 480),
    ("福泉温泉酒店", "澳门福泉投资公司", "服务业", 5200, 400, date(2010, 4, 16), 460),
    ("百联服装厂", "香港百联制衣有限公司", "工业", 3900, 290, date(2010, 5, 21), 300),
)
_HOME = (
    "宏达有色金属深加工", "湘粤纸箱厂", "华翔电子", "金贵白银配套", "飞鸿钢构", "新天地家居广场", "绿海农产品冷库",
    "华塘烟草物流", "万岩石材", "西郊花卉基地", "石盖生猪养殖场", "郴东五金机电城", "裕农饲料", "仙岭茶业", "金田米业",
    "富源电机", "丰越环保", "长信玻璃", "恒晟锂电池材料", "北湖冷链",
)  # fmt: skip
_PLACES = ("广东深圳", "广东东莞", "浙江温州", "福建泉州", "广东广州", "湖南长沙")


def _projects() -> list[list[object]]:
    rows: list[list[object]] = [
        [name, investor, investor[:2], "外资", industry, total, fdi, signed, f"{signed.year}.{signed.month + 1}",
         "正在建设", _UNITS_OF[number % 6]]
        for number, (name, investor, industry, total, fdi, signed, _) in enumerate(_FOREIGN)
    ]  # fmt: skip
    for number, name in enumerate(_HOME):
        month = 1 + number % 6
        is_started = number % 3 != 2
        place = _PLACES[number % 6]
        rows.append(
            [f"{name}项目", f"{place[2:]}{name[-2:]}实业有限公司", place, "内资", _industry(name),
             (3000, 12000, 4500, 2600, 18000, 5200)[number % 6] + 100 * number, None,
             f"2010年{month}月" if number % 2 else date(2010, month, 11),
             f"2010.{min(6, month + 1)}" if is_started else "—",
             "主体施工" if is_started else "正在办理手续", _UNITS_OF[number % 6]]
        )  # fmt: skip
    rows.append(["银杏科技园", "香港银杏科技公司", "香港", "外资", "工业", 20000, 1000, "2009年3月", "2009年6月",
                 "一期已投产", "郴东镇"])  # fmt: skip
    rows.append(["东盛光电项目", "深圳东盛光电有限公司", "广东深圳", "内资", "工业", 16000, None, "2009年2月", "2009.5",
                 "二期在建", "湘南物流园"])  # fmt: skip
    return rows


def _industry(name: str) -> str:
    if any(word in name for word in ("农产品", "花卉", "养殖", "茶业", "米业", "饲料")):
        return "农业"
    return "服务业" if any(word in name for word in ("广场", "物流", "机电城", "冷链")) else "工业"


def _funds() -> list[list[object]]:
    rows: list[list[object]] = [
        [f[0], f"2010年{f[5].month + 1}月", f[6], "美元", "境外", 6.8, "外汇核准件"] for f in _FOREIGN
    ]
    left = 85_000
    for number, name in enumerate(_HOME):
        part = left if number == len(_HOME) - 1 else (3200, 5400, 2800, 4100, 6100, 3900)[number % 6]
        left -= part
        source = ("省外", "省外", "市外省内", "省外", "省外", "县外市内")[number % 6]
        rows.append([f"{name}项目", date(2010, min(6, 2 + number % 6), 18), part, "人民币", source, None, "进账单"])
    rows += [
        ["东盛光电项目", "2009.3", "3.2亿", "人民币", "省外", None, "进账单"],
        ["东盛光电项目", "2009年5月", 41784.72, "人民币", "省外", None, "进账单"],
        ["银杏科技园", "2009-04-20", 2010, "美元", "境外", 6.83, "验资报告"],
    ]
    return rows


_ACTIVITIES = Sheet(
    "activities",
    [["活动时间", "类型", "活动主题", "地点", "带队领导", "对接企业", "成果"]],
    [
        ["2010年4月", "展会", "中国中部投资贸易博览会", "江西南昌", "李区长", "福泉投资公司、温州商会", "签约2个"],
        ["2010.5.21", "推介会", "东莞加工贸易招商推介会", "广东东莞", "王书记", "百联制衣、东莞制鞋协会", "现场签约7个"],
        ["2010年6月", "推介会", "深圳承接产业转移招商会", "广东深圳", "李区长", "深圳电子商会", "现场签约11个"],
        [date(2010, 4, 28), "银企对接", "银企对接座谈会", "区会议中心", "张副区长", "农行、工行、6家企业",
         "签订贷款合同4.2亿元"],
        ["2010年3月", "外出招商", "小分队赴珠三角招商", "广东深圳、东莞", "张副区长", "富士康配套企业5家", "带回线索4条"],
        ["2010.5", "外出招商", "小分队赴温州招商", "浙江温州", "陈副区长", "温州泵阀商会", "带回线索2条"],
    ],
)  # fmt: skip
_DONE = Sheet(
    "achievements",
    [["年度", "月份", "单位", "指标", "完成数", "计量单位"]],
    [
        [2010, "5月", None, "标准厂房开工面积", 4.8, "万平方米"],
        [2010, "6月", None, "标准厂房竣工面积", 2.72, "万平方米"],
        [2009, "6月", None, "标准厂房竣工面积", 2.1, "万平方米"],
    ],
)
YEAR = Year(
    "北岭区",
    "431002000",
    2010,
    6,
    (
        _UNITS,
        _TARGETS,
        Sheet(
            "projects",
            [["项目名称", "投资企业", "资金来源地", "内资/外资", "产业", "计划总投资", "合同外资（万美元）", "签约时间",
              "开工时间", "进展情况", "属地"]],
            _projects(),
            above=["北岭区2010年上半年招商引资项目台账", "单位：万元"],
        ),
        Sheet(
            "funds",
            [["项目", "到位时间", "金额", "币种", "资金来源", "汇率", "凭证种类"]],
            _funds(),
            above=["到位资金明细 单位：万元、万美元"],
        ),
        _DONE,
        _ACTIVITIES,
    ),
)  # fmt: skip
