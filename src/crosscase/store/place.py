"""Where a study file lies: folders that other machines write to are told."""

from __future__ import annotations

from pathlib import Path

_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
    "坚果云",
    "nutstore",
)
_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "ncpfs", "davfs")
) | {"fuse.sshfs", "fuse.davfs2"}


def on_network(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether the file lies on a network file system, as far as the system tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return str(path.absolute()).startswith("\\\\")
    full = path.absolute()
    best, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if full.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), parts[2]
    return kind in _NETWORK


def warning(path: Path) -> str:
    """What a researcher should know of the place; "" where there is nothing to say."""
    synced = [part for part in path.absolute().parts if part.casefold().startswith(_SYNCED)]
    if synced:
        return (
            f"{path.name} lies in {synced[-1]!r}, which copies files while they are written: work "
            "on a copy outside, and put a backup there (`crosscase backup`)."
        )
    if on_network(path):
        return (
            f"{path.name} lies on a network drive: one person at a time, and slower. Better: work "
            "on a copy on this machine, and put a backup there (`crosscase backup`)."
        )
    return ""
