"""The indicators: one entry each. Screen, sheet, paper and summary text loop over this list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from app.indicators import counting as count
from app.indicators.counting import WAN, Count, Sized
from app.indicators.facts import Facts, Period
from app.values.activities import ActivityKind
from app.values.capital import FundsSource
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind as Got


class Kind(StrEnum):
    """A flow adds up over the months, a stock stands at their end, a rate is a part of a whole."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"


@dataclass(frozen=True)
class Unjudged:
    """Records that an indicator could not judge: what each lacks, and what follows; (id, name) of each."""

    lacking: str
    effect: str
    measure: str  # 个项目, 次, behind how many they are
    records: tuple[tuple[str, str], ...]
    kind: LedgerKind | None = None


@dataclass(frozen=True)
class Indicator:
    """One figure: its key for scripts, its title and measure for people, how it is counted, what offices call it.

    A rate counts ``part`` of ``count``: of the projects that had ``of``, those that had ``event`` (None: their money).
    ``ratio`` makes it the first indicator's figure as a part of the second's. ``sized`` counts those of a size alone,
    where pieces of projects are counted. ``kin`` are the keys of the catalogue that count the same records: what is
    doubtful of them is doubtful here. ``unjudged`` tells records that lack what it asks for.
    """

    key: str
    title: str
    measure: str
    count: Count
    kind: Kind = Kind.FLOW
    part: Count | None = None
    aliases: tuple[str, ...] = field(default=())
    of: Got | None = None
    of_last_year: bool = False
    event: Got | None = None
    ratio: "tuple[Indicator, Indicator] | None" = None
    sized: Sized | None = None
    kin: frozenset[str] = frozenset()
    unjudged: Callable[[Facts, Period], Iterable[Unjudged]] | None = None


def _rate(key: str, title: str, of: Got, event: Got, *aliases: str, of_last_year: bool = False) -> Indicator:
    whole = count.cohort(of, of_last_year=of_last_year)
    part = count.arrived(event, of=of, of_last_year=of_last_year)
    return Indicator(key, title, "%", whole, Kind.RATE, part, aliases, of, of_last_year, event)


CATALOGUE: tuple[Indicator, ...] = (
    Indicator(
        "funds_received",
        "实际到位资金",
        "万元",
        count.funds(),
        aliases=(
            "到位资金",
            "引进到位资金",
            "招商引资到位资金",
            "到位资金总额",
            "当年到位资金",
            "引进资金",
            "招商引资额",
        ),
    ),
    Indicator(
        "funds_domestic",
        "实际到位内资",
        "万元",
        count.funds(without=(FundsSource.ABROAD,)),
        aliases=("内资", "到位内资", "引进内资", "实际利用内资", "内资到位资金", "引进内资到位资金"),
    ),
    Indicator(
        "funds_outside_province",
        "省外到位资金",
        "万元",
        count.funds(FundsSource.OTHER_PROVINCE),
        aliases=("省外资金", "引进省外资金", "省外境内资金", "境内省外资金", "省外到位内资", "实际到位省外资金"),
    ),
    Indicator(
        "funds_other_cities",
        "市外省内到位资金",
        "万元",
        count.funds(FundsSource.OTHER_CITY),
        aliases=("市外省内资金", "省内市外资金", "市外资金", "引进市外资金"),
    ),
    Indicator(
        "funds_other_counties",
        "县外市内到位资金",
        "万元",
        count.funds(FundsSource.OTHER_COUNTY),
        aliases=("县外市内资金", "市内县外资金", "县外资金", "引进县外资金"),
    ),
    Indicator(
        "fdi_contracted",
        "合同利用外资",
        "万美元",
        count.signed(lambda project: Fraction(project.contract_fdi or 0, WAN)),
        aliases=("合同外资", "合同外资额", "新签合同外资"),
    ),
    Indicator(
        "fdi_received",
        "实际利用外资",
        "万美元",
        count.foreign_funds,
        aliases=("外资", "实际到位外资", "到位外资", "利用外资", "实际使用外资", "引进外资"),
    ),
    Indicator(
        "amount_signed",
        "签约金额",
        "万元",
        count.signed(lambda project: Fraction(project.signed_amount, WAN)),
        aliases=("签约资金", "签约额", "合同引资额", "协议引资额", "合同引资", "协议引资", "新签约金额", "签约总额"),
    ),
    Indicator(
        "projects_signed",
        "新签约项目",
        "个",
        count.reached(Got.SIGNED),
        aliases=("签约项目", "新签约", "签约", "新签约项目数", "签约项目数", "签约项目个数", "新签项目", "签约个数"),
        sized=count.sized(Got.SIGNED),
    ),
    Indicator(
        "projects_signed_100m",
        "新签约亿元以上项目",
        "个",
        count.large_signed(),
        aliases=(
            "亿元以上项目",
            "签约亿元以上项目",
            "新签约亿元项目",
            "亿元项目",
            "新引进亿元以上项目",
            "亿元以上签约项目",
        ),
        sized=count.large_signed,
    ),
    Indicator(
        "projects_landed",
        "新落地项目",
        "个",
        count.reached(Got.LANDED),
        aliases=("落地项目", "新落地", "落地", "落地项目数", "注册落地项目"),
        sized=count.sized(Got.LANDED),
    ),
    Indicator(
        "projects_started",
        "新开工项目",
        "个",
        count.reached(Got.STARTED),
        aliases=("开工项目", "新开工", "开工", "开工项目数", "新开工项目数", "开工建设项目"),
        sized=count.sized(Got.STARTED),
    ),
    Indicator(
        "projects_in_production",
        "竣工投产项目",
        "个",
        count.reached(Got.IN_PRODUCTION),
        aliases=("投产项目", "新投产项目", "竣工投产", "投产", "新投产", "竣工项目", "投产项目数", "建成投产项目"),
        sized=count.sized(Got.IN_PRODUCTION),
    ),
    Indicator(
        "projects_in_statistics",
        "入统项目",
        "个",
        count.reached(Got.IN_STATISTICS),
        aliases=("新入统项目", "入统", "纳统项目", "入统项目数", "新增入统项目"),
        sized=count.sized(Got.IN_STATISTICS),
    ),
    _rate("landing_rate", "落地率", Got.SIGNED, Got.LANDED, "项目落地率", "签约项目落地率"),
    _rate("start_rate", "开工率", Got.SIGNED, Got.STARTED, "项目开工率", "签约项目开工率"),
    _rate("production_rate", "投产率", Got.SIGNED, Got.IN_PRODUCTION, "项目投产率"),
    _rate("statistics_rate", "入统率", Got.STARTED, Got.IN_STATISTICS, "新开工项目入统率"),
    Indicator(
        "funds_arrival_rate",
        "资金到位率",
        "%",
        count.cohort_contracts,
        Kind.RATE,
        count.cohort_funds,
        ("到位率", "合同资金到位率"),
        Got.SIGNED,
    ),
    Indicator(
        "projects_reserved",
        "储备项目",
        "个",
        count.standing,
        Kind.STOCK,
        aliases=("项目储备", "储备项目数", "策划项目", "储备策划项目", "谋划项目"),
    ),
    Indicator(
        "amount_reserved",
        "储备项目总投资",
        "万元",
        count.standing_amount,
        Kind.STOCK,
        aliases=("储备投资额", "储备项目投资", "储备总投资"),
    ),
    Indicator(
        "leads_valid",
        "有效线索",
        "条",
        count.leads,
        aliases=(
            "线索",
            "有效招商线索",
            "招商线索",
            "有效项目信息",
            "项目信息",
            "有效信息",
            "有效项目线索",
            "项目线索",
        ),
    ),
    Indicator(
        "visits_out",
        "外出招商",
        "次",
        count.activities(ActivityKind.OUT),
        aliases=("外出招商次数", "走出去", "外出考察", "赴外招商", "外出拜访", "走出去招商"),
    ),
    Indicator(
        "visitors_in",
        "接待来访",
        "次",
        count.activities(ActivityKind.IN),
        aliases=("邀商来访", "请进来", "接待客商", "来访客商", "邀请客商", "请进来招商", "客商来访"),
    ),
    Indicator(
        "factory_area_started",
        "标准厂房开工面积",
        "万平方米",
        count.factory_started,
        aliases=("标准厂房新开工", "新开工标准厂房", "标准厂房开工", "开工建设标准厂房"),
    ),
    Indicator(
        "factory_area_completed",
        "标准厂房竣工面积",
        "万平方米",
        count.factory_completed,
        aliases=(
            "标准厂房",
            "标准厂房建设",
            "新建标准厂房",
            "标准厂房竣工",
            "竣工标准厂房",
            "建成标准厂房",
            "标准化厂房",
        ),
    ),
    Indicator(
        "labour_export",
        "劳务输出",
        "人",
        count.nothing,
        aliases=("劳务输出人数", "劳动力转移", "输出劳务", "劳务转移", "转移就业"),
    ),
    _rate("landing_rate_last_year", "上年签约项目落地率", Got.SIGNED, Got.LANDED, of_last_year=True),
    _rate("start_rate_last_year", "上年签约项目开工率", Got.SIGNED, Got.STARTED, of_last_year=True),
)
# What the units' monthly reports tell of themselves: only schemes look at them, and their names are taken.
REPORTS = Indicator(
    "monthly_reports",
    "月报报送",
    "个",
    count.nothing,
    aliases=("报送月报", "月报", "月报表报送", "报表报送", "月报次数"),
)
LATE_REPORTS = Indicator("monthly_reports_late", "月报迟报", "个", count.nothing, aliases=("迟报月报", "月报迟报次数"))
OF_REPORTS = {each.key: each for each in (REPORTS, LATE_REPORTS)}
BY_KEY = {indicator.key: indicator for indicator in CATALOGUE}
