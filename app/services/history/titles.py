"""The clerk's words for every table and column of the records: what history, undo and the bin call them."""

from collections.abc import Mapping

NOUNS: Mapping[str, str] = {
    "projects": "项目", "milestones": "进程", "progress_notes": "跟踪记录", "gates": "评审和会议", "agreements": "协议",
    "shares": "分解", "funds": "到位资金", "closed_months": "结账", "problems": "问题", "procedures": "手续",
    "attachments": "附件", "attachment_contents": "附件内容", "carriers": "载体", "leads": "线索",
    "lead_followups": "线索跟进", "lead_actions": "一企一策", "enterprises": "客商企业", "fellows": "在外乡贤",
    "activities": "招商活动", "activity_firms": "活动企业", "units": "责任单位", "people": "人员",
    "targets": "目标任务",
    "achievements": "手工完成数", "own_indicators": "自定指标", "monthly_reports": "单位月报", "letters": "责任书",
    "letter_clauses": "责任书条款", "letter_targets": "责任书指标", "letter_templates": "责任书模板",
    "template_clauses": "模板条款", "responsibilities": "责任人", "schemes": "考核办法", "scheme_items": "考核项目",
    "scheme_units": "考核单位", "marks": "手工评分", "deposits": "风险抵押金", "rewards": "奖励", "offices": "本单位",
    "settings": "设置", "saved_filters": "我的筛选", "import_mappings": "导入对照", "holidays": "节假日",
    "submissions": "报送", "intakes": "汇总",
}  # fmt: skip

# Words that mean the same in every table; what a table calls otherwise stands below.
USUAL: Mapping[str, str] = {
    "name": "名称", "code": "编号", "note": "备注", "kind": "类别", "unit_id": "责任单位", "person": "责任人",
    "phone": "联系电话", "leader": "包抓领导", "progress": "进展", "place": "地点", "title": "名称",
    "deleted_at": "删除", "indicator": "指标", "measure": "计量单位", "letter_id": "责任书", "scheme_id": "考核办法",
    "activity_id": "招商活动", "heading": "标题", "text": "正文", "opening": "开头", "copies": "份数",
    "stretch": "奋斗目标", "person_id": "人员",
    "next_step": "下步措施", "next_on": "下次跟进", "dealings": "洽谈内容", "paid_on": "缴纳（发放）日期",
    "liaison": "联络员", "list_name": "列表", "group_name": "考核分组", "days": "天数", "day": "日期",
    "party_style": "甲乙方写法",
    "due_on": "时限", "done_on": "办结日期", "state": "状态", "result": "结果", "amount": "金额", "project_id": "项目",
    "credit_code": "统一社会信用代码", "industry": "产业", "contact": "联系人", "contact_title": "联系人职务",
    "introducer": "引资人", "enterprise_id": "客商企业", "fellow_id": "乡贤", "lead_id": "线索", "content": "内容",
    "outcome": "结果", "year": "年度", "month": "月份", "number": "编号", "started_on": "开工日期",
    "completed_on": "竣工日期", "reason": "原因", "position": "顺序", "size": "大小", "investor": "投资方",
    "description": "问题", "signed_on": "签订日期", "value": "内容", "key": "名称", "area": "面积",
}  # fmt: skip
OWN: Mapping[str, Mapping[str, str]] = {
    "projects": {
        "name": "项目名称", "code": "项目编号", "stage": "阶段", "investor_place": "投资方所在地", "nature": "资金性质",
        "category": "国民经济门类", "construction_kind": "建设性质", "site": "建设地点", "content": "主要建设内容",
        "total_investment": "总投资", "fixed_investment": "固定资产投资", "contract_amount": "合同引资额",
        "contract_fdi": "合同外资", "output_value": "预计年产值", "tax": "预计年税收", "land_need": "用地（厂房）需求",
        "lead_unit_id": "牵头单位", "team": "工作专班", "carrier_id": "载体", "predecessor_id": "原项目",
        "progress": "项目进展情况", "problem": "存在问题", "end_reason": "终止原因",
    },
    "milestones": {"kind": "事项", "planned_on": "计划日期", "actual_on": "实际日期", "evidence": "依据"},
    "progress_notes": {"noted_on": "跟踪日期", "person": "跟踪人"},
    "gates": {"kind": "事项", "decided_on": "日期", "document_number": "会议纪要号", "opinions": "评审意见"},
    "agreements": {
        "number": "协议编号", "amount": "协议金额", "bond_due": "应缴保证金", "bond_due_on": "保证金期限",
        "bond_paid": "实缴保证金", "bond_paid_on": "保证金到账日期", "our_promises": "我方承诺",
        "their_promises": "投资方承诺",
    },
    "shares": {"unit_id": "单位", "measure": "分解内容", "part": "比例"},
    "funds": {
        "received_on": "到账日期", "currency": "币种", "rate": "汇率", "source": "资金来源", "use": "用途",
        "voucher_kind": "凭证类型", "voucher_number": "凭证号", "status": "认定状态", "recognised_amount": "认定金额",
        "verified_by": "核实人", "verified_on": "核实日期", "is_opening": "期初数", "corrects_id": "更正的记录",
        "correction_reason": "更正原因",
    },
    "problems": {
        "origin": "来源", "raised_on": "提出日期", "due_on": "解决时限", "closed_on": "销号日期", "outcome": "解决情况",
    },
    "procedures": {"title": "手续"},
    "attachments": {
        "owner_kind": "所属", "owner_id": "所属记录", "name": "文件名", "media_type": "格式", "sha256": "校验码",
        "caption": "说明", "taken_on": "拍摄日期",
    },
    "carriers": {"name": "载体名称", "area_let": "已租（出让）面积"},
    "leads": {
        "name": "线索名称", "code": "线索编号", "registered_on": "登记日期", "source": "来源", "judgement": "研判结果",
        "judged_on": "研判日期", "judged_by": "研判人", "judgement_note": "研判说明", "intended_amount": "意向投资额",
        "dealings": "对接情况", "next_step": "下步措施", "next_on": "下次跟进", "end_reason": "结束原因",
        "land_need": "用地（厂房）需求", "introducer": "引荐人", "leader": "责任领导", "obstacles": "困难和问题",
        "last_followed_on": "最近跟进",
    },
    "lead_followups": {"happened_on": "跟进日期", "people": "参加人员"},
    "lead_actions": {"action": "措施"},
    "enterprises": {"leader": "联系领导"},
    "fellows": {
        "gender": "性别", "born_on": "出生年月", "origin": "籍贯", "residence": "现居住地", "employer": "工作单位",
        "title": "职务", "trade": "从事行业", "employer_size": "企业规模", "wechat": "微信", "relatives": "家乡亲属",
        "resources": "投资意向和资源", "last_contact_on": "最近联系", "next_contact_on": "下次联系",
        "is_ambassador": "招商大使", "leader": "包保领导",
    },
    "activities": {
        "held_on": "日期", "ended_on": "结束日期", "area": "片区", "participants": "参加人员", "firms": "企业和客商",
        "follow_up": "后续", "cost": "费用", "leader": "带队领导", "outcome": "成果",
    },
    "units": {
        "kind": "单位类别", "name": "单位名称", "parent_id": "上级单位", "head": "负责人", "retired": "已停用",
    },
    "people": {"is_leader": "是否领导", "title": "职务", "name": "姓名"},
    "offices": {"short_name": "简称", "county": "所属县", "name": "单位名称", "code": "单位代码"},
    "targets": {"amount": "年度目标", "schedule": "序时计划", "change_reason": "调整原因"},
    "achievements": {"amount": "完成数"},
    "own_indicators": {"is_rate": "是否比率"},
    "monthly_reports": {
        "done": "本月进展", "plan": "下月计划", "next_target": "下月目标", "reason": "没有进展的原因",
        "reported_on": "报送日期",
    },
    "letters": {
        "serial": "序号", "title": "标题", "status": "状态", "responsible": "责任人", "printed_on": "打印日期",
        "as_signed": "签订时的文本",
    },
    "letter_targets": {"amount": "目标"},
    "letter_templates": {
        "title_word": "文种", "targets_place": "目标写法", "deposit": "风险抵押金", "deposit_due_on": "缴纳期限",
        "rule": "考核办法", "recognised_on": "认定截止日期",
    },
    "template_clauses": {
        "template_id": "模板", "is_optional": "可选", "is_on": "启用", "reminder": "提示", "key": "条款",
    },
    "responsibilities": {"name": "责任人", "since": "起始日期"},
    "schemes": {"title": "办法名称"},
    "scheme_items": {
        "shape": "计分方法", "points": "分值", "cap": "上限", "floor": "下限", "parameters": "参数", "basis": "口径",
        "against": "对照", "evidence": "依据", "title": "考核项目",
    },
    "marks": {"item_id": "考核项目", "correction": "更正分", "points": "得分"},
    "deposits": {"settled_on": "结算日期", "bonus": "奖励"},
    "rewards": {"step": "发放节点", "review_number": "审查文号"},
    "import_mappings": {"signature": "表头", "mapping": "对照"},
    "saved_filters": {"query": "条件"},
}  # fmt: skip
