"""Words that forms offer beside any other: what offices write most often."""

INDUSTRIES = ("工业", "农业", "服务业", "其他")
CONSTRUCTION_KINDS = ("新建", "扩建", "改建", "技改", "迁建", "其他")
VOUCHER_KINDS = ("银行进账单", "验资报告", "设备发票", "工程结算单", "完税凭证", "土地款凭证", "其他")
ENTERPRISE_KINDS = ("上市公司", "世界500强", "中国500强", "链主企业", "专精特新", "规上企业", "其他")
PROBLEM_ORIGINS = ("日常跟踪", "联席会议", "外商投诉", "督查检查", "其他")
GENDERS = ("男", "女")
LETTER_TITLES = ("目标责任书", "责任状", "承诺书", "目标任务书", "目标任务分解表")
OCCASIONS = ("百日竞赛", "百日攻坚", "下半年攻坚", "专项行动")
THIRD_ROLES = ("监督方", "鉴证方", "分管领导", "包保领导")
