"""Linux' list of mounts: which device a folder is on, of what kind, and by which bus it hangs on the computer."""

import re
from dataclasses import dataclass
from pathlib import Path

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs", "ncpfs"})
_NETWORK_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfs", "fuse.glusterfs", "fuse.s3fs")
_OCTAL = re.compile(r"\\([0-7]{3})")  # how the list writes blanks in names
_LIST, _SYSTEM = Path("/proc/self/mountinfo"), Path("/sys")


@dataclass(frozen=True)
class Mount:
    """One line of the list: the device's number (8:17), its file system, and its name (/dev/sdb1)."""

    number: str = ""
    system: str = ""
    source: str = ""


def mount(place: Path, mounts: Path = _LIST) -> Mount:
    """What a place is on; the last mount on a place covers others."""
    found, depth = Mount(), -1
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        fields, _, rest = line.partition(" - ")
        _, _, number, _, point, *_ = fields.split(" ")
        top = Path(_OCTAL.sub(lambda sign: chr(int(sign[1], 8)), point))
        if place.is_relative_to(top) and len(top.parts) >= depth:
            system, source, *_ = rest.split(" ")
            found, depth = Mount(number, system, source), len(top.parts)
    return found


def kind(place: Path, mounts: Path = _LIST, system: Path = _SYSTEM) -> str:
    """ "stick", "network" or "disk": by the file system that the place is on, and by the bus that its disk hangs on."""
    on = mount(place, mounts)
    if on.system in _NETWORK or on.system.startswith(_NETWORK_FUSE):
        return "network"
    return "stick" if _is_plugged(system / "dev" / "block" / on.number) else "disk"


def _is_plugged(device: Path) -> bool:
    """A disk says whether it can be taken out; its parts and USB disks are known by where they hang."""
    if not device.exists():
        return False  # no disk at all: memory, a container's layers
    disk = device.resolve()
    if any(part.startswith("usb") for part in disk.parts):
        return True
    flags = (disk / "removable", disk.parent / "removable")
    return any(flag.exists() and flag.read_text().strip() == "1" for flag in flags)
