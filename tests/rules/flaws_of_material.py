"""Flaws in people, consent, the design and the draft, made with the study's own acts."""

from __future__ import annotations

from . import sound
from .sound import PEOPLE
from .tampered import Copy, Found, flaw


@flaw
def somebody_never_agreed(copy: Copy) -> Found:
    return {("no-consent", _consents(copy, allowed=False))}


@flaw
def somebody_may_not_be_quoted(copy: Copy) -> Found:
    return {("no-consent", _consents(copy, "quote", allowed=False))}


@flaw
def a_consent_has_no_date(copy: Copy) -> Found:
    return {("consent-without-date", _consents(copy, date=""))}


@flaw
def a_consent_comes_after_the_interview(copy: Copy) -> Found:
    return {("consent-after-interview", _consents(copy, date="2026-05-01"))}


@flaw
def somebody_withdrew_and_is_still_heard(copy: Copy) -> Found:
    person = copy.choose(copy.before.participants)
    with copy.open() as opened:
        opened.entries.edit("participant", person.id, {"recruited": "withdrawn"})
    return {("withdrawn-evidence", person.pseudonym)}


@flaw
def a_role_is_in_no_table(copy: Copy) -> Found:
    person = copy.person()
    with copy.open() as opened:
        opened.entries.edit("participant", person.id, {"role": "Sales Manager"})
    return {("role-unknown", person.pseudonym), ("numbers-do-not-add-up", "positions")}


@flaw
def somebody_knows_the_interviewer(copy: Copy) -> Found:
    return {("relation-to-interviewer", _describe(copy, relation="a cousin"))}


@flaw
def nobody_knows_how_somebody_was_found(copy: Copy) -> Found:
    who = _describe(copy, approached="", why_chosen="", relation="")
    return {("recruitment-unrecorded", who)}


@flaw
def an_interview_is_too_long(copy: Copy) -> Found:
    return {("interview-length", _describe(copy, minutes="95"))}


@flaw
def an_interview_has_no_date(copy: Copy) -> Found:
    source = copy.choose(s for s in copy.before.sources if s.kind == "transcript")
    with copy.open() as opened:
        opened.entries.edit("source", source.id, {"date": ""})
    return {("interview-without-date", source.name)}


@flaw
def somebody_is_counted_and_never_heard(copy: Copy) -> Found:
    firm = next(g.id for g in copy.before.groups if g.has_cases)
    with copy.open() as opened:
        values = {"pseudonym": "X-9", "group": firm, "recruited": "interviewed"}
        opened.entries.add("participant", values)
    return {("participant-without-source", "X-9"), ("recruitment-unrecorded", "X-9")}


@flaw
def a_group_is_never_asked(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.add("group", {"name": "buyers", "label": "Buyers"})
    return {("group-never-asked", "buyers")}


@flaw
def a_question_leads(copy: Copy) -> Found:
    question = copy.choose(q for q in copy.before.questions if q.equivalent == "weight")
    wording = "Don't you think that innovation is important for you?"
    with copy.open() as opened:
        opened.entries.edit("question", question.id, {"wording": wording})
    return {("leading-question", _group(copy, question.group))}


@flaw
def a_question_is_never_asked(copy: Copy) -> Found:
    group, other = copy.chance.sample(copy.before.groups, 2)
    with copy.open() as opened:
        values = {"label": "Q9", "wording": "Who pays for machines?", "group": group.id}
        opened.entries.add("question", values)
    people = [p.pseudonym for p in copy.before.participants if p.group == group.id]
    return {*(("question-not-asked", who) for who in people), ("group-never-asked", other.name)}


@flaw
def a_sensitive_answer_can_be_quoted(copy: Copy) -> Found:
    question = copy.choose(q for q in copy.before.questions if q.equivalent == "weight")
    with copy.open() as opened:
        opened.entries.edit("question", question.id, {"sensitive": True})
    people = [p.pseudonym for p in copy.before.participants if p.group == question.group]
    return {("sensitive-quoted", who) for who in people}


@flaw
def the_question_of_the_study_is_gone(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.state("question", "")
    return {("research-question-missing", "study")}


@flaw
def the_concept_is_not_defined(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.state("concept.definition", "")
    return {("concept-without-definition", "study")}


@flaw
def a_count_in_a_table_is_edited(copy: Copy) -> Found:
    table = copy.before.facts_by_key["table.positions"]
    role = copy.choose(["Founder", "Engineer"])
    with copy.open() as opened:
        opened.entries.state("table.positions", table.replace(f"{role},4", f"{role},6"))
    return {("numbers-do-not-add-up", "positions")}


@flaw
def a_quotation_is_altered(copy: Copy) -> Found:
    who, keyword = copy.choose(sound.QUOTED)
    text, said = sound.draft(), sound.said(who, keyword)
    copy.rewrite("draft", text.replace(said, said.replace(PEOPLE[who][2], "bicycles")))
    return {("quote-mismatch", "draft")}


@flaw
def a_quotation_stands_twice(copy: Copy) -> Found:
    copy.rewrite("draft", sound.draft([*sound.QUOTED, copy.choose(sound.QUOTED)]))
    return {("quotation-twice", "draft")}


@flaw
def one_person_is_quoted_for_all(copy: Copy) -> Found:
    who = copy.choose(PEOPLE)
    others = [one for one in sound.QUOTED if one[0] != who][:3]
    copy.rewrite("draft", sound.draft([*((who, keyword) for keyword in sound.KEYWORDS), *others]))
    return {("over-quoted-person", who)}


@flaw
def the_draft_counts_other_people(copy: Copy) -> Found:
    number = copy.choose(["three", "four", "5"])
    copy.rewrite("draft", sound.draft().replace("two officers", f"{number} officers"))
    return {("head-count", "draft")}


@flaw
def parts_are_not_the_whole(copy: Copy) -> Found:
    copy.rewrite("draft", sound.draft(more="Of the ten people, 5 are men and 6 are women."))
    return {("numbers-do-not-add-up", "draft")}


@flaw
def most_has_no_number(copy: Copy) -> Found:
    copy.rewrite("draft", sound.draft(more="Most firms see the buyer first."))
    return {("unquantified-most", "draft")}


@flaw
def the_concept_is_mistaken(copy: Copy) -> Found:
    more = "Firms without an R&D department do not innovate."
    copy.rewrite("draft", sound.draft(more=more))
    return {("concept-mistaken", "draft")}


@flaw
def a_case_is_described_two_ways(copy: Copy) -> Found:
    case = copy.choose("ABCD")
    copy.rewrite("draft", sound.draft(more=f"Enterprise {case} inspects pipelines."))
    return {("case-described-two-ways", case)}


@flaw
def the_lists_of_factors_differ(copy: Copy) -> Found:
    factor = copy.choose(["market demand, ", "engineering skill, "])
    copy.rewrite("draft", sound.draft().replace(factor, "", 1))
    return {("factor-lists-differ", "draft")}


@flaw
def a_real_name_stands_in_a_memo(copy: Copy) -> Found:
    name, *_ = PEOPLE[copy.choose(PEOPLE)]
    with copy.open() as opened:
        opened.entries.add("memo", {"kind": "theoretical", "text": f"As {name} put it."})
    return {("name-leak", "memo")}


def _consents(copy: Copy, *uses: str, **values: object) -> str:
    """Change the consents of one person; who it is."""
    person = copy.choose(copy.before.participants)
    with copy.open() as opened:
        for consent in copy.before.consents:
            if consent.participant == person.id and (not uses or consent.use in uses):
                opened.entries.edit("consent", consent.id, values)
    return str(person.pseudonym)


def _describe(copy: Copy, **columns: str) -> str:
    """Change columns of one person; who it is."""
    person = copy.choose(copy.before.participants)
    with copy.open() as opened:
        for name, value in columns.items():
            opened.entries.describe("participant", person.id, name, value)
    return str(person.pseudonym)


def _group(copy: Copy, number: int | None) -> str:
    return next(group.name for group in copy.before.groups if group.id == number)
