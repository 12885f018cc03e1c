"""Two copies of one study become one on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

BEN = """act,source,quote,keyword,to,value,why
code,a,We follow,followers,,,
code,b,It comes from our own engineers,engineers,,,
"""


@pytest.fixture
def parted(decided: Path) -> tuple[Path, Path]:
    """The small study of Ana, and a copy in which Ben coded on."""
    copy = decided.with_name("copy.crosscase")
    shutil.copyfile(decided, copy)
    shutil.copyfile(f"{decided}.key", f"{copy}.key")
    return decided, copy


def test_a_sync_is_previewed_done_found_done_and_undone(parted: tuple[Path, Path], crosscase):
    here, there = map(str, parted)
    table = parted[0].with_name("ben.csv")
    table.write_text(BEN, encoding="utf-8")
    assert crosscase("decide", there, "--from", str(table), "--as", "ben").returncode == 0
    as_it_was = parted[0].read_bytes()
    counted = crosscase("count", here, "--json").stdout

    preview = crosscase("sync", here, there, "--preview", "--as", "ana")
    assert preview.returncode == 0, preview.stderr
    assert "New rows that would come: coders (1), codes (2), " in preview.stderr
    assert parted[0].read_bytes() == as_it_was

    refused = crosscase("sync", here, there, "--as", "ana")
    assert refused.returncode == 1
    assert "Say --yes to go on." in refused.stderr
    assert parted[0].read_bytes() == as_it_was

    done = crosscase("sync", here, there, "--yes", "--as", "ana")
    assert done.returncode == 0, done.stderr
    assert "New rows that came: coders (1), codes (2), " in done.stderr

    again = crosscase("sync", here, there, "--yes", "--as", "ana")
    assert again.stderr == "Nothing to do: the study holds all that the copy holds.\n"

    undone = crosscase("undo", here, "--as", "ana")
    assert undone.returncode == 0, undone.stderr
    assert crosscase("count", here, "--json").stdout == counted
    once_more = json.loads(crosscase("sync", here, there, "--yes", "--as", "ana", "--json").stdout)
    assert once_more["added"]["codes"] == 2


def test_both_sides_of_a_conflict_are_listed(parted: tuple[Path, Path], crosscase):
    here, there = map(str, parted)
    for path, into in ((here, "subsidy"), (there, "nobody asks")):
        crosscase("split", path, "demand", "--as", "ana")
        table = parted[0].with_name("again.csv")
        table.write_text(f"act,keyword,to,why\nmerge,demand,{into},as it is\n", encoding="utf-8")
        taken = crosscase("decide", path, "--from", str(table), "--as", "ana")
        assert taken.returncode == 0, taken.stderr
    done = crosscase("sync", here, there, "--yes", "--as", "ana")
    assert "Conflicts (1):" in done.stderr
    assert "subsidy" in done.stderr
    assert "nobody asks" in done.stderr


def test_a_file_that_is_no_copy_is_refused(parted: tuple[Path, Path], crosscase):
    here, there = parted
    other = here.with_name("other.crosscase")
    assert crosscase("new", str(other)).returncode == 0
    refused = crosscase("sync", str(here), str(other), "--yes", "--as", "ana")
    assert refused.returncode == 1
    assert "is no copy of this study" in refused.stderr
    assert there.exists()
