"""打印—迎检材料: what an inspector would miss, to be put right first; then the volume, the folder, the 自查报告."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from app.columns.evidence import GAPS
from app.errors import Refused
from app.jobs import inspections
from app.services import schemes
from app.ui.buttons import ButtonRow, button
from app.ui.dialog import Dialog
from app.ui.dialogs.bundles import ask_new_folder, tell_bundle
from app.ui.dialogs.proofs import ProofsForm
from app.ui.record_table import RecordTable
from app.ui.record_table.memory_source import MemorySource
from app.ui.widgets.card import soft_label
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.services.evidence.inspection import Inspection
    from app.ui.desk import Desk

_WHOLE = "全镇（乡）"


@dataclass(frozen=True)
class GapRow:
    """One thing that is missing, as a row of the table."""

    id: str
    group: str
    record: str
    lack: str
    shown_at: tuple[str, str] | None


class InspectionDialog(Dialog):
    """Stays open beside the window while what is missing is added; ``go`` shows a record in the window."""

    def __init__(self, desk: Desk, go: Callable[[str, str], None], parent: QWidget) -> None:
        super().__init__("迎检材料", parent, (980, 580))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._go = desk, go
        self._seen: Inspection | None = None
        self._scheme, self._month, self._unit = Chooser(), Chooser(), Chooser()
        self._said = soft_label("")
        self._source = MemorySource(self._rows, [column.field for column in GAPS], "group")
        self.table = RecordTable("inspection_gaps", GAPS, self._source, desk, noun="处", frozen=0)
        self.table.empty_words = "各考核项目都有记录，记录都有证明材料。"
        self._fill()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Looks through the records anew."""
        scheme = self._scheme.currentData()
        if scheme is None:
            self._seen = None
            self._said.setText(f"{self._desk.year}年还没有考核办法，请先在“责任书—考核得分”中新建或导入。")
        else:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._seen = inspections.look(self._desk.database, *self._asked())
            finally:
                QApplication.restoreOverrideCursor()
            self._said.setText(_summary(self._seen))
        self._source.read()
        self.table.ask(self.table.query, anew=True)

    def visit(self) -> None:
        """Shows the record of the chosen line in the window, where its files are added."""
        row = self.table.current_row()
        if row is None:
            raise Refused("请先选中一行。")
        if row.shown_at is None:
            raise Refused("这一项没有可以打开的记录，请先登记，或在程序外准备材料。")
        self._go(*row.shown_at)

    def ask_for_proofs(self) -> None:
        """Shows what is asked for, to be changed; what is missing is looked for anew with the records."""
        if ProofsForm(self._desk, self).exec():
            self.refresh()

    def show_volume(self) -> None:
        """Shows the volume as it will print."""
        write = inspections.inspection_volume
        self._preview("迎检材料汇编", lambda out: write(self._desk.database, *self._asked_at(out)), "")

    def show_report(self) -> None:
        """Shows the draft of the 自查报告."""
        write = inspections.self_check_report
        self._preview("自查报告", lambda out: write(self._desk.database, *self._asked_at(out)), ".docx")

    def write_folder(self, out: Path) -> None:
        """Writes everything to a new folder."""
        database, asked = self._desk.database, self._asked_at(out)
        self._desk.background.run(
            f"生成“{out.name}”",
            lambda _: inspections.inspection_folder(database, *asked),
            lambda bundle: tell_bundle(self, out, bundle),
            self,
            writes_only_files=True,
        )

    def _preview(self, word: str, write: Callable[[Path], object], other: str) -> None:
        self._needed()
        preview(self._desk, self, f"{self._desk.year}年{word}", write, other=other)

    def _ask_folder(self) -> None:
        self._needed()
        out = ask_new_folder(self._desk, self, f"{self._desk.year}年迎检材料")
        if out is not None:
            self.write_folder(out)

    def _needed(self) -> Inspection:
        if self._seen is None:
            raise Refused(self._said.text())
        return self._seen

    def _asked(self) -> tuple[int, int, str, str | None]:
        return self._desk.year, int(self._month.currentData()), self._scheme.currentData(), self._unit.currentData()

    def _asked_at(self, out: Path) -> tuple[int, int, Path, str, str | None]:
        year, month, scheme, unit = self._asked()
        return year, month, out, scheme, unit

    def _rows(self) -> Sequence[GapRow]:
        items = self._seen.most_lacking if self._seen else ()
        gaps = ((item, gap) for item in items for gap in item.gaps)
        return [
            GapRow(str(place), f"{item.number}. {item.title}", gap.record or "—", gap.lack, gap.shown_at)
            for place, (item, gap) in enumerate(gaps)
        ]

    def _fill(self) -> None:
        with self._desk.read() as session:
            found = schemes.listing(session, self._desk.year)
            self._units = {row.title: schemes.entry(session, row.id).units for row in found}
        for row in found:
            self._scheme.addItem(row.title, row.title)
        for month in range(1, 13):
            self._month.addItem("1月" if month == 1 else f"1—{month}月", month)
        this_year = self._desk.year == self._desk.today.year
        self._month.setCurrentIndex(self._desk.today.month - 1 if this_year else 11)
        self._offer_units()

    def _offer_units(self) -> None:
        with QSignalBlocker(self._unit):
            self._unit.clear()
            self._unit.addItem(_WHOLE, None)
            for name in self._units.get(self._scheme.currentText(), ()):
                self._unit.addItem(name, name)

    def _build(self) -> None:
        self._unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choosers = (
            soft_label("考核办法"), self._scheme, soft_label("截至"), self._month, soft_label("受检单位"), self._unit,
        )  # fmt: skip
        actions = (
            button("去补材料", self.visit, primary=True, hint="双击也可以：到这条记录，在“附件”里添加"),
            button("自查报告…", self.show_report),
            button("装订成册…", self.show_volume, hint="封面、目录、缺项清单、逐项记录和全部材料，连续编页码"),
            button("佐证要求…", self.ask_for_proofs, hint="每个节点要什么佐证材料、怎样认出来"),
            button("导出文件夹…", self._ask_folder, hint="每个考核项目一个文件夹，附索引、汇编和自查报告"),
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(ButtonRow(choosers))
        layout.addWidget(self._said)
        layout.addWidget(self.table, 1)
        layout.addWidget(ButtonRow(actions, (button("关闭", self.close),)))

    def _connect(self) -> None:
        self._scheme.currentIndexChanged.connect(lambda _: self._offer_units())
        for chooser in (self._scheme, self._month, self._unit):
            chooser.currentIndexChanged.connect(lambda _: self.refresh())
        self.table.activated.connect(lambda _key: self.visit())
        self._desk.changed.connect(self.refresh)


def _summary(seen: Inspection) -> str:
    bare = sum(not item.records for item in seen.items)
    records = {record.source for item in seen.items for record in item.records}
    proofs = {proof.file.id for item in seen.items for proof in item.proofs}
    said = f"考核项目 {len(seen.items)} 个，记录 {len(records)} 条，证明材料 {len(proofs)} 份，缺 {seen.gaps} 处"
    return f"{said}，其中没有记录的项目 {bare} 个" if bare else said


def show_inspection(desk: Desk, go: Callable[[str, str], None], parent: QWidget) -> None:
    """Opens the dialog, or brings it to the front."""
    shown = parent.findChild(InspectionDialog) or InspectionDialog(desk, go, parent)
    shown.show()
    shown.raise_()
    shown.activateWindow()
