"""Phones, QQ, WeChat, mail and identity numbers in every writing are hidden; sums, dates and codes are not touched."""

import re

import pytest

from app.services.submission.hidden_numbers import without_numbers
from app.services.submission.hidden_words import names, replacer

REACHED_BY = [
    "电话１３８１２３４５６７８",
    "+8613812345678",
    "0086 138 1234 5678",
    "138 1234 5678",
    "138-1234-5678",
    "138.1234.5678",
    "1381234 5678",
    "138 123 45678"[:13],
    "138\u200b1234\u200b5678",
    "0563－1234567",
    "05631234567",
    "(0563)1234567",
    "0563 1234567",
    "010-65512345转801",
    "400-820-8820",
    "电话：1234567",
    "座机 62345678",
    "QQ 123456789",
    "qq：123456789",
    "QQ号是123456789",
    "微信：zhang_san88",
    "vx zhang_san88",
    "wx:zhang_san88",
    "微信号zhang_san88",
    "WeChat: zhang_san88",
    "身份证342501198001011234",
    "34250119800101123X",
    "a.b@example.com.cn",
    "(138)12345678",
    "138/1234/5678",
    "138、1234、5678",
    "138‐1234‑5678",
    "138*1234*5678",
    "1 3 8 1 2 3 4 5 6 7 8",
    "138\n1234\n5678",
    "一三八一二三四五六七八",
    "幺三八 一二三四 五六七八",
    "壹叁捌壹贰叁肆伍陆柒捌",
    "①③⑧①②③④⑤⑥⑦⑧",
    "١٣٨١٢٣٤٥٦٧٨",
    "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "13812345678元旦后",
    "13812345678台办主任",
    "手机13812345678元",
    "1381234567813812345678",
    "mobile13812345678",
    "+86-563-1234567",
    "0563/1234567",
    "+852 9123 4567",
    "00852-91234567",
    "400 8208 820",
    "电话1234567、2134567",
    "扣扣123456789",
    "Q Q：123456789",
    "QQ 号码：123456789",
    "QQ邮箱123456789",
    "QQ（123456789）",
    "加V：zhang_san88",
    "薇信 zhang_san88",
    "微 信：zhang_san88",
    "微信（zhang_san88）",
    "微信账号：zhang_san88",
    "WeChat ID: zhang_san88",
    "抖音号:zhang_san88",
    "zhang_san88(at)qq.com",
    "zhang_san88@qq。com",
    "身份证号：342501800101123",
    "护照号：G12345678",
    "银行卡 6222 0212 3456 7890 123",
]
INNOCENT = [
    "总投资13800000000元",
    "占地138亩，年产值13800万元",
    "2026-11-30签约",
    "加微信聊",
    "编号20261130001",
    "QQ浏览器",
    "项目代码2506-341823-04-01-123456",
    "信用代码91341823MA2N0ABC12",
    "第13812号地块1.5万平方米",
    "3500.25万元",
    "总投资15000000000美元",
    "累计13812345678人次",
    "同比+1234567元",
    "占地15 20 33亩",
    "一三五规划、二〇二六年十一月",
    "账户余额5000000元",
    "东经118.123456，北纬31.123456",
    "#3地块",
    "在群众中威信高",
    "微信小程序2个",
    "护照办理",
    "面积138.1234亩",
]


@pytest.mark.parametrize("text", REACHED_BY)
def test_what_somebody_is_reached_by_is_hidden(text: str) -> None:
    hidden = without_numbers(f"联系方式：{text}，下周再谈")
    left = "".join(sign for sign in hidden if sign.isdigit() or sign in "一二三四五六七八壹贰叁肆伍陆柒捌")
    assert len(left) <= 14  # 138****5678, twice at most
    assert not re.search(r"\d{5}", left) or "*" in hidden
    assert not any(word in hidden for word in ("zhang_san88", "@", "123456789", "34567", "12345678"))
    assert hidden.endswith("，下周再谈")


@pytest.mark.parametrize("text", INNOCENT)
def test_sums_dates_and_codes_stay(text: str) -> None:
    assert without_numbers(f"情况：{text}。") == f"情况：{text}。"


def test_who_stands_in_a_field_of_people_is_a_name_whatever_the_family() -> None:
    lines = [
        "佟一 13800000000",
        "阿布都热合曼·买买提",
        "John Smith",
        "招商部",
        "总经理 王强",
        "企业",
        "商会介绍",
        "弟宋岩石13800000000",
    ]
    assert names(lines) == {"佟一", "阿布都热合曼·买买提", "John Smith", "王强", "宋岩石"}


def test_a_short_name_is_hidden_in_a_title_only_where_it_is_a_person() -> None:
    hide = replacer({"王建国"}, {"佟一", "高明"})
    assert hide("佟一介绍的项目") == "某人介绍的项目"
    assert hide("高明区光伏项目") == "高明区光伏项目"
    assert hide("王建国投资的厂房") == "某人投资的厂房"
