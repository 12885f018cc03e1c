"""The page of all rules: what each asks, why, and what to do (``docs/reference/rules.md``)."""

from __future__ import annotations

from crosscase.rules import RULES
from crosscase.rules.rule import PROFILES, Rule

_TOP = """# The rules of `check`

Written by `crosscase rules`; do not edit. `crosscase check STUDY` asks all of them, `--rule NAME`
only some. A finding is a **flaw** (something is wrong), a **doubt** (a person should look) or a
**note** (told, nothing more). A rule that cannot be answered says "not checked", never "clean".
`check` ends with status 0 when there is no flaw, with 3 when there is one.

Method profiles: {profiles}. The profile
is the one that the `method` of `[study]` in `study.toml` names; `crosscase method STUDY NAME` and
the Design page change it, `--profile` asks as another one once. A reflexive study is not asked for
agreement, saturation or counts; a study by another method than the case study not for cases that
can be compared.
"""


def page() -> str:
    """The page, in Markdown, one entry a rule in the order of the alphabet."""
    top = _TOP.format(profiles=", ".join(PROFILES))
    return top + "".join(_entry(rule) for rule in sorted(RULES, key=lambda rule: rule.name))


def _entry(rule: Rule) -> str:
    lines = [
        f"\n## {rule.name}\n",
        f"{rule.severity.capitalize()}. {rule.asks}\n",
        f"- Why: {rule.reason}",
        f"- What to do: {rule.todo}",
        f"- Reference: {rule.reference}.",
    ]
    if rule.needs_key:
        lines.append("- Needs the key file; without it: not checked.")
    asked = "all" if rule.profiles == PROFILES else ", ".join(rule.profiles)
    lines.append(f"- Profiles: {asked}.")
    return "\n".join(lines) + "\n"
