"""The .deb: everything below /opt/apps/ID, as UOS and Kylin want it, and links where other desktops look."""

import json
import shutil
import subprocess
from pathlib import Path

import app
from deb import program
from deb.places import CACHE, MARKS, OUT, PROJECT
from machine.steps import emptied, step

ID = "org.zhaoshang.ledger"
NAME = "乡镇招商台账"
HOME = Path("opt/apps") / ID
STARTER = Path("/") / HOME / "files" / "zhaoshang"
_HERE = Path(__file__).resolve().parent
_TREE = CACHE / "package"
_ICON = PROJECT / "resources" / "icons" / "zhaoshang.png"
# Part of every desktop, and better taken from it: its fonts, its printers, its messages.
_NEEDS = "libc6 (>= 2.28), libfontconfig1, libfreetype6, libdbus-1-3, libgl1, libegl1, libcups2, libx11-6, libglib2.0-0"
_DESKTOP = f"""[Desktop Entry]
Type=Application
Name={NAME}
Comment=项目库、线索跟踪、责任书、统计图表，一个文件，不联网
Exec={STARTER} %f
Icon={ID}
Categories=Office;
Terminal=false
StartupWMClass=zhaoshang
"""
_CONTROL = f"""Package: {ID}
Version: {{version}}
Section: office
Priority: optional
Architecture: amd64
Maintainer: zhaoshang <zhaoshang@localhost>
Installed-Size: {{size}}
Depends: {_NEEDS}
Description: {NAME}
 项目库、线索跟踪、责任书、统计图表，一个文件，不联网。
"""


def file() -> Path:
    """Where the package of this version lies."""
    return OUT / f"{ID}_{app.__version__}_amd64.deb"


def ready() -> Path:
    """The package of today's program."""
    step(MARKS, "package", _pack, [program.MADE / "zhaoshang", *program.sources()], [file()])
    print(f"  {file().relative_to(PROJECT)}：{file().stat().st_size / 1e6:.1f} MB")
    return file()


def _pack() -> None:
    home = emptied(_TREE) / HOME
    shutil.copytree(program.MADE, home / "files", symlinks=True)
    _entries(home / "entries")
    (home / "info").write_text(json.dumps(_info(), ensure_ascii=False, indent=2), encoding="utf-8")
    _links()
    size = sum(part.stat().st_size for part in _TREE.rglob("*") if part.is_file() and not part.is_symlink())
    control = _TREE / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_CONTROL.format(version=app.__version__, size=size // 1024), encoding="utf-8")
    OUT.mkdir(parents=True, exist_ok=True)
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", _TREE], check=True)
    call = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", _TREE, file()]
    subprocess.run(call, stdout=subprocess.DEVNULL, check=True)


def _entries(entries: Path) -> None:
    from PIL import Image

    for folder in ("applications", "icons/hicolor"):
        (entries / folder).mkdir(parents=True)
    (entries / "applications" / f"{ID}.desktop").write_text(_DESKTOP, encoding="utf-8")
    with Image.open(_ICON) as picture:
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon = entries / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{ID}.png"
            icon.parent.mkdir(parents=True)
            picture.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS).save(icon)


def _info() -> dict[str, object]:
    """What the shops of UOS and Kylin read; the program asks for no right but that of every program."""
    rights = ("autostart", "notification", "trayicon", "clipboard", "account", "bluetooth", "camera", "installed_apps")
    permissions = dict.fromkeys((*rights, "audio_record"), False) | {"clipboard": True}
    return {"appid": ID, "name": NAME, "version": app.__version__, "arch": ["amd64"], "permissions": permissions}


def _links() -> None:
    """Desktops that know nothing of /opt/apps find the program by links, which go with the package."""
    links = {
        f"usr/share/applications/{ID}.desktop": f"entries/applications/{ID}.desktop",
        f"usr/share/icons/hicolor/256x256/apps/{ID}.png": f"entries/icons/hicolor/256x256/apps/{ID}.png",
        "usr/bin/zhaoshang": "files/zhaoshang",
    }
    for place, part in links.items():
        link = _TREE / place
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(Path("/") / HOME / part)
