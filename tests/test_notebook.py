"""The page on notebooks does what it says."""

import doctest
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "notebook.md"


def test_every_example_of_the_page_says_what_stands_there():
    """The blocks are run in order, as in one notebook."""
    page = PAGE.read_text(encoding="utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(page, {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.failed == 0, "".join(told)
    assert result.attempted >= 15


def test_the_door_is_the_same_beside_a_study():
    """The modules that ask a study have the same names; neither takes the place of the other."""
    program = (
        "import crosscase.analysis.agreement, crosscase.analysis.saturation\n"
        "from crosscase.analysis import agreement as module\n"
        "from crosscase.analysis.tables import agreement, calibrate, qca, saturation, unitizing\n"
        "assert all(map(callable, (agreement, calibrate, qca, saturation, unitizing)))\n"
        "assert module.__name__ == 'crosscase.analysis.agreement'\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_command_line_does_not_wait_for_it():
    """What only notebooks ask is not imported at its start."""
    program = (
        "import sys, crosscase.cli\n"
        "assert not [name for name in sys.modules if name.startswith('crosscase.analysis.qca')]\n"
        "assert 'crosscase.analysis.tables' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
