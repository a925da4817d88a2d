"""责任书 as the clerk uses it: hand out targets, draft, reword, preview, print at true size, sign."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services import letters, offices, targets, units
from app.services.rules import reminder
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.record_table import many_cells
from app.ui.tabs.letters.letter_form import LetterForm
from app.ui.tabs.letters.sign_form import SignForm
from app.ui.tabs.letters.tab import LettersTab
from app.ui.tabs.letters.target_form import TargetForm
from app.ui.tabs.letters.targets_page import TargetsPage
from app.ui.tabs.letters.template_page import TemplatePage
from app.ui.widgets.paper_preview import PaperPreview
from app.ui.widgets.paper_printing import print_pages, true_size_printer
from app.values.quantities import MICRO
from tests.ui.clerk import answers, opens
from tests.ui.parts import clauses_in, editor_in, field_of, months_in, path_of, reminder_in, rows_in, text_in
from tests.ui.record_table.hands import Hands

FIXED = ("法中村", "东岭村", "经发办")


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """A township of three units, two of which have a target."""
    with blank.work("准备") as session:
        offices.establish(session, name="清溪镇", code="123456789", county="安和县")
        for place, name in enumerate(FIXED):
            units.save(session, UnitEntry(name=name, head="张三", liaison="李四", position=place))
        for unit, amount in (("", 1200), ("法中村", 800), ("东岭村", 300)):
            targets.save(session, TargetEntry(2026, "funds_received", amount * MICRO, unit))
    return blank


def targets_page(tab: LettersTab) -> TargetsPage:
    page = tab.show_page("目标分解")
    assert isinstance(page, TargetsPage)
    return page


def column(page: TargetsPage) -> list[str]:
    """The first indicator's column as it reads, from the township's own target to what remains."""
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def test_letters_are_drafted_for_units_with_targets_and_only_once(tab: LettersTab) -> None:
    tab.letters.draft()
    rows = [tab.table.model.row_at(place) for place in range(tab.table.model.rowCount())]
    assert [(row.number, row.unit, row.status) for row in rows] == [
        ("清招责〔2026〕1号", "法中村", "草拟"),
        ("清招责〔2026〕2号", "东岭村", "草拟"),
    ]
    with pytest.raises(Refused, match="都已起草"):
        tab.letters.draft()


def test_a_refused_letter_keeps_what_was_typed(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    tab.letters.draft()
    form = LetterForm(desk, tab.table.current_id(), tab)
    qtbot.addWidget(form)
    form.show()
    field_of(form, "responsible").setText("王五")
    field_of(form, "number").setText("")
    form.accept()
    assert form.isVisible()
    assert field_of(form, "number").property("refused")
    assert form.read("responsible") == "王五"
    field_of(form, "number").setText("清招责〔2026〕8号")
    form.accept()
    assert not form.isVisible()
    row = tab.table.current_row()
    assert (row.number, row.responsible) == ("清招责〔2026〕8号", "王五")


def test_a_letter_may_have_its_own_clauses(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    tab.letters.draft()
    form = LetterForm(desk, tab.table.current_id(), tab)
    qtbot.addWidget(form)
    clauses_in(form)._own.setChecked(True)
    text_in(rows_in(editor_in(clauses_in(form)))[0]).setPlainText("本村自己的要求。")
    form.accept()
    with desk.read() as session:
        detail = letters.detail(session, tab.table.current_id())
    assert detail.wording[0][1] == "本村自己的要求。"
    assert len(detail.entry.clauses) == len(detail.wording)


def test_a_signed_letter_keeps_its_wording_when_the_template_changes(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    tab.letters.draft()
    key = tab.table.current_id()
    form = SignForm(desk, [key], tab)
    qtbot.addWidget(form)
    form.accept()
    page = tab.show_page("文本模板")
    assert isinstance(page, TemplatePage)
    text_in(rows_in(page.clauses)[0]).setPlainText("新的要求。")
    page.save()
    with desk.read() as session:
        signed, draft = (
            letters.detail(session, each) for each in tab.letters.table.model.source.ids(tab.letters.table.query)
        )
    assert (signed.status, draft.wording[0][1]) == ("已签订", "新的要求。")
    assert signed.wording[0][1] != "新的要求。"


def test_an_unknown_placeholder_is_refused_and_stays_typed(tab: LettersTab) -> None:
    page = tab.show_page("文本模板")
    assert isinstance(page, TemplatePage)
    text_in(rows_in(page.clauses)[0]).setPlainText("由{村长}负责。")
    with pytest.raises(Refused, match="村长"):
        page.save()
    page.refresh()
    assert page.clauses.value()[0].text == "由{村长}负责。"
    page.reload()
    assert page.clauses.value()[0].text != "由{村长}负责。"


def test_deposit_veto_and_reward_are_off_and_say_why(tab: LettersTab) -> None:
    page = tab.show_page("文本模板")
    assert isinstance(page, TemplatePage)
    off = {row.clause().key: row for row in rows_in(page.clauses) if not row.clause().is_on}
    assert set(off) == {"deposit", "veto", "reward"}
    assert {key: reminder_in(row).text() for key, row in off.items()} == {key: reminder(key) for key in off}
    assert all(reminder_in(row).isVisibleTo(page) for row in off.values())


def test_clauses_are_added_moved_and_taken_out(tab: LettersTab, desk: Desk) -> None:
    page = tab.show_page("文本模板")
    assert isinstance(page, TemplatePage)
    before = [clause.text for clause in page.clauses.value()]
    page.clauses.add()
    text_in(rows_in(page.clauses)[-1]).setPlainText("另有一条。")
    page.clauses.shift(rows_in(page.clauses)[-1], -1)
    page.clauses.take_out(rows_in(page.clauses)[0])
    page.save()
    with desk.read() as session:
        kept = [clause.text for clause in letters.template(session, 2026).clauses]
    assert kept == [*before[1:-1], "另有一条。", before[-1]]


def test_what_is_handed_out_and_what_remains_is_always_shown(tab: LettersTab) -> None:
    page = targets_page(tab)
    assert column(page) == ["1,200", "800", "300", "", "1,100", "100"]
    page.model.write([(3, 0, "150")])
    assert column(page) == ["1,200", "800", "300", "150", "1,250", "-50"]


def test_targets_are_pasted_from_a_spreadsheet_and_emptied(tab: LettersTab, desk: Desk) -> None:
    page = targets_page(tab)
    page.model.show_indicator("projects_signed")
    page.view.caret.go_to(page.model.index(1, 0))
    QApplication.clipboard().setText("1,000\t2\n200\t1.5\n")
    page.view.paste()
    assert column(page)[1:3] == ["1,000", "200"]
    with desk.read() as session:
        grid = targets.grid(session, 2026)
    assert grid.handed_out("projects_signed") == 3_500_000
    page.view.caret.go_to(page.model.index(2, 0))
    many_cells.clear(page.view)
    assert column(page)[2] == ""


def test_the_windows_paste_goes_to_the_grid_in_front(tab: LettersTab) -> None:
    page = targets_page(tab)
    page.view.caret.go_to(page.model.index(3, 0))
    QApplication.clipboard().setText("55")
    tab.sheet.paste()
    assert column(page)[3] == "55"
    assert tab.show_page("责任书") is not page
    assert tab.table is tab.letters.table


def test_a_paste_with_one_bad_cell_changes_nothing(tab: LettersTab) -> None:
    page = targets_page(tab)
    page.view.caret.go_to(page.model.index(1, 0))
    QApplication.clipboard().setText("900\n很多\n")
    with pytest.raises(Refused, match="很多"):
        page.view.paste()
    QApplication.clipboard().setText("1\n2\n3\n4\n5\n")
    with pytest.raises(Refused, match="超出"):
        page.view.paste()
    page.refresh()
    assert column(page)[1:3] == ["800", "300"]


def test_a_plan_by_months_needs_all_twelve(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    page = targets_page(tab)
    form = TargetForm(desk, page.model.target(1, 0), page.model.columns[0], page)
    qtbot.addWidget(form)
    form.show()
    months = months_in(field_of(form, "plan"))
    months[0].setText("50")
    form.accept()
    assert form.isVisible()
    for number, field in enumerate(months, start=1):
        field.setText(str(number * 50))
    field_of(form, "stretch").setText("900")
    form.accept()
    cell = page.model.cell(1, 0)
    assert cell is not None
    assert (cell.plan[11], cell.stretch) == (600 * MICRO, 900 * MICRO)


def test_another_year_has_letters_of_its_own(tab: LettersTab, desk: Desk) -> None:
    tab.letters.draft()
    desk.choose_year(2027)
    assert tab.table.model.rowCount() == 0
    with pytest.raises(Refused, match="2027年度还没有给各单位下达目标"):
        tab.letters.draft()


@pytest.fixture
def preview(tab: LettersTab, qtbot: QtBot) -> PaperPreview:
    """The preview of both letters."""
    tab.letters.draft()
    tab.table.view.selectAll()
    tab.letters.preview()
    qtbot.waitUntil(lambda: tab.letters.findChild(PaperPreview) is not None)
    dialog = tab.letters.findChild(PaperPreview)
    assert isinstance(dialog, PaperPreview)
    return dialog


def bounds(path: Path) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the ink on the first page, a hundred dots to the inch."""
    document = QPdfDocument()
    document.load(str(path))
    size = document.pagePointSize(0) / 0.72
    page = QImage(round(size.width()), round(size.height()), QImage.Format.Format_Grayscale8)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(0, page.size()))
    painter.end()
    plain = Image.frombuffer("L", (page.width(), page.height()), page.constBits(), "raw", "L", page.bytesPerLine(), 1)
    found = plain.point(lambda grey: 255 * (grey < 100)).getbbox()
    assert found is not None
    return found


def test_letters_print_at_their_true_size(preview: PaperPreview, tmp_path: Path) -> None:
    printer = true_size_printer(preview.document)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_pages(preview.document, printer) == preview.document.pageCount()
    ours, printed = bounds(path_of(preview)), bounds(tmp_path / "printed.pdf")
    assert all(abs(a - b) <= 1 for a, b in zip(ours, printed, strict=True)), (ours, printed)


def test_what_went_to_the_printer_is_marked_as_printed(preview: PaperPreview, tab: LettersTab) -> None:
    preview.printed.emit()
    assert {tab.table.model.row_at(place).status for place in (0, 1)} == {"已打印"}


def test_letters_are_saved_for_word_too(
    preview: PaperPreview, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[Path] = []
    monkeypatch.setattr("app.ui.widgets.paper_preview.told", lambda _parent, out: saved.append(out))
    target = tmp_path / "责任书.docx"
    preview.save_as(target)
    qtbot.waitUntil(lambda: saved == [target])
    assert target.read_bytes()[:2] == b"PK"


def test_without_a_choice_nothing_is_printed(tab: LettersTab) -> None:
    with pytest.raises(Refused, match="起草全部"):
        tab.letters.preview()


def test_no_page_is_wider_than_a_small_screen(tab: LettersTab) -> None:
    tab.letters.draft()
    for title in ("责任书", "目标分解", "文本模板"):
        page: QWidget = tab.show_page(title)
        assert page.minimumSizeHint().width() <= 1250, title


def test_offered_columns_stay_after_the_first_number_and_can_be_taken_away(desk: Desk, qtbot: QtBot) -> None:
    desk.choose_year(2031)
    page = TargetsPage(desk)
    qtbot.addWidget(page)
    page.show()
    offered = [name.key for name in page.model.columns]
    assert len(offered) > 1
    hands = Hands(page.view)
    hands.click(1, 0)
    hands.type("30")
    hands.key(Qt.Key.Key_Return)
    assert [name.key for name in page.model.columns] == offered
    assert page.view.currentIndex() == page.model.index(2, 0)
    page.model.hide_indicator(offered[1])
    assert offered[1] not in [name.key for name in page.model.columns]
    with pytest.raises(Refused, match="请先清空"):
        page.model.hide_indicator(offered[0])


def test_a_target_of_nought_asks_whether_it_stands_in_the_letter(tab: LettersTab) -> None:
    page = targets_page(tab)
    tab.activateWindow()
    hands = Hands(page.view)
    for answer, expected in (("返回修改", "800"), ("不下达这项", ""), ("写进责任书", "0")):
        hands.click(1, 0)
        hands.type("0")
        with opens(answers(answer)):
            hands.key(Qt.Key.Key_Return)
        hands.key(Qt.Key.Key_Escape)
        assert column(page)[1] == expected


def test_eight_by_six_are_pasted_at_once(desk: Desk, qtbot: QtBot) -> None:
    with desk.work("单位") as session:
        for number in range(8):
            units.save(session, UnitEntry(name=f"第{number}组", position=10 + number))
    desk.choose_year(2032)
    page = TargetsPage(desk)
    qtbot.addWidget(page)
    rows = page.model.rowCount()
    first = next(row for row in range(rows) if page.model.headerData(row, Qt.Orientation.Vertical) == "第0组")
    page.view.caret.go_to(page.model.index(first, 0))
    lines = ("\t".join(str(down * 10 + across + 1) for across in range(6)) for down in range(8))
    QApplication.clipboard().setText("\r\n".join(lines) + "\r\n")
    page.view.paste()
    assert [page.model.text(first + down, 5) for down in range(8)] == [str(down * 10 + 6) for down in range(8)]


def test_a_letters_people_are_typed_into_its_list(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    with desk.work("起草") as session:
        letters.draft_missing(session, 2026)
    page = tab.letters
    hands = Hands(page.table.view)
    hands.click(0, "responsible")
    hands.type("王强")
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.model.row_at(0).responsible == "王强")
    hands.click(0, "status")
    hands.type("x")
    assert "起草、打印和签订" in page.table.view.said()
