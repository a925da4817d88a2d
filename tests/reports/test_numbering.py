"""Numbers of clauses as official papers have them: there is no （一） without a （二）."""

from app.reports.blocks import Heading, Paragraph
from app.reports.numbering import numbered, unnumbered_alone
from app.services.letters.sheet import Clause, Section


def printed(*clauses: Clause) -> list[str]:
    made = numbered(tuple(unnumbered_alone((Section("总体情况", clauses),))))
    return [block.text for block in made if isinstance(block, Heading | Paragraph)][1:]


def test_a_clause_that_is_alone_has_no_number() -> None:
    assert printed(Clause("签约项目1个。")) == ["签约项目1个。"]
    assert printed(Clause("共2项。", 0), Clause("签约项目1个。")) == ["共2项。", "签约项目1个。"]
    assert printed(Clause("甲。"), Clause("乙。")) == ["（一）甲。", "（二）乙。"]


def test_clauses_under_a_lone_one_go_up_with_it() -> None:
    assert printed(Clause("具体有："), Clause("甲。", 3), Clause("乙。", 3)) == ["具体有：", "（一）甲。", "（二）乙。"]


def test_a_lone_clause_under_another_is_said_in_its_paragraph() -> None:
    several = (Clause("参加展会1次。"), Clause("“博览会”签约1个。", 3), Clause("接待来访1次。"))
    assert printed(*several) == ["（一）参加展会1次。“博览会”签约1个。", "（二）接待来访1次。"]


def test_a_heading_keeps_its_number_whatever_follows() -> None:
    assert printed(Clause("劳务输出（10分）"), Clause("没有记录。", 0)) == ["（一）劳务输出（10分）", "没有记录。"]
