"""Five published ways of scoring rebuilt as data alone, with the scores that a clerk works out by hand.

The figures are those of :mod:`tests.services.township_year`: two villages with projects, one with none.
"""

from typing import Any

Item = dict[str, Any]

# 履约率10 + 开竣工率20 + 资金到位率35 + 当年到位资金35; rates look at all projects signed so far.
RATES: list[Item] = [
    {
        "title": "履约率",
        "indicator": "landing_rate",
        "shape": "P1",
        "points": 10,
        "parameters": {"base": "历年累计项目"},
    },
    {
        "title": "开竣工率",
        "indicator": "start_rate",
        "shape": "P3",
        "points": 20,
        "parameters": {"base": "历年累计项目", "others": [{"indicator": "production_rate", "weight": "50%"}]},
    },
    {
        "title": "资金到位率",
        "indicator": "funds_arrival_rate",
        "shape": "P1",
        "points": 35,
        "parameters": {"base": "历年累计项目"},
    },
    {"title": "当年到位资金", "indicator": "funds_received", "shape": "P1", "points": 35},
]

# 基础工作10 + 指标落实20 + 新开工及入统30 + 新投产40.
TOWNS: list[Item] = [
    {"title": "基础工作", "shape": "J1", "points": 10, "parameters": {"full": 10}},
    {"title": "指标落实", "indicator": "funds_received", "shape": "P1", "points": 20, "against": "序时"},
    {
        "title": "新开工及入统",
        "indicator": "projects_started",
        "shape": "P3",
        "points": 30,
        "parameters": {"others": [{"indicator": "projects_in_statistics", "weight": "0.5"}]},
    },
    {"title": "新投产", "indicator": "projects_in_production", "shape": "P1", "points": 40},
]

# 100 / 75 / 50 / 0, and at least 20 % of the task really invested.
STEPS: list[Item] = [
    {
        "title": "引资任务",
        "indicator": "amount_signed",
        "shape": "T1",
        "points": 100,
        "parameters": {"condition": "funds_received", "condition_least": "20%"},
    }
]

# 60 when met and more beyond; a point for each missing monthly report; events; a precondition for honours.
VILLAGES: list[Item] = [
    {"title": "引资目标", "indicator": "funds_received", "shape": "T2", "points": 60},
    {"title": "月报", "shape": "D1", "points": 12, "against": "序时", "parameters": {"target": 12}},
    {
        "title": "项目管理",
        "indicator": "超时限未开工",
        "shape": "D2",
        "points": "0.5",
        "parameters": {"each": "0.1", "others": [{"indicator": "弄虚作假", "weight": "0.2"}]},
    },
    {
        "title": "投产项目",
        "indicator": "projects_in_production",
        "shape": "V1",
        "points": 0,
        "parameters": {"unranked": True, "size": 300},
    },
]

# 签约投资额≤50 + 龙头企业≤30 + 其他≤20, and more for what lies beyond the target, by the target's size.
CITY: list[Item] = [
    {"title": "签约投资额", "indicator": "amount_signed", "shape": "R2", "points": 50},
    {
        "title": "龙头企业",
        "indicator": "projects_signed",
        "shape": "B1",
        "points": 30,
        "parameters": {"bands": [{"least": 500000, "score": 8}, {"least": 100000, "score": 4}]},
    },
    {"title": "外出招商", "indicator": "visits_out", "shape": "R1", "points": 20},
    {
        "title": "超额加分",
        "indicator": "funds_received",
        "shape": "B2",
        "points": 10,
        "parameters": {"bands": [{"least": 5000, "score": "0.2"}, {"least": 0, "score": "0.1"}]},
    },
]

# Scores at the end of October by unit: each item's, the total, the place. None: cannot be computed.
Expected = dict[str, tuple[list[str | None], str, int | None]]
SCHEMES: dict[str, tuple[list[Item], Expected]] = {
    "四率考核": (
        RATES,
        {
            "乙村": (["10", "10", "35", "35"], "90", 1),
            "甲村": (["10", "10", "3.5", "28"], "51.5", 2),
            "丙村": ([None, None, None, None], "0", None),
        },
    ),
    "镇级考核": (
        TOWNS,
        {
            "甲村": (["9", "19.2", "30", "40"], "98.2", 1),
            "乙村": (["8", "20", "22.5", "0"], "50.5", 2),
            "丙村": ([None, None, None, None], "0", None),
        },
    ),
    "分档考核": (STEPS, {"乙村": (["75"], "75", 1), "甲村": (["0"], "0", 2), "丙村": ([None], "0", None)}),
    "村级考核": (
        VILLAGES,
        {
            "甲村": (["0", "11", "0.1", "0"], "11.1", 1),
            "乙村": (["61", "12", "0.5", "0"], "73.5", None),
            "丙村": ([None, None, "0.5", "0"], "0.5", None),
        },
    ),
    "全市考核": (
        CITY,
        {
            "甲村": (["50", "4", "20", "0"], "74", 1),
            "乙村": (["2.5", "8", "12", "2.5"], "25", 2),
            "丙村": (["0", "0", "12", None], "12", 3),
        },
    ),
}
