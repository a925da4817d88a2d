"""The test page: rulers to hold a real ruler against, the frame of the official page, and a line of every font."""

from pathlib import Path

from app.documents.fonts import Face, Faces, Role, bundled
from app.documents.layout.pages import MM, OFFICIAL
from app.documents.layout.type import Style
from app.documents.pdf.canvas import CanvasPen, canvas_on

_WIDE, _TALL = 150, 220  # mm of the two rulers
_AT = 15 * MM  # rulers stand this far from the upper and the left edge: every printer reaches there
_SMALL, _PLAIN = Style(Role.TABLE, 8), Style(Role.TABLE, 11)
_SAMPLE = "关于下达2026年招商引资目标任务的通知"


def draw_test_page(path: Path, faces: Faces | None = None) -> None:
    """Writes the page as PDF, A4 upright; without ``faces``, in the bundled ones."""
    faces = faces or bundled()
    with canvas_on(path, OFFICIAL, faces, "打印测试页") as pen:
        _rulers(pen)
        pen.frame(OFFICIAL.left, OFFICIAL.top, OFFICIAL.inner_width, OFFICIAL.inner_height, 0.4)
        top = _advice(pen, OFFICIAL.left + 6 * MM, OFFICIAL.top + 12 * MM)
        for face in faces.of:
            top = _sample(pen, OFFICIAL.left + 6 * MM, top, face)
        pen.canvas.showPage()


def _rulers(pen: CanvasPen) -> None:
    for millimetre in range(_WIDE + 1):
        x, long = _AT + 15 * MM + millimetre * MM, _tick(millimetre)
        pen.rule(x, _AT, x, _AT + long, 0.3)
        if millimetre % 10 == 0:
            pen.centred(x - 10, 20, _AT - 3, str(millimetre), _SMALL)
    for millimetre in range(_TALL + 1):
        y, long = _AT + 15 * MM + millimetre * MM, _tick(millimetre)
        pen.rule(_AT, y, _AT + long, y, 0.3)
        if millimetre % 10 == 0:
            pen.right(_AT - 3, y + 3, str(millimetre), _SMALL)


def _tick(millimetre: int) -> float:
    return (6.0 if millimetre % 10 == 0 else 4.5 if millimetre % 5 == 0 else 3.0) * MM


def _advice(pen: CanvasPen, x: float, top: float) -> float:
    """What to look at, and what to do where it is not so; returns where the next line stands."""
    for line in (
        "打印测试页",
        "一、用直尺量上边和左边的刻度：0 到 100 应正好 100 毫米。",
        "二、方框是公文版心：上边距 37 毫米，左边距 28 毫米，宽 156 毫米，高 225 毫米。",
        "三、刻度偏短，说明打印机缩小了页面：在打印设置中选“实际大小”或“100%”，",
        "　　不要选“适合页面”，纸张选 A4。",
        "四、下面每行应是左边写明的字体；写“代替”的，电脑上没有这种字体。",
    ):
        pen.text(x, top, line, _PLAIN)
        top += 8 * MM
    return top + 4 * MM


def _sample(pen: CanvasPen, x: float, top: float, face: Face) -> float:
    name = f"{face.role.value}：{face.name}" + ("，代替" if face.stand_in else "")
    pen.text(x, top, name, _PLAIN)
    pen.text(x, top + 8 * MM, "Times New Roman 2026" if face.role is Role.LATIN else _SAMPLE, Style(face.role, 16))
    return top + 18 * MM
