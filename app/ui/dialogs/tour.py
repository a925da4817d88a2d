"""入门演示: a panel that walks through real jobs on made-up records of its own; it can be left and gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from app.demo import make_demo
from app.paths import data_folder
from app.services import history
from app.ui.buttons import button
from app.ui.colours import colours
from app.ui.dialog import Dialog
from app.ui.dialogs.tour_steps import STEPS
from app.ui.icons import icon, in_each_look
from app.ui.theme import mark
from app.ui.widgets.card import soft_label

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.window import Window

_FILE = "入门演示.db"
_PROJECTS = 60  # enough for every list, made in a moment
_LOOK_MS = 300
_SIZE = (380, 300)
_STEP, _SINCE, _HOME = "tour/step", "tour/since", "tour/home"


def start(desk: Desk, window: Window) -> None:
    """Opens the tour's own records, made where they are missing, and the panel at the step that was reached."""
    shown = window.findChild(Tour)
    if shown is not None and shown.isVisible():
        shown.raise_()
        return
    path, today = data_folder() / _FILE, desk.today

    def make(_progress: object) -> None:
        if not path.exists():
            make_demo(path, today=today, projects=_PROJECTS)

    desk.background.run("准备入门演示", make, lambda _: _begin(desk, window, path), window)


def _begin(desk: Desk, window: Window, path: Path) -> None:
    if desk.database.path != path:
        desk.settings.setValue(_HOME, str(desk.database.path))
    panel = Tour(desk, window, path)
    panel.show()


class Tour(Dialog):
    """One step at a time; it looks by itself whether the step was done. Closing it goes back to the office's file."""

    chapter = "第一次使用"

    def __init__(self, desk: Desk, window: Window, path: Path) -> None:
        super().__init__("入门演示", window, _SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._window = desk, window
        self._heading, self._words, self._told = QLabel(), QLabel(), QLabel()
        self._sign, self._bar = QLabel(), QProgressBar()
        self._back = button("上一步", lambda: self._go(-1))
        self._next = button("跳过", lambda: self._go(1))
        self._open(path)
        self.step = min(int(str(desk.settings.value(_STEP, 0))), len(STEPS) - 1)
        self._since = int(str(desk.settings.value(_SINCE, self._latest())))
        self._is_done = False
        self._build()
        in_each_look(self._sign, self._show_sign)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_again)
        self._look.start()
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Goes back to the file from which the tour was begun; the step is remembered."""
        self._look.stop()
        home = Path(str(self._desk.settings.value(_HOME, "")))
        if self._desk.database.path.name == _FILE and home.is_file():
            self._desk.open(home)
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc closes it as the button does."""
        self.close()

    def _open(self, path: Path) -> None:
        home = str(self._desk.settings.value(_HOME, ""))
        if self._desk.database.path != path:
            self._desk.open(path)
        if home:  # the next start opens the office's own file, wherever the tour is left
            self._desk.settings.setValue("last_file", home)

    def _build(self) -> None:
        mark(self._heading, "heading")
        for label in (self._words, self._told):
            label.setWordWrap(True)
        self._bar.setRange(0, len(STEPS))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        state = QHBoxLayout()
        state.addWidget(self._sign)
        state.addWidget(self._told, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(button("以后再继续", self.close, hint="回到自己的台账；下次从这一步接着做"))
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self._bar)
        layout.addWidget(self._heading)
        layout.addWidget(self._words)
        layout.addLayout(state)
        layout.addStretch(1)
        layout.addWidget(soft_label("这里是示例数据，怎么改都不影响自己的台账。"))
        layout.addLayout(buttons)

    def _look_again(self) -> None:
        if self._is_done or self._desk.database.path.name != _FILE:
            return
        if STEPS[self.step].is_done(self._window, self._since):
            self._is_done = True
            self._show_state()

    def _go(self, by: int) -> None:
        if self.step + by >= len(STEPS):
            self._keep(0)
            self.close()
            return
        self._is_done = False
        self._keep(max(self.step + by, 0))
        self._show()

    def _keep(self, step: int) -> None:
        self.step, self._since = step, self._latest()
        self._desk.settings.setValue(_STEP, self.step)
        self._desk.settings.setValue(_SINCE, self._since)

    def _latest(self) -> int:
        with self._desk.read() as session:
            return max((line.number for line in history.recent(session, 1)), default=0)

    def _show(self) -> None:
        step = STEPS[self.step]
        self._heading.setText(f"第{self.step + 1}步，共{len(STEPS)}步　{step.title}")
        self._words.setText(step.words)
        self._back.setEnabled(self.step > 0)
        self._show_state()

    def _show_sign(self) -> None:
        name, colour = ("circle-check", colours().green) if self._is_done else ("clock", colours().soft_ink)
        self._sign.setPixmap(icon(name, colour).pixmap(18, 18))

    def _show_state(self) -> None:
        is_last = self.step == len(STEPS) - 1
        self._show_sign()
        self._told.setText("做到了。" if self._is_done else "做完以后，这里会打上勾。")
        self._bar.setValue(self.step + int(self._is_done))
        self._next.setText("完成" if is_last else "下一步" if self._is_done else "跳过")
        mark(self._next, "primary", on=self._is_done)
