"""A database on a stick, a network drive or in a cloud's folder is told; one on a disk of the computer is not."""

import sys
from pathlib import Path

import pytest

from app.database import mounts
from app.database.whereabouts import IN_A_CLOUD, danger

MOUNTS = r"""25 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
26 25 8:17 / /media/王\040芳/招商 rw,nosuid - exfat /dev/sdb1 rw
27 25 0:44 / /mnt/共享 rw,relatime - cifs //10.0.0.2/gx rw
28 25 0:45 / /home/w/远程 rw - fuse.sshfs w@h:/ rw
29 25 8:33 / /mnt rw - ext4 /dev/sdc1 rw
30 25 179:1 / /media/card rw - vfat /dev/mmcblk0p1 rw
"""
DISKS = {
    "8:2": ("pci0000:00/ata1/host0/block/sda", "sda2", "0"),
    "8:17": ("pci0000:00/usb2/2-1/host4/block/sdb", "sdb1", "0"),  # a USB hard disk says that it is fixed
    "8:33": ("pci0000:00/ata2/host1/block/sdc", "sdc1", "0"),
    "179:1": ("platform/mmc0/block/mmcblk0", "mmcblk0p1", "1"),
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="drives have letters there")


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, Path]:
    """A list of mounts and a tree of devices."""
    (tmp_path / "mountinfo").write_text(MOUNTS, encoding="utf-8")
    numbers = tmp_path / "sys" / "dev" / "block"
    numbers.mkdir(parents=True)
    for number, (place, part, removable) in DISKS.items():
        disk = tmp_path / "sys" / "devices" / place
        (disk / part).mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n")
        (numbers / number).symlink_to(disk / part)
    return tmp_path / "mountinfo", tmp_path / "sys"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/w/台账.db", "disk"),
        ("/media/王 芳/招商/台账.db", "stick"),
        ("/media/王 芳/招商2/台账.db", "disk"),
        ("/media/card/台账.db", "stick"),
        ("/mnt/共享/甲/台账.db", "network"),
        ("/home/w/远程/台账.db", "network"),
        ("/mnt/台账.db", "disk"),
    ],
)
def test_the_disk_under_the_file_decides(machine: tuple[Path, Path], place: str, kind: str) -> None:
    assert mounts.kind(Path(place), *machine) == kind


@pytest.mark.parametrize("folder", ["OneDrive - 清溪镇", "WPS云盘", "BaiduSyncdisk", "坚果云", "iCloud Drive"])
def test_a_folder_that_a_cloud_copies_is_told(tmp_path: Path, folder: str) -> None:
    assert danger(tmp_path / folder / "招商" / "台账.db") == IN_A_CLOUD


def test_only_folders_count_and_not_the_name_of_the_file(tmp_path: Path) -> None:
    assert danger(tmp_path / "onedrive.db") is None


def test_where_the_system_does_not_tell_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("app.database.whereabouts.kind", broken)
    assert danger(tmp_path / "台账.db") is None
