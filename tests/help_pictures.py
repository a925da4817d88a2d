"""The pictures of the help and the README, from those of ``tests.pictures``: ``python -m tests.help_pictures FOLDER``.

Run by ``make pictures``. Those of the help are small and of few colours: they travel inside the program.
"""

import sys
from pathlib import Path
from shutil import copy

from PIL import Image

from app.paths import RESOURCES

_WIDE = 620  # px, the room beside the chapters
_COLOURS = 64
_NAMES = {  # file of the help: picture
    "projects": "项目库",
    "filter": "筛选-选项",
    "advance": "推进阶段",
    "funds": "项目库-资金",
    "leads": "线索跟踪-线索",
    "activities": "线索跟踪-招商活动",
    "targets": "责任书-目标分解",
    "letters": "责任书-责任书",
    "scores": "责任书-考核",
    "statistics": "统计图表",
    "import": "导入",
    "preview": "打印预览",
    "submit": "提交",
    "due": "待办",
    "tour": "入门演示",
    "appearance": "外观",
}
_README = ("项目库", "统计图表", "责任书-责任书")


def main(folder: Path) -> None:
    """Writes the help's pictures to resources/help, the README's to docs/pictures."""
    out = RESOURCES / "help"
    out.mkdir(exist_ok=True)
    for name, picture in _NAMES.items():
        with Image.open(folder / f"{picture}.png") as drawn:
            small = drawn.convert("RGB")
            small.thumbnail((_WIDE, _WIDE), Image.Resampling.LANCZOS)
            small.quantize(_COLOURS).save(out / f"{name}.png", optimize=True)
    for picture in _README:
        copy(folder / f"{picture}.png", RESOURCES.parent / "docs" / "pictures" / f"{picture}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/图片"))
