"""The particulars that Windows shows for the executable; a file without them is what virus scanners mistrust."""

from typing import Any

NAME = "乡镇招商台账"
_CHINESE, _UNICODE = 0x0804, 0x04B0  # 简体中文, the code page of the strings


def particulars(version: str) -> Any:
    """PyInstaller's version resource for `version` ("1.2.3"); needs pefile, so it is made on Windows only."""
    from PyInstaller.utils.win32 import versioninfo as w

    numbers = tuple(int(part) for part in [*version.split("."), "0", "0", "0"][:4])
    texts = {
        "FileDescription": NAME,
        "ProductName": NAME,
        "FileVersion": version,
        "ProductVersion": version,
        "InternalName": "zhaoshang",
        "OriginalFilename": "zhaoshang.exe",
    }
    strings = [w.StringStruct(key, value) for key, value in texts.items()]
    return w.VSVersionInfo(
        ffi=w.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            w.StringFileInfo([w.StringTable(f"{_CHINESE:04x}{_UNICODE:04x}", strings)]),
            w.VarFileInfo([w.VarStruct("Translation", [_CHINESE, _UNICODE])]),
        ],
    )
