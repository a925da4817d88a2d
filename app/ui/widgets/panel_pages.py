"""The pages of a panel beside a list: what is long on them rolls by itself, and the panel keeps to its place."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget

_LOWEST = 120  # px: some three rows and the tabs


class PanelPages(QTabWidget):
    """Takes the height that is left; asks for no more than the page in front cannot do without."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """Words on the pages wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The tabs, and the least of the page at that width: its words whole, its tables and texts a few lines."""
        if not self.count():
            return _LOWEST
        page = self.currentWidget()
        layout = page.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        least = layout.minimumHeightForWidth(width) if layout is not None and wraps else page.minimumSizeHint().height()
        return max(_LOWEST, least + self.tabBar().sizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as the pages wish, and no higher than they must be."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """No wider than anything."""
        return QSize(1, self.heightForWidth(self.width()))
