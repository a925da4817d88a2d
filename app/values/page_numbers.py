"""Where a page's number stands: outside, odd right and even left, as GB/T 9704 has it, or in the middle."""

from typing import Literal

PageNumbers = Literal["outer", "centre"]
WORDS: dict[PageNumbers, str] = {"outer": "单页居右、双页居左（国家标准）", "centre": "居中"}
