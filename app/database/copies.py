"""A copy that leaves the house: made compact, looked through, put on a device, read back from it; the manifest last."""

from contextlib import suppress
from pathlib import Path

from app.database.checks import inspect_database
from app.database.connection import connect
from app.database.device import device_faults, digest_on_device, must_take, put, volume
from app.database.digests import file_digest
from app.database.faults import told
from app.database.manifest import NAME, Manifest
from app.database.volumes import flush, kind
from app.errors import Refused
from app.paths import sync_folder


def compact(work: Path, clean: Path) -> None:
    """Writes ``work`` anew as ``clean``: what was deleted from it does not travel in its free pages."""
    with told():
        connection = connect(work)
        try:
            connection.execute("VACUUM INTO ?", (str(clean),))
        finally:
            connection.close()


def deliver(parcel: Path, manifest: Manifest, folder: Path) -> None:
    """Puts the files of ``parcel`` into the new ``folder`` of a device: the database, the receipt, the manifest.

    The manifest is the sign that all is there; it is written when the rest has been read back from the device.
    Raises :class:`Refused` on any fault, and leaves nothing that could be taken for a submission.
    """
    with device_faults(folder):
        must_take(_nearest(folder), manifest.size)
        folder.mkdir(parents=True)
        try:
            device = volume(folder)
            _send(parcel / manifest.file, folder / manifest.file, manifest.sha256)
            _send(parcel / manifest.receipt, folder / manifest.receipt, manifest.receipt_sha256)
            _must_hold(folder / manifest.file, manifest)
            for parent in folder.parents[:3]:
                sync_folder(parent)
            _must_be_the_same(device, folder)
            text = parcel / NAME
            text.write_text(manifest.text(), encoding="utf-8", newline="\n")
            _send(text, folder / NAME, file_digest(text))
            if kind(folder) == "stick":
                flush(folder)
        except BaseException:
            withdraw(folder)
            raise


def withdraw(folder: Path) -> None:
    """Takes a submission back, the manifest first; what cannot be removed has none and does not count."""
    with suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)
    with suppress(OSError):
        for file in list(folder.iterdir()):
            file.unlink(missing_ok=True)
    for empty in (folder, folder.parent, folder.parent.parent):
        with suppress(OSError):
            empty.rmdir()


def _send(source: Path, target: Path, sha256: str) -> None:
    if put(source, target) != sha256 or digest_on_device(target) != sha256:
        raise Refused("写到U盘上的内容与原件不一致，没有提交；请换一个U盘再试。")


def _must_hold(path: Path, manifest: Manifest) -> None:
    findings = inspect_database(path)
    if findings.problems or dict(findings.tables) != dict(manifest.tables):
        raise Refused("写到U盘上的文件检查没有通过，没有提交；请换一个U盘再试。")


def _must_be_the_same(device: int, folder: Path) -> None:
    if volume(folder) != device:
        raise Refused("写入期间U盘被换过，没有提交；请重新提交。")


def _nearest(folder: Path) -> Path:
    """The closest folder that exists: its device is asked for room."""
    return next(parent for parent in folder.parents if parent.exists())
