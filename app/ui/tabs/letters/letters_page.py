"""The year's letters: drafting those that are missing, printing, saving, signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.columns import letters as columns
from app.errors import Refused
from app.jobs.letters import write_each, write_letters
from app.reports import letters as letter_papers
from app.services import letters
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.files import ask_folder, ask_save, say, told
from app.ui.lists.list_cells import ListCells
from app.ui.lists.list_page import ListPage
from app.ui.record_table import RecordTable
from app.ui.tabs.letters.further_form import FurtherForm
from app.ui.tabs.letters.letter_form import LetterForm
from app.ui.tabs.letters.letter_panel import LetterPanel
from app.ui.tabs.letters.print_choices import PrintChoices
from app.ui.tabs.letters.sign_form import SignForm
from app.ui.widgets.paper_preview import preview
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.letters import LetterRow
    from app.services.letters.sheet import LetterSheet
    from app.ui.desk import Desk

_NAMED = 8  # doubts shown at once


class LettersPage(QWidget):
    """Acts on the chosen letters; without a choice of several, printing takes the one under the cursor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        source = desk.source(lambda: letters.listing(desk.year))
        self.table = RecordTable("letters", columns.COLUMNS, source, desk, noun="份", frozen=2)
        self.table.edit_cells(lambda: ListCells(desk, "letters", columns.COLUMNS, source, self, makes_new=False))
        self.panel, self.choices = LetterPanel(desk), PrintChoices(desk, self)
        self._build()
        self._connect()
        self.table.ask(self.table.query)

    def refresh(self) -> None:
        """Shows list and panel anew."""
        self.table.refresh()

    def draft(self) -> None:
        """Drafts and numbers a letter for each unit that has targets and none yet."""
        with self._desk.work(f"起草{self._desk.year}年度责任书") as session:
            drafted = letters.draft_missing(session, self._desk.year)
        if not drafted:
            raise Refused("各单位的责任书都已起草，没有缺少的。")

    def draft_further(self) -> None:
        """Asks on what occasion the units of the chosen letters sign another one beside the year's."""
        FurtherForm(self._desk, self._chosen(), self).exec()

    def change(self) -> None:
        """Opens the form of the letter under the cursor."""
        if key := self.table.current_id():
            LetterForm(self._desk, key, self).exec()

    def preview(self) -> None:
        """Shows the chosen letters as they will print; what goes to a printer is marked as printed."""
        ids = self._chosen()
        sheets, printing = self._sheets(ids), self.choices.for_printer()
        if self._agreed(ids):
            preview(
                self._desk,
                self,
                self._title(sheets),
                lambda path: write_letters(path, sheets, printing),
                lambda: self._mark_printed(ids),
            )

    def sign(self) -> None:
        """Asks for the day and marks the chosen letters as signed: they stay as they stand."""
        SignForm(self._desk, self._chosen(), self).exec()

    def save_all(self, ending: str) -> None:
        """Asks for a name and writes the chosen letters, or all, into one file."""
        sheets, printing = self._several(), self.choices.for_files()
        kinds = {".pdf": "PDF 文件 (*.pdf)", ".docx": "Word 文件 (*.docx)"}[ending]
        out = ask_save(self._desk, self, f"{self._title(sheets)}{ending}", kinds)
        if out is not None:
            job = f"保存“{out.name}”"
            self._desk.background.run(
                job,
                lambda _: write_letters(out, sheets, printing),
                lambda left_out: self._saved(out, left_out),
                self,
                writes_only_files=True,
            )

    def _saved(self, out: Path, left_out: tuple[str, ...]) -> None:
        """Says where the letters are, and which of them no font can print."""
        told(self, out)
        if left_out:
            say(
                self,
                f"{len(left_out)}份有打不出的字，没有打印：{'；'.join(left_out)}。可在“字体”里选用带有这些字的字体文件。",
            )

    def save_each(self, ending: str) -> None:
        """Asks for a folder and writes the chosen letters, or all, into a file each."""
        sheets, printing = self._several(), self.choices.for_files()
        folder = ask_folder(self._desk, self, "责任书保存到哪个文件夹")
        if folder is not None:
            self._desk.background.run(
                f"保存{len(sheets)}份责任书",
                lambda progress: write_each(folder, ending, sheets, printing, progress),
                lambda made: say(self, f"已保存{len(made)}个文件到“{folder}”。"),
                self,
                writes_only_files=True,
            )

    def _build(self) -> None:
        left = (
            button("起草全部", self.draft, primary=True, hint="给已下达目标、还没有责任书的单位起草并编号"),
            button("修改", self.change, hint="Alt+Enter"),
            button("预览打印", self.preview, hint="选中几份就打印几份"),
            button("标记已签订", self.sign),
        )
        right = (
            button("另存 PDF", lambda: self.save_all(".pdf"), hint="选中多份时只存选中的，否则存列出的全部"),
            button("另存 Word", lambda: self.save_all(".docx"), hint="需要改动文字时使用"),
            menu_button("更多", self._more()),
        )
        chips = letters.CHOICES["status"]
        self.list = ListPage(self._desk, self.table, chips, left=left, right=right, side=self.panel)
        self.table.empty_words = "还没有责任书。<br>先在“目标分解”中填写各单位的目标，再点“起草全部”。"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def _more(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("另签一份（百日竞赛等）…", self.draft_further)
        menu.addSeparator()
        menu.addAction("每个单位存一个 PDF…", lambda: self.save_each(".pdf"))
        menu.addAction("每个单位存一个 Word…", lambda: self.save_each(".docx"))
        menu.addSeparator()
        self.choices.offer(menu)
        return menu

    def _connect(self) -> None:
        self.table.rested.connect(self.panel.show_record)
        self.table.activated.connect(lambda _key: self.change())
        self.panel.preview_asked.connect(self.preview)

    def _chosen(self) -> list[str]:
        ids = self.table.selected_ids()
        if not ids:
            raise Refused("请先在列表中选择责任书；还没有的请点“起草全部”。")
        return ids

    def _several(self) -> list[LetterSheet]:
        ids = self.table.selected_ids()
        return self._sheets(ids if len(ids) > 1 else self.table.model.source.ids(self.table.query))

    def _agreed(self, ids: list[str]) -> bool:
        """Asks before paper is spent on letters that somebody should printing at first."""
        with self._desk.read() as session:
            found = letters.doubts(session, ids)
        more = [f"……共{len(found)}条"] if len(found) > _NAMED else []
        return not found or sure(self, "\n".join([*found[:_NAMED], *more, "仍要打印吗？"]), "仍要打印")

    def _sheets(self, ids: list[str]) -> list[LetterSheet]:
        with self._desk.read() as session:
            sheets = letter_papers.sheets(session, self._desk.year, ids)
        if not sheets:
            raise Refused(f"{self._desk.year}年度还没有责任书，请先点“起草全部”。")
        return sheets

    def _title(self, sheets: list[LetterSheet]) -> str:
        if len(sheets) > 1:
            return f"{self._desk.year}年度责任书（{len(sheets)}份）"
        row: LetterRow | None = self.table.current_row()
        return f"{self._desk.year}年度责任书（{row.unit}）" if row else f"{self._desk.year}年度责任书"

    def _mark_printed(self, ids: list[str]) -> None:
        with self._desk.work("打印责任书") as session:
            letters.mark_printed(session, ids, PartialDate.of(self._desk.today))
