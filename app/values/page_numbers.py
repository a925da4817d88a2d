"""How an official page is numbered: outside, odd right and even left, as GB/T 9704 has it, or as the office does."""

from typing import Literal

PageNumbers = Literal["outer", "centre", "several", "counted"]
WORDS: dict[PageNumbers, str] = {
    "outer": "单页居右、双页居左（国家标准）",
    "centre": "居中",
    "several": "居中，只有一页的不编",
    "counted": "居中，第1页　共2页",
}
