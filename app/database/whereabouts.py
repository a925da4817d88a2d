"""Whether a database lies where files get lost: on a stick, on a network drive, in a folder that a cloud copies."""

import sys
from pathlib import Path

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
        return _of_its_disk(place)
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import ctypes

    _REMOVABLE, _REMOTE = 2, 4

    def _of_its_disk(place: Path) -> str | None:
        """By the kind of drive; big sticks that call themselves fixed are not told from disks."""
        kind = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)
        return {_REMOVABLE: ON_A_STICK, _REMOTE: ON_THE_NETWORK}.get(kind)

else:
    import re

    _NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs", "ncpfs"})
    _NETWORK_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfs", "fuse.glusterfs", "fuse.s3fs")
    _OCTAL = re.compile(r"\\([0-7]{3})")  # how the list writes blanks in names

    def _of_its_disk(
        place: Path, mounts: Path = Path("/proc/self/mountinfo"), system: Path = Path("/sys")
    ) -> str | None:
        """By the file system that the folder is on, and by the bus that its disk hangs on."""
        number, kind = _mount(place, mounts.read_text(encoding="utf-8", errors="surrogateescape"))
        if kind in _NETWORK or kind.startswith(_NETWORK_FUSE):
            return ON_THE_NETWORK
        return ON_A_STICK if _is_on_a_stick(system / "dev" / "block" / number) else None

    def _mount(place: Path, told: str) -> tuple[str, str]:
        """The number of the device (8:17) and the kind of the file system; the last mount on a place covers others."""
        found, depth = ("", ""), -1
        for line in told.splitlines():
            fields, _, rest = line.partition(" - ")
            _, _, number, _, point, *_ = fields.split(" ")
            top = Path(_OCTAL.sub(lambda sign: chr(int(sign[1], 8)), point))
            if place.is_relative_to(top) and len(top.parts) >= depth:
                found, depth = (number, rest.split(" ")[0]), len(top.parts)
        return found

    def _is_on_a_stick(device: Path) -> bool:
        """A disk says whether it can be taken out; its parts and USB disks are known by where they hang."""
        if not device.exists():
            return False  # no disk at all: memory, a container's layers
        disk = device.resolve()
        if any(part.startswith("usb") for part in disk.parts):
            return True
        flags = (disk / "removable", disk.parent / "removable")
        return any(flag.exists() and flag.read_text().strip() == "1" for flag in flags)
