"""Whether a database lies where files get lost: on a stick, on a network drive, in a folder that a cloud copies."""

from pathlib import Path

from app.database.volumes import kind

_CLOUDS = (
    *("onedrive", "dropbox", "icloud", "google drive", "nutstore", "坚果云", "wpsdrive", "wps云盘", "wps 云盘"),
    *("baidusyncdisk", "百度网盘", "百度云", "腾讯微云", "天翼云盘", "和彩云", "nextcloud", "seafile"),
)
_MOVE = "请移到本机硬盘的普通文件夹里使用，再用“报送”或“备份”复制出去。"
ON_A_STICK = f"台账正放在U盘上使用，拔出时可能丢失记录；{_MOVE}"
ON_THE_NETWORK = f"台账正放在网络位置上使用，断网时可能丢失记录；{_MOVE}"
IN_A_CLOUD = f"台账正放在会自动同步的网盘文件夹里使用，同步时可能丢失记录；{_MOVE}"


def danger(path: Path) -> str | None:
    """What threatens the database at ``path`` while it is worked on, as a sentence; None on a disk of this computer.

    Where the system does not tell, nothing is said.
    """
    place = path.resolve()
    if any(part.lower().startswith(_CLOUDS) for part in place.parent.parts):
        return IN_A_CLOUD
    try:
        return {"stick": ON_A_STICK, "network": ON_THE_NETWORK}.get(kind(place))
    except (OSError, ValueError):
        return None
