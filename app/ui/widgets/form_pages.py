"""The pages of a form with many fields: each scrolls by itself, and keys turn them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget


class FormPages(QTabWidget):
    """Pages of rows, one of them shown."""

    def add_page(self, title: str) -> QFormLayout:
        """A new page, whose rows are added to the layout that is returned."""
        sheet, form = QWidget(), new_form()
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(0, 10, 4, 8)
        rows.addLayout(form)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(sheet)
        self.addTab(area, title)
        return form

    def turn(self, step: int, fields: Sequence[QWidget]) -> None:
        """Shows the page before or after, with the cursor in the first of ``fields`` that stands on it."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())
        page = self.currentWidget()
        first = next((each for each in fields if page is not None and page.isAncestorOf(each)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_up(self, widget: QWidget) -> None:
        """Shows the page on which a field stands."""
        for index in range(self.count()):
            page = self.widget(index)
            if page is not None and page.isAncestorOf(widget):
                self.setCurrentIndex(index)


def new_form() -> QFormLayout:
    """A form layout as all dialogs wear it: captions to the right, fields growing."""
    form = QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setHorizontalSpacing(10)
    form.setVerticalSpacing(8)
    return form
