"""What happened in the invented 清溪镇 in 2026: the records that the sample ledgers write down."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

SEED = 20261231
VILLAGES = ("清溪村", "石桥村", "柳湾村", "新塘村", "双河村", "桃园社区")
OFFICES = ("经济发展办公室", "农业农村服务中心", "村镇建设办公室", "文化旅游服务中心")
UNITS = VILLAGES + OFFICES
LEADERS = ("周建民", "吴晓兰", "郑国强", "何春燕")
PEOPLE = ("李长河", "王秀珍", "张志远", "刘海涛", "陈桂花", "杨立新", "赵明辉", "黄丽华", "徐大勇", "孙文静")
PLACES = ("浙江杭州", "广东佛山", "江苏苏州", "福建泉州", "重庆渝北", "湖北武汉", "山东寿光", "上海松江")
SURNAMES = (
    "恒瑞",
    "盛达",
    "金禾",
    "绿源",
    "宏泰",
    "新锐",
    "华远",
    "瑞丰",
    "佳和",
    "天成",
    "兴邦",
    "中岳",
    "东篱",
    "云杉",
)
TRADES = ("实业", "科技", "投资", "农业", "新材料")
INDUSTRIES = {"稻虾共作": "农业", "柑橘分选": "农业", "快递分拨": "其他", "乡村民宿": "其他"}
RESERVED = {
    "农业": (
        8,
        80_000,
        ("蔬菜保供基地", "生态鱼养殖", "油茶种植", "食用菌工厂", "肉牛育肥场", "茶叶加工园", "冷链仓储", "中药材种植"),
    ),
    "工业": (
        10,
        2_980_000,
        (
            "锂电池隔膜",
            "光伏组件",
            "汽车线束",
            "装配式建筑",
            "农机制造",
            "纸制品包装",
            "高端家具",
            "电子元件",
            "精细化工中间体",
            "绿色建材",
        ),
    ),
    "其他": (
        8,
        2_540_000,
        ("山地康养", "古镇旅游", "物流园", "城乡供水", "农贸市场", "研学营地", "垃圾焚烧发电", "抽水蓄能"),
    ),
}
SIGNED_WORDS = (
    "年产3万吨挂面",
    "服装加工",
    "竹制品",
    "五金配件",
    "预制菜",
    "饲料加工",
    "电动车组装",
    "塑料管材",
    "木门定制",
    "饮用水",
    "稻虾共作",
    "柑橘分选",
    "节能门窗",
    "智能灌溉设备",
    "医用敷料",
    "快递分拨",
    "乡村民宿",
    "石材加工",
    "酱卤制品",
    "环保纸餐具",
    "铝型材",
    "光学镜片",
    "废旧轮胎再生",
)
LAST_YEAR_WORDS = ("粮油仓储", "生猪屠宰", "钢结构厂房", "花卉苗木", "茶油精炼")
CONTRACTS = 2_520_000  # 万元 over the projects signed in the year
FUNDS = 500_000  # 万元 that arrived in the year


@dataclass
class Project:
    """One project of the story; money in 万元, dates None where nothing happened."""

    name: str
    investor: str
    industry: str
    place: str
    unit: str
    person: str
    phone: str
    leader: str
    total: int
    contract: int = 0
    signed: date | None = None
    landed: date | None = None
    start_planned: date | None = None
    started: date | None = None
    produced: date | None = None
    stage: str = "储备"
    funds: list[tuple[date, int]] = field(default_factory=list)


def shares(rng: random.Random, total: int, count: int, step: int) -> list[int]:
    """``count`` uneven parts of ``total``, each a multiple of ``step`` but the last."""
    weights = [rng.uniform(0.4, 1.6) for _ in range(count)]
    parts = [max(int(total * weight / sum(weights)) // step * step, step) for weight in weights]
    parts[-1] += total - sum(parts)
    return parts


class Story:
    """Every record of the samples, drawn once from a fixed seed."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)
        self.reserved = [project for industry in RESERVED for project in self._reserved(industry)]
        self.signed = self._signed()
        self.older = self._older()

    def _project(self, name: str, industry: str, total: int) -> Project:
        rng = self.rng
        number = rng.randrange(len(UNITS))
        return Project(
            name=name,
            investor=f"{rng.choice(PLACES)[2:]}{rng.choice(SURNAMES)}{rng.choice(TRADES)}有限公司",
            industry=industry,
            place=rng.choice(PLACES),
            unit=UNITS[number],
            person=PEOPLE[number],
            phone=f"1{rng.choice((35, 38, 39, 52, 77, 86))}{rng.randrange(10**8):08d}",
            leader=rng.choice(LEADERS),
            total=total,
        )

    def _reserved(self, industry: str) -> list[Project]:
        count, total, words = RESERVED[industry]
        parts = shares(self.rng, total, count, 500)
        return [self._project(f"清溪镇{word}项目", industry, part) for word, part in zip(words, parts, strict=True)]

    def _signed(self) -> list[Project]:
        contracts = shares(self.rng, CONTRACTS, len(SIGNED_WORDS), 100)
        funds = shares(self.rng, FUNDS, len(SIGNED_WORDS) - 2, 50)
        projects = []
        for number, (word, contract) in enumerate(zip(SIGNED_WORDS, contracts, strict=True)):
            industry = INDUSTRIES.get(word, "工业")
            project = self._project(f"{word}项目", industry, contract + self.rng.randrange(0, 400) * 100)
            project.contract = contract
            project.signed = date(2026, 1, 8) + timedelta(days=self.rng.randrange(200))
            project.start_planned = project.signed + timedelta(days=70)
            project.stage = "签约"
            if number not in {6, 17}:  # two of the 23 went no further than their signature
                self._start(project, funds.pop())
            projects.append(project)
        return projects

    def _start(self, project: Project, funds: int) -> None:
        assert project.signed
        project.landed = project.signed + timedelta(days=self.rng.randrange(15, 45))
        project.started = min(project.landed + timedelta(days=self.rng.randrange(20, 80)), date(2026, 12, 20))
        project.stage = "开工"
        day = project.landed
        for part in shares(self.rng, funds, self.rng.choice((2, 3, 3, 4)), 10):
            day = min(day + timedelta(days=self.rng.randrange(5, 40)), date(2026, 12, 28))
            project.funds.append((day, part))

    def _older(self) -> list[Project]:
        projects = []
        for word in LAST_YEAR_WORDS:
            project = self._project(f"{word}项目", "工业", self.rng.randrange(30, 300) * 100)
            project.contract = project.total
            project.signed = date(2025, 2, 10) + timedelta(days=self.rng.randrange(150))
            project.landed = project.signed + timedelta(days=30)
            project.start_planned = project.signed + timedelta(days=60)
            project.started = project.landed + timedelta(days=45)
            project.produced = date(2026, 3, 1) + timedelta(days=self.rng.randrange(200))
            project.stage = "投产"
            projects.append(project)
        return projects
