"""Folders that other machines write to are told, and the journal mode steps down."""

from pathlib import Path

from crosscase.store.place import on_network, warning


def test_a_folder_that_is_synced_is_told(tmp_path: Path):
    """The words name the folder and the way out."""
    told = warning(tmp_path / "Dropbox (Lab)" / "s.crosscase")
    assert "Dropbox (Lab)" in told
    assert "crosscase backup" in told
    assert warning(tmp_path / "s.crosscase") == ""


def test_a_network_drive_is_known_by_its_mount(tmp_path: Path):
    """The longest mount point that holds the file decides."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\nserver:/data /mnt/lab nfs4 rw 0 0\n"
        "/dev/sdb /mnt/lab/local ext4 rw 0 0\n//nas/x /mnt/my\\040share cifs rw 0 0\n"
    )
    assert on_network(Path("/mnt/lab/s.crosscase"), mounts)
    assert on_network(Path("/mnt/my share/s.crosscase"), mounts)
    assert not on_network(Path("/mnt/lab/local/s.crosscase"), mounts)
    assert not on_network(Path("/home/ana/s.crosscase"), mounts)
