"""The tutorial does what it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_command_of_the_tutorial_runs_and_says_what_stands_there(tmp_path: Path):
    """Each line after a command stands in what the command says; `check` finds a planted flaw."""
    shutil.copytree(ROOT / "examples" / "sim", tmp_path / "sim")
    env = {k: v for k, v in os.environ.items() if not k.startswith("CROSSCASE_")}
    env |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "200"}
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 8
    for line in "".join(blocks).splitlines():
        if line.startswith("$ crosscase "):
            words = shlex.split(line[len("$ crosscase ") :])
            done = subprocess.run(
                [sys.executable, "-c", "from crosscase.cli import main; main()", *words],
                cwd=tmp_path,
                env=env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            flaws = 3 if words[0] == "check" else 0
            assert done.returncode == flaws, (line, done.stderr)
            said = done.stdout + done.stderr
        else:
            assert line in said, (line, said)
