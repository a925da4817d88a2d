"""What may be done with 考核办法 as such: made, changed, copied, removed, given away and taken as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.errors import Refused
from app.jobs.schemes import SchemeImport, export_scheme, import_scheme
from app.services import schemes
from app.ui.confirm import sure
from app.ui.files import ask_open, ask_save, say, told
from app.ui.tabs.letters.schemes.form import SchemeForm

if TYPE_CHECKING:
    from app.services.schemes import SchemeResult
    from app.ui.desk import Desk

_BOOKS = "Excel 工作簿 (*.xlsx)"


class SchemeMenu(QMenu):
    """Acts on the scheme that its page shows, which ``shown`` tells."""

    def __init__(self, desk: Desk, page: QWidget, shown: Callable[[], SchemeResult | None]) -> None:
        super().__init__(page)
        self._desk, self._page, self._shown = desk, page, shown
        self.addAction("新建…", self.make)
        self.addAction("修改…", self.change)
        self.addAction("从上年复制", self.copy_last_year)
        self.addAction("删除", self.remove)
        self.addSeparator()
        self.addAction("导出工作簿…", self._ask_export)
        self.addAction("导入工作簿…", self._ask_import)

    def make(self) -> None:
        """Opens an empty scheme."""
        SchemeForm(self._desk, None, self._page).exec()

    def change(self) -> None:
        """Opens the scheme that is shown."""
        SchemeForm(self._desk, self.needed().scheme_id, self._page).exec()

    def copy_last_year(self) -> None:
        """Takes over last year's schemes, without their marks."""
        year = self._desk.year
        with self._desk.work(f"复制{year - 1}年考核办法") as session:
            made = schemes.copy_year(session, year - 1, year)
        if not made:
            raise Refused(f"{year - 1}年没有可以复制的考核办法，或者{year}年都已经有了。")

    def remove(self) -> None:
        """Puts the scheme that is shown into the recycle bin, after a question."""
        found = self.needed()
        if sure(self._page, f"删除“{found.title}”？手工评分会一同移入回收站。", "删除"):
            with self._desk.work("删除考核办法") as session:
                schemes.remove(session, [found.scheme_id], self._desk.clock.now())

    def import_book(self, path: Path) -> None:
        """Takes a scheme from a workbook, new or changed; all of it or nothing."""
        database = self._desk.database
        job = f"导入“{path.name}”"
        self._desk.background.run(job, lambda _: import_scheme(database, path), self._taken, self._page)

    def _taken(self, done: SchemeImport) -> None:
        """Says what was taken, and what it still lacks before everybody can be scored by it."""
        self._desk.note_saved()
        if done.lacks:
            lines = "\n".join(f"{each}。" for each in done.lacks)
            say(self._page, f"“{done.title}”已导入，还不能全部计分：\n{lines}")

    def export_book(self, out: Path) -> None:
        """Writes the scheme that is shown as a workbook that can be taken back."""
        database, found = self._desk.database, self.needed()
        job = f"导出“{out.name}”"
        self._desk.background.run(
            job,
            lambda _: export_scheme(database, found.year, found.title, out),
            lambda _: told(self._page, out),
            self._page,
            writes_only_files=True,
        )

    def needed(self) -> SchemeResult:
        """The scheme that is shown; Refused where there is none."""
        shown = self._shown()
        if shown is None:
            raise Refused("还没有考核办法，请先新建、导入或从上年复制。")
        return shown

    def _ask_export(self) -> None:
        out = ask_save(self._desk, self._page, f"{self.needed().title}.xlsx", _BOOKS)
        if out is not None:
            self.export_book(out)

    def _ask_import(self) -> None:
        path = ask_open(self._desk, self._page, "导入考核办法", _BOOKS)
        if path is not None:
            self.import_book(path)
