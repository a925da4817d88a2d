"""Moments as the window says them."""

from datetime import date, datetime


def moment_text(moment: datetime, today: date) -> str:
    """``今天 08:31``, ``昨天 16:02``, ``10月31日``, and with its year where that is another: ``2025年12月31日``."""
    days, clock = (today - moment.date()).days, f"{moment:%H:%M}"
    if days in {0, 1}:
        return f"{'今天' if days == 0 else '昨天'} {clock}"
    day = f"{moment.month}月{moment.day}日"
    return day if moment.year == today.year else f"{moment.year}年{day}"
