"""What `check` says by itself of the study that crosscase takes its method from."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from crosscase import study
from crosscase.rules import Finding, ask

DRIVERS = {
    "Innovation cooperation": "external driver",
    "Entrepreneurial orientation": "internal driver",
    "Innovation capability": "internal driver",
    "Market demand and competition": "external driver",
    "Management team and governance": "internal driver",
    "Government policies and regulations": "external driver",
    "IP transaction platform": "external driver",
}
STATED = {
    "P1": ("Innovation cooperation", "Firms that work with others innovate more."),
    "P2": ("Entrepreneurial orientation", "Bold founders make firms innovate."),
    "P3": ("Innovation capability", "An able team makes the firm innovate."),
    "P4": ("Market demand and competition", "Customers and rivals drive innovation."),
    "P5": ("Government policies and regulations", "Policies support and protect innovation."),
}
"""Five propositions, at the ends of 4.1 to 4.4 and 4.6; 4.5 states none."""


@pytest.fixture(scope="module")
def seed() -> Path:
    """The tables of the paper; the tests are skipped where they are absent."""
    data = os.environ.get("CROSSCASE_DATA", "")
    folder = Path(data).parent / "seed"
    if not data or not (folder / "quotations.csv").exists():
        pytest.skip("no tables of the paper beside CROSSCASE_DATA")
    return folder


def design() -> str:
    parts = ['[study]\ntitle = "SIM"\nquestion = "What drives innovation?"']
    parts += ['[concept]\nname = "innovation"', "[interview]\nminutes = [20, 30]"]
    parts += ['[[group]]\nname = "enterprise"\nlabel = "Enterprises"']
    parts += ['[[group]]\nname = "government"\nlabel = "Government officers"\ncases = false']
    for name, kind in DRIVERS.items():
        meaning = "" if name == "IP transaction platform" else f"What belongs to {name}."
        parts.append(f'[[construct]]\nname = "{name}"\nkind = "{kind}"\ndefinition = "{meaning}"')
    parts.append(
        '[[construct]]\nname = "Innovation activity"\nkind = "outcome"\ndefinition = "New."'
    )
    for label, (cause, statement) in STATED.items():
        parts.append(
            f'[[proposition]]\nid = "{label}"\nfrom = ["{cause}"]\nto = "Innovation activity"\n'
            f'direction = "+"\nstatement = "{statement}"'
        )
    return "\n\n".join(parts)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def write(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(table[0]))
        out.writeheader()
        out.writerows(table)


def build(seed: Path, root: Path) -> None:
    """A study folder: each quotation a word of its speaker; officers known by the table."""
    (root / "interviews").mkdir(parents=True)
    (root / "notes").mkdir()
    (root / "study.toml").write_text(design(), encoding="utf-8")
    for name, table in (("cases", "cases"), ("positions", "enterprise_participants")):
        (root / f"{name}.csv").write_bytes((seed / f"{table}.csv").read_bytes())
    (root / "notes" / "draft.txt").write_bytes((seed / "paper.txt").read_bytes())
    quotes, officers = rows(seed / "quotations.csv"), rows(seed / "officers.csv")
    said = defaultdict(list)
    people, decisions = {}, []
    of = {cause: label for label, (cause, _) in STATED.items()}
    for quote in quotes:
        # which of the three officers of the technology bureau spoke is not told: take the first
        who = quote["pseudonym"] or f"{quote['case'] or 'X'}-{quote['role']}"
        who = "Han" if quote["group"] == "government" else who
        said[who].append(quote["text"])
        people[who] = {"pseudonym": who, "group": quote["group"], "case": quote["case"]}
        people[who] |= {"role": "" if who == "Han" else quote["role"], "file": file_of(who)}
        row = {"source": file_of(who), "quote": quote["text"], "keyword": "", "to": "", "value": ""}
        keyword = f"keyword {quote['id']}"
        decisions += [{"act": "code", **row, "keyword": keyword}]
        decisions += [{"act": "assign", **dict.fromkeys(row, ""), "keyword": keyword}]
        decisions[-1]["to"] = quote["construct"]
        if label := of.get(quote["construct"]):
            decisions += [{"act": "support", **row, "to": label, "value": "opinion"}]
    for officer in officers:
        bare = {"group": "government", "case": "", "role": "", "file": ""}
        people.setdefault(officer["pseudonym"], {"pseudonym": officer["pseudonym"], **bare})
    for who, words in said.items():
        talk = "".join(f"INTERVIEWER: What else?\n\n{who}: {text}\n\n" for text in words)
        (root / "interviews" / f"{file_of(who)}.txt").write_text(talk, encoding="utf-8")
    write(root / "participants.csv", list(people.values()))
    write(root / "decisions.csv", decisions)


def file_of(who: str) -> str:
    return who.replace("&", "n").replace(" ", "_")


@pytest.fixture(scope="module")
def found(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    root = tmp_path_factory.mktemp("seed")
    build(seed, root / "folder")
    path = root / "seed.crosscase"
    with study.create(path, "wei") as made:
        made.load(root / "folder", study.key_of(path))
        taken = made.decide_from(root / "folder" / "decisions.csv")
        assert taken.remarks == []
        by_rule = defaultdict(list)
        for finding in ask(made.snapshot()):
            by_rule[finding.rule].append(finding)
    return by_rule


def where(found: dict[str, list[Finding]], rule: str) -> set[str]:
    return {finding.where for finding in found[rule]}


def test_case_j_stands_twice(found) -> None:  # type: ignore[no-untyped-def]
    assert where(found, "case-twice") == {"J"}


def test_the_platform_has_no_quotation_and_no_proposition(found) -> None:  # type: ignore[no-untyped-def]
    assert where(found, "construct-without-quotation") == {"IP transaction platform"}
    assert "IP transaction platform" in where(found, "construct-without-proposition")


def test_management_has_evidence_and_no_proposition(found) -> None:  # type: ignore[no-untyped-def]
    told = {f.where: f.text for f in found["construct-without-proposition"]}
    assert set(told) == {"IP transaction platform", "Management team and governance"}
    assert told["Management team and governance"].startswith("2 passages")


def test_cooperation_is_missing_from_the_model(found) -> None:  # type: ignore[no-untyped-def]
    assert where(found, "proposition-not-in-model") == {"P1"}


def test_abstract_and_conclusion_list_different_factors(found) -> None:  # type: ignore[no-untyped-def]
    assert where(found, "factor-lists-differ") == {"draft"}


def test_fifty_employees_do_not_include_ten_officers(found) -> None:  # type: ignore[no-untyped-def]
    (finding,) = found["head-count"]
    assert "10 officers and 50 others" in finding.text


def test_prose_and_table_disagree_on_a_b_and_c(found) -> None:  # type: ignore[no-untyped-def]
    assert where(found, "case-described-two-ways") == {"A", "B", "C"}


def test_the_sales_manager_is_no_known_position(found) -> None:  # type: ignore[no-untyped-def]
    assert "A-Sales manager" in where(found, "role-unknown")


def test_f_to_j_are_never_quoted(found) -> None:  # type: ignore[no-untyped-def]
    assert where(found, "case-never-quoted") == set("FGHIJ")


def test_capability_rests_on_enterprise_a_alone(found) -> None:  # type: ignore[no-untyped-def]
    told = {f.where: f.text for f in found["single-case-claim"]}
    assert "comes from A" in told["P3"]
    assert "comes from D" in told["P1"]


def test_the_quotations_of_the_paper_stand_in_its_tables(found) -> None:  # type: ignore[no-untyped-def]
    assert found["quote-mismatch"] == []
