"""Chinese for those words of Qt's own dialogs that Qt's Chinese translation lacks, or has as nobody says them."""

from PySide6.QtCore import QTranslator

# By the class that says them. Found by asking Qt's translations into nine other languages for what only these have.
_WORDS = {
    "QFileDialog": {
        "Files of &type:": "文件类型(&T)：",
        "&Look in:": "查找范围(&L)：",
        "Parent Directory": "上一级文件夹",
    },
    "QFileSystemModel": {"Size": "大小"},
    "QAbstractFileIconProvider": {
        "Drive": "磁盘",
        "File": "文件",
        "Folder": "文件夹",
        "Shortcut": "快捷方式",
        "Unknown": "未知",
    },
    "QPageSetupWidget": {"Page &order:": "页面次序(&O)：", "Pages &per sheet:": "每张纸的页数(&P)："},
    "QPrintSettingsOutput": {"Page &Set:": "打印哪些页(&S)：", "None": "无"},
    "QPrintDialog": {"Automatic": "自动"},
    "QPrintPropertiesDialog": {"Custom value for %1": "自定义%1"},
    "QCupsJobWidget": {
        "&Billing information:": "计费信息(&B)：",
        "&End:": "结尾页(&E)：",
        "&Start:": "起始页(&S)：",
        "Job &priority:": "优先级(&P)：",
        "Scheduled &printing:": "定时打印(&P)：",
    },
    "QMessageBox": {"OK": "确定", "Help": "帮助"},
    "QErrorMessage": {"An error occurred": "发生错误"},
}


class OwnWords(QTranslator):
    """Is asked before Qt's own translation: install it after that one."""

    def translate(self, context: str, source: str, _which: str | None = None, _n: int = -1) -> str | None:
        """The Chinese of one phrase; None where this one does not know it either."""
        return _WORDS.get(context, {}).get(source)
