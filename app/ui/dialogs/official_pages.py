"""打印—公文格式: what each kind of the office's papers bears, from 红头 to 版记."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services import circulars, official_pages
from app.services.official_pages import PageRule
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import FlagField, LineField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.papers import TITLES, HeadStyle, PaperKind, Seal

if TYPE_CHECKING:
    from app.ui.desk import Desk


class OfficialPagesForm(FormDialog):
    """One kind of paper at a time; what was changed of another kind before is saved with it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("公文格式", parent)
        self._desk = desk
        self.setMinimumWidth(520)
        with desk.read() as session:
            self._rules = {kind: official_pages.rule(session, kind) for kind in PaperKind}
            back, board = official_pages.imprint_on_back(session), circulars.has_board(session)
            marks = {kind: official_pages.word(session, kind) for kind in PaperKind} if desk.office else {}
        self._words = marks
        self._shown = PaperKind.MONTH
        self._build()
        self._back.show_value(back)
        self._board.show_value(board)
        self._show()
        self._kind.currentTextChanged.connect(lambda _: self._turn_to())
        self.on_save(self._keep)

    def _build(self) -> None:
        self._kind = WordField(tuple(TITLES.values()))
        self.add("kind", "哪种文书", self._kind)
        self.add("head", "红头", WordField(tuple(map(str, HeadStyle))))
        self.add("mark", "发文机关标志", LineField("不填为“××镇人民政府文件”，信函格式为“××镇人民政府”"))
        self.add("numbered", "", FlagField("有发文字号"))
        self._word = LineField()
        self.add("word", "机关代字", self._word)
        self.add("upward", "", FlagField("上行文，标注签发人"))
        self.add("signer", "签发人", LineField("不填则留空手写"))
        self.add("addressee", "主送机关", LineField("不填则按文书自身的主送"))
        self.add("annex_note", "", FlagField("正文后列附件说明，附表称“附件1、附件2”"))
        self.add("seal", "落款", WordField(tuple(map(str, Seal))))
        self.add("copies", "抄送", LineField("如 县委办公室，县政府办公室"))
        self.add("imprint", "", FlagField("有版记（抄送、印发机关、印发日期）"))
        self.form.addRow(soft_label("以下对各种文书都适用："))
        self._back = FlagField("版记印在双面印刷的最后一面（偶数页）")
        self.add("on_back", "", self._back)
        self._board = FlagField("启用红黑榜（稳妥口径下不印）")
        self.add("board", "", self._board)

    def _show(self) -> None:
        self.show_entry(self._rules[self._shown])
        word = self._words.get(self._shown, "招通")
        self._word.setPlaceholderText(f"年份前面的字，如“{word}”")

    def _take(self) -> None:
        self._rules[self._shown] = self.collect(self._rules[self._shown])

    def _turn_to(self) -> None:
        self._take()
        self._shown = _kind_of(self._kind.value())
        self._show()

    def _keep(self) -> None:
        self._take()
        if any(rule.numbered and "〔" in rule.word for rule in self._rules.values()):
            raise Refused("机关代字只写年份前面的字，如“清招通”。", field="word")
        with self._desk.work("修改公文格式") as session:
            for kind, rule in self._rules.items():
                if rule != official_pages.rule(session, kind):
                    official_pages.set_rule(session, kind, rule)
            official_pages.set_imprint_on_back(session, on=self._back.value())
            circulars.switch_board(session, on=self._board.value())

    def rule(self, kind: PaperKind) -> PageRule:
        """What stands in the form of a kind now."""
        return self._rules[kind]


def _kind_of(title: str) -> PaperKind:
    return next(kind for kind, said in TITLES.items() if said == title)
