"""入门演示: the jobs of the tour in their order, and how each shows that it was done."""

from collections.abc import Callable
from dataclasses import dataclass

from app.services import history
from app.ui.dialogs.due_list import DueList
from app.ui.dialogs.help_pages import HelpPages
from app.ui.tab import STATISTICS
from app.ui.widgets.paper_preview import PaperPreview
from app.ui.window import Window

_LOOKED_AT = 30  # of the latest actions


@dataclass(frozen=True)
class Step:
    """One job: what it is called, how it is done, and whether it was, since the action of a number."""

    title: str
    words: str
    is_done: Callable[[Window, int], bool]


def _acted(*titles: str) -> Callable[[Window, int], bool]:
    """Done when an action whose name begins so was recorded."""

    def is_done(window: Window, since: int) -> bool:
        if window.desk is None:
            return False
        with window.desk.read() as session:
            lines = history.recent(session, _LOOKED_AT)
        return any(line.number > since and line.action.startswith(titles) for line in lines)

    return is_done


def _seen(kind: type[DueList | HelpPages | PaperPreview]) -> Callable[[Window, int], bool]:
    """Done when a window of that kind is open."""
    return lambda window, _since: any(each.isVisible() for each in window.findChildren(kind))


def _chip_chosen(window: Window, _since: int) -> bool:
    tab = window.current_tab()
    return tab is not None and tab.table is not None and bool(tab.table.query.chip)


STEPS = (
    Step("看待办", "点右上角的“待办”，看看今天要办什么。点一行再点“去办理”，就到那条记录。", _seen(DueList)),
    Step("筛选", "关上待办，在“项目库”列表上方点“在建”。列表和下面的合计都只算在建的项目。", _chip_chosen),
    Step(
        "改一格",
        "点“责任人”一格，直接打字，按回车。和 WPS 表格一样改，不用打开表单，也不用点保存。",
        _acted("修改"),
    ),
    Step("撤销", "按 Ctrl+Z。刚才改的退回原样；改一格、导入两千行，都是一次撤销。", _acted("撤销")),
    Step(
        "登记到位资金",
        "选中一个项目，点“登记到位资金”，填金额，按回车保存。右边“资金”页和统计马上算上。",
        _acted("登记到位资金"),
    ),
    Step(
        "推进阶段",
        "选中一个项目，点“推进阶段”，填日期。窗口里列出这一步要有的材料，缺“必须”的不能推进。",
        _acted("推进到"),
    ),
    Step(
        "登记跟进",
        "到“线索跟踪”，选中一条线索，在右边“跟进”里写一句，如“电话 王总说下周来看厂房”，按回车。",
        _acted("登记跟进"),
    ),
    Step(
        "看统计图表",
        "点“统计图表”。点任何一根柱子，就打开它背后的记录。",
        lambda window, _since: window.current_key() == STATISTICS,
    ),
    Step("预览责任书", "到“责任书”，点“预览打印”。看到的就是打印出来的。", _seen(PaperPreview)),
    Step("看说明", "按 F1。打开的是正在办的这件事的说明，里面可以查找。", _seen(HelpPages)),
)
