"""The kinds of 招商活动."""

from enum import StrEnum


class ActivityKind(StrEnum):
    """What kind of activity it was; 外出招商 and 驻外 go out, 接待来访 comes in."""

    OUT = "外出招商"
    IN = "接待来访"
    FAIR = "展会"
    PROMOTION = "推介会"
    FORUM = "论坛"
    TRAINING = "培训"
    JOINT_MEETING = "联席会议"
    BANKING = "银企对接"
    STATIONED = "驻外"
    OTHER = "其他"
