"""The right button on a project offers what is about that project."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS


def test_the_right_button_takes_the_row_under_it_and_offers_its_papers(window: MainWindow) -> None:
    table = window.tab(PROJECTS).table
    assert table is not None
    view = table.view
    wanted = table.model.id_at(3)
    place = QPoint(200, view.rowViewportPosition(3) + 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert table.current_id() == wanted
    menus = [menu for menu in table.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menus[0].actions() if action.text().startswith("一项目一册")]
    menus[0].close()
