"""Where a chart's figures lie on the screen: the plane that is seen, and its place in the widget."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True)
class Plane:
    """``seen`` in the chart's own coordinates, which grow upward; ``place`` in pixels, which grow downward."""

    seen: QRectF
    place: QRectF

    def at(self, x: float, y: float) -> QPointF:
        """A point's pixel."""
        return QPointF(self.across(x), self.down(y))

    def across(self, x: float) -> float:
        """The pixel of a place on the lower axis."""
        return self.place.left() + (x - self.seen.left()) / self.seen.width() * self.place.width()

    def down(self, y: float) -> float:
        """The pixel of a place on the left axis."""
        return self.place.bottom() - (y - self.seen.top()) / self.seen.height() * self.place.height()

    def rectangle(self, of: QRectF) -> QRectF:
        """The pixels of a rectangle."""
        return QRectF(self.at(of.left(), of.top()), self.at(of.right(), of.bottom())).normalized()

    def point(self, pixel: QPointF) -> QPointF:
        """What lies under a pixel."""
        right = (pixel.x() - self.place.left()) / max(self.place.width(), 1)
        up = (self.place.bottom() - pixel.y()) / max(self.place.height(), 1)
        return QPointF(self.seen.left() + right * self.seen.width(), self.seen.top() + up * self.seen.height())
