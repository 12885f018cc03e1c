"""The design of a study folder into the study: question, groups, guide, frame, claims."""

from __future__ import annotations

from typing import Any, cast

from crosscase.domain.codebook import Code, ConstructRole, Origin, Sign, same_name
from crosscase.domain.codings import Coding
from crosscase.domain.design import Fact
from crosscase.domain.people import Case, Group
from crosscase.domain.questions import Prompt, Question
from crosscase.domain.remarks import Remark
from crosscase.domain.theory import (
    Cause,
    Direction,
    Ground,
    Prediction,
    Proposition,
    Recommendation,
    Rival,
    Shape,
)
from crosscase.errors import UnreadableFile
from crosscase.store.rows import Writer, read

_ROLES = ("internal driver", "external driver", "outcome")


def add_design(writer: Writer, design: dict[str, Any]) -> list[Remark]:
    """Write what ``study.toml`` says; what it names and nothing defines is a remark."""
    remarks: list[Remark] = []
    facts = dict(design.get("study", {}))
    facts |= {f"concept.{key}": value for key, value in design.get("concept", {}).items()}
    for part in ("consent", "keep", "reporting"):
        facts |= {f"{part}.{key}": value for key, value in design.get(part, {}).items()}
    facts |= {f"interview.{key}": value for key, value in design.get("interview", {}).items()}
    writer.add_all([Fact(0, key, _flat(value)) for key, value in facts.items()])
    writer.add_all(
        [
            Group(0, _need(g, "name", "group"), g.get("label", g["name"]), bool(g.get("cases", 1)))
            for g in design.get("group", [])
        ]
    )
    writer.add_all([_construct(c) for c in design.get("construct", [])])
    _add_questions(writer, design.get("question", []), remarks)
    return remarks


def add_claims(writer: Writer, design: dict[str, Any]) -> list[Remark]:
    """Write propositions with their rivals, recommendations, predictions (after the cases).

    A prediction is post hoc where it says so, and wherever coding has begun.
    """
    remarks: list[Remark] = []
    codes = {
        same_name(code.name): code.id for code in read(writer.db, Code) if code.kind != "keyword"
    }
    cases = {case.name: case.id for case in read(writer.db, Case)}
    numbers: dict[str, int] = {}
    coding_began = bool(read(writer.db, Coding))

    def code(name: str, where: str) -> int | None:
        if name and same_name(name) not in codes:
            remarks.append(
                Remark("unknown-construct", f"{where} names {name!r}, no construct", "flaw")
            )
        return codes.get(same_name(name)) if name else None

    for claim in design.get("proposition", []):
        label = _need(claim, "id", "proposition")
        target = code(claim.get("to", ""), label)
        if target is None:
            continue
        sources = claim.get("from", [])
        via = code(claim.get("via", "") or claim.get("moderates", ""), label)
        shape = (
            "moderated"
            if claim.get("moderates")
            else "mediated"
            if claim.get("via")
            else "joint"
            if len(sources) > 1 and claim.get("joint")
            else "direct"
        )
        numbers[label] = writer.add(
            Proposition(
                0,
                label,
                claim.get("statement", ""),
                target,
                cast("Direction", claim.get("direction", "?")),
                cast("Shape", shape),
                claim.get("condition", ""),
                via,
                numbers.get(claim.get("parent", "")),
                claim.get("section", ""),
            )
        )
        known = [c for name in sources if (c := code(name, label)) is not None]
        writer.add_all([Cause(0, numbers[label], number) for number in known])
    for other in design.get("rival", []):
        label = _need(other, "id", "rival")
        if other.get("proposition", "") in numbers:
            of, said = numbers[other["proposition"]], _need(other, "statement", "rival")
            writer.add(Rival(0, of, label, said))
        else:
            text = f"rival {label} is of {other.get('proposition', '')!r}"
            remarks.append(Remark("unknown-proposition", text, "flaw"))
    for advice in design.get("recommendation", []):
        number = writer.add(Recommendation(0, _need(advice, "text", "recommendation")))
        for label in advice.get("propositions", []):
            if label in numbers:
                writer.add(Ground(0, number, numbers[label]))
            else:
                remarks.append(
                    Remark("unknown-proposition", f"a recommendation rests on {label!r}", "flaw")
                )
    for said in design.get("prediction", []):
        case, proposition = cases.get(said.get("case", "")), numbers.get(said["proposition"])
        if case is None or proposition is None:
            remarks.append(Remark("unknown-case", f"a prediction of case {said.get('case')!r}"))
            continue
        writer.add(
            Prediction(
                0,
                proposition,
                case,
                said.get("expected", "literal"),
                said.get("why", ""),
                coding_began or bool(said.get("post_hoc", False)),
            )
        )
    return remarks


def _add_questions(writer: Writer, items: list[dict[str, Any]], remarks: list[Remark]) -> None:
    groups = {group.name: group.id for group in read(writer.db, Group)}
    codes = {
        same_name(code.name): code.id for code in read(writer.db, Code) if code.kind != "keyword"
    }
    for item in items:
        label = _need(item, "id", "question")
        if item.get("group") and item["group"] not in groups:
            remarks.append(
                Remark("unknown-group", f"question {label} is for {item['group']!r}", "flaw")
            )
        number = writer.add(
            Question(
                0,
                label,
                _need(item, "text", "question"),
                groups.get(item.get("group", "")),
                item.get("equivalent", ""),
                bool(item.get("list", False)),
                item.get("at_most"),
                bool(item.get("sensitive", False)),
            )
        )
        for name in item.get("prompts", []):
            if same_name(name) in codes:
                writer.add(Prompt(0, number, codes[same_name(name)]))
            else:
                remarks.append(
                    Remark("unknown-construct", f"question {label} names {name!r}", "flaw")
                )


def _construct(item: dict[str, Any]) -> Code:
    role = item.get("kind", "")
    if role not in ("", *_ROLES):
        raise UnreadableFile(
            f"construct {item.get('name')!r} is a {role!r}.",
            file="study.toml",
            hint=f"It can be one of: {', '.join(_ROLES)}.",
        )
    return Code(
        0,
        "construct",
        _need(item, "name", "construct"),
        cast("Origin", item.get("origin", "deductive")),
        cast("ConstructRole", role),
        cast("Sign", item.get("sign", "")),
        definition=item.get("definition", ""),
        include=item.get("include", ""),
        exclude=item.get("exclude", ""),
        example=item.get("example", ""),
        reference=_flat(item.get("references", "")),
        dimensions=_flat(item.get("dimensions", "")),
    )


def _need(item: dict[str, Any], key: str, what: str) -> str:
    if not str(item.get(key, "")).strip():
        raise UnreadableFile(
            f"a {what} has no {key!r}: {item}.", file="study.toml", hint=f"Give it a {key!r}."
        )
    return str(item[key]).strip()


def _flat(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
