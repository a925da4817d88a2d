"""密钥: the township puts the county's key file in; the county makes one for each township and says what it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QInputDialog, QVBoxLayout, QWidget

from app.columns.column import Column, Kind
from app.errors import Refused
from app.jobs import keys
from app.services import consolidation, signatures
from app.services.consolidation import KnownOffice
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.files import ask_folder, ask_open, say
from app.ui.record_table import RecordTable
from app.ui.record_table.memory_source import MemorySource
from app.ui.widgets.card import soft_label

_FILES = "密钥文件 (*.json);;所有文件 (*)"
_COLUMNS = (
    Column("name", "单位", Kind.TEXT, 200),
    Column("code", "单位代码", Kind.TEXT, 110),
    Column("key", "密钥", Kind.TEXT, 110),
    Column("signed", "签名", Kind.TEXT, 130),
    Column("last", "已汇总到", Kind.TEXT, 110),
)


def install_key(desk: Desk, parent: QWidget) -> None:
    """Asks for the county's key file and puts it in."""
    file = ask_open(desk, parent, "选择县里发给本单位的密钥文件", _FILES)
    if file is not None:
        name = keys.install(desk.database, file)
        say(parent, f"已装入{name}的密钥，以后的提交都有签名。\n密钥只存在这台电脑上；换电脑时请再装一次。")


class KeysDialog(QDialog):
    """The townships that the county knows, their keys, and what it takes of them."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("乡镇密钥")
        self.resize(760, 480)
        self._desk = desk
        self._source = MemorySource(self._read, [column.field for column in _COLUMNS])
        self.table = RecordTable("office_keys", _COLUMNS, self._source, desk, noun="个", frozen=0)
        self.unsigned = QCheckBox("没有签名的提交也采用，并在汇总结果里注明")
        with desk.read() as session:
            self.unsigned.setChecked(signatures.are_unsigned_allowed(session))
        self._build()
        self.unsigned.toggled.connect(self._unsigned_toggled)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads what is known anew."""
        self._source.read()
        self.table.ask(self.table.query, anew=True)

    def issue(self) -> None:
        """Makes a key file for each chosen township."""
        self._issue([(row.code, row.name) for row in self._chosen()])

    def issue_to_another(self) -> None:
        """Makes a key file for a township that is not listed yet."""
        self._issue(self._asked())

    def _issue(self, named: list[tuple[str, str]]) -> None:
        if not named:
            return
        folder = ask_folder(self._desk, self, "密钥文件放在哪里")
        if folder is not None:
            files = keys.issue(self._desk.database, named, folder)
            self._desk.note_saved()
            lines = "\n".join(file.name for file in files)
            say(self, f"已发{len(files)}个密钥：\n{lines}\n请当面交给各单位，交出后删除U盘上的文件；以前发的密钥作废。")

    def begin_anew(self) -> None:
        """Lets the next submission of the chosen township be of another file."""
        rows = self._chosen()
        if len(rows) != 1:
            raise Refused("请先选中一个单位。")
        question = f"“{rows[0].name}”确实重新建了账，或还原过旧备份？\n下一次汇总它的提交时不再核对序号。"
        if sure(self, question, "重新起算"):
            with self._desk.work("重新起算") as session:
                consolidation.begin_anew(session, rows[0].code)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        told = "给乡镇发密钥以后，它的提交都有签名：谁报的、报的哪一期、有没有被改动，汇总时都能核对。"
        layout.addWidget(soft_label(told))
        first = button("给选中的发密钥…", self.issue, primary=True)
        actions = (first, button("给别的单位发…", self.issue_to_another), button("重新起算…", self.begin_anew))
        layout.addWidget(ButtonRow(actions, (button("关闭", self.accept),)))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.unsigned)

    def _unsigned_toggled(self, on: bool) -> None:
        with self._desk.work("没有签名的提交") as session:
            signatures.allow_unsigned(session, allowed=on)

    def _asked(self) -> list[tuple[str, str]]:
        code, said = QInputDialog.getText(self, "发密钥", "单位代码（9位）和名称，中间空一格：")
        number, _, name = code.strip().partition(" ")
        return [(number, name.strip())] if said and number else []

    def _chosen(self) -> list[KnownOffice]:
        rows: list[KnownOffice] = self._source.rows(self.table.selected_ids())
        return rows

    def _read(self) -> Sequence[KnownOffice]:
        with self._desk.read() as session:
            return consolidation.known_offices(session)


def show_keys(desk: Desk, parent: QWidget) -> None:
    """Opens the county's side."""
    dialog = KeysDialog(desk, parent)
    dialog.exec()
    desk.changed.disconnect(dialog.refresh)
