"""Flaws that a researcher can make with the study's own acts."""

from __future__ import annotations

from crosscase.domain.spans import Span

from . import sound
from .sound import CLAIMS, DEMAND, KEYWORDS, OUTPUT, PEOPLE, SKILL, TRUST, TWICE
from .tampered import Copy, Found, flaw

LABELS = tuple(CLAIMS)
FIRST, ASKING, TRYING, PLANS = KEYWORDS


@flaw
def a_recommendation_loses_its_ground(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.remove("ground", [copy.before.grounds[0].id])
    return {("recommendation-without-evidence", DEMAND)}


@flaw
def a_definition_is_emptied(copy: Copy) -> Found:
    name = copy.choose([OUTPUT, DEMAND, SKILL, TRUST])
    with copy.open() as opened:
        opened.entries.edit("code", copy.codes[name], {"definition": ""})
    return {("construct-without-definition", name)}


@flaw
def the_bounds_of_a_construct_are_emptied(copy: Copy) -> Found:
    name = copy.choose([OUTPUT, DEMAND, SKILL, TRUST])
    with copy.open() as opened:
        opened.entries.edit("code", copy.codes[name], {"include": " "})
    return {("construct-without-bounds", name)}


@flaw
def a_driver_loses_its_role(copy: Copy) -> Found:
    label = copy.choose(LABELS)
    with copy.open() as opened:
        opened.entries.edit("code", copy.codes[CLAIMS[label][0]], {"role": ""})
    return {("proposition-not-in-model", label)}


@flaw
def a_direction_is_turned(copy: Copy) -> Found:
    label = copy.choose(LABELS)
    with copy.open() as opened:
        opened.entries.edit("proposition", copy.claims[label], {"direction": "-"})
    return {("sign-against-literature", label)}


@flaw
def a_claim_rests_on_nothing(copy: Copy) -> Found:
    with copy.open() as opened:
        values = {"label": "P9", "statement": "Trust pays.", "to": copy.codes[OUTPUT]}
        opened.entries.claim({**values, "direction": "+"}, [copy.codes[TRUST]])
    return {("proposition-without-evidence", "P9"), ("proposition-without-rival", "P9")}


@flaw
def the_officers_fall_silent_on_a_claim(copy: Copy) -> Found:
    label = copy.choose(LABELS)
    with copy.open() as opened:
        opened.entries.remove("evidence", [e.id for e in copy.evidence(label, "O-1", "O-2")])
    return {("proposition-one-group", label)}


@flaw
def one_case_alone_supports_a_claim(copy: Copy) -> Found:
    label, case = copy.choose(LABELS), copy.choose("ABD")
    others = [who for who in PEOPLE if sound.case_of(who) not in ("", case)]
    with copy.open() as opened:
        opened.entries.remove("evidence", [e.id for e in copy.evidence(label, *others)])
    return {("single-case-claim", label)}


@flaw
def a_case_is_never_quoted(copy: Copy) -> Found:
    case = copy.choose("ABCD")
    own = [who for who in PEOPLE if sound.case_of(who) == case]
    with copy.open() as opened:
        for label in LABELS:
            opened.entries.remove("evidence", [e.id for e in copy.evidence(label, *own)])
    return {("case-never-quoted", case)}


@flaw
def all_support_becomes_opinion(copy: Copy) -> Found:
    label = copy.choose(LABELS)
    with copy.open() as opened:
        for item in copy.evidence(label):
            opened.entries.edit("evidence", item.id, {"kind": "opinion"})
    return {("opinion-only-evidence", label)}


@flaw
def a_contradiction_is_left_unanswered(copy: Copy) -> Found:
    label = copy.choose(["P1", "P2"])
    _link(copy, label, copy.segment(copy.choose(PEOPLE), FIRST), "contradicts")
    return {("contradiction-unanswered", label)}


@flaw
def a_passage_speaks_for_and_against(copy: Copy) -> Found:
    label = copy.choose(LABELS)
    _link(copy, label, copy.segment(copy.person(without=("C-ENG",)).pseudonym, CLAIMS[label][2]))
    return {("both-for-and-against", label), ("contradiction-unanswered", label)}


@flaw
def only_support_is_linked(copy: Copy) -> Found:
    label = copy.choose(LABELS)
    with copy.open() as opened:
        for item in copy.evidence(label, "C-ENG", "O-2"):
            opened.entries.edit("evidence", item.id, {"stance": "supports"})
    return {("counter-evidence-not-searched", label)}


@flaw
def support_comes_from_another_topic(copy: Copy) -> Found:
    label = copy.choose(["P1", "P2"])
    _link(copy, label, copy.segment(copy.choose(PEOPLE), PLANS), "supports")
    return {("evidence-off-topic", label)}


@flaw
def a_rival_is_dropped(copy: Copy) -> Found:
    rival = copy.choose(copy.before.rivals)
    with copy.open() as opened:
        opened.entries.remove("rival", [rival.id])
    labels = {number: label for label, number in copy.claims.items()}
    return {("proposition-without-rival", labels[rival.proposition])}


@flaw
def a_rival_has_more_behind_it(copy: Copy) -> Found:
    rival = copy.choose(copy.before.rivals)
    with copy.open() as opened:
        for who in PEOPLE:
            values = {"rival": rival.id, "stance": "supports", "kind": "mechanism"}
            opened.entries.add("rival evidence", {**values, "segment": copy.segment(who, FIRST)})
    labels = {number: label for label, number in copy.claims.items()}
    return {("rival-better-supported", labels[rival.proposition])}


@flaw
def a_claim_goes_from_a_construct_to_itself(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.add("cause", {"proposition": copy.claims["P3"], "code": copy.codes[SKILL]})
    return {("claim-of-itself", "P3")}


@flaw
def claims_run_in_a_circle(copy: Copy) -> Found:
    with copy.open() as opened:
        values = {"label": "P9", "statement": "Skill makes trust.", "to": copy.codes[TRUST]}
        number = opened.entries.claim({**values, "direction": "+"}, [copy.codes[SKILL]])
        rival = {"proposition": number, "label": "R9", "statement": "Chance."}
        opened.entries.add("rival", rival)
        for item in copy.evidence("P3"):
            linked = {"proposition": number, "stance": item.stance, "kind": item.kind}
            opened.entries.add("evidence", {**linked, "segment": item.segment})
    return {("model-cycle", "P3"), ("model-cycle", "P9")}


@flaw
def a_prediction_comes_after_the_coding(copy: Copy) -> Found:
    case = copy.choose(copy.before.cases)
    with copy.open() as opened:
        values = {"proposition": copy.claims["P2"], "case": case.id, "expected": "literal"}
        opened.entries.add("prediction", values)
    return {("prediction-post-hoc", case.name)}


@flaw
def a_rating_loses_its_quote(copy: Copy) -> Found:
    rating = copy.choose(copy.before.ratings)
    with copy.open() as opened:
        opened.entries.remove("rating", [rating.id])
        opened.entries.add("rating", {"case": rating.case, "value": rating.value})
    return {("rating-without-quote", _case(copy, rating.case))}


@flaw
def a_case_is_not_rated(copy: Copy) -> Found:
    rating = copy.choose(r for r in copy.before.ratings if _case(copy, r.case) != "D")
    with copy.open() as opened:
        opened.entries.remove("rating", [rating.id])
    return {("case-without-rating", _case(copy, rating.case))}


@flaw
def no_case_is_low(copy: Copy) -> Found:
    lowest = min(copy.before.ratings, key=lambda r: r.value)
    with copy.open() as opened:
        opened.entries.edit("rating", lowest.id, {"value": 4.0})
    return {("no-contrast-case", "study")}


@flaw
def a_fact_of_a_case_is_missing(copy: Copy) -> Found:
    case = copy.choose(copy.before.cases)
    with copy.open() as opened:
        opened.entries.describe("case", case.id, "employees", "")
    return {("case-fact-missing", case.name)}


@flaw
def a_keyword_belongs_nowhere(copy: Copy) -> Found:
    keyword = copy.choose(KEYWORDS)
    with copy.open() as opened:
        opened.entries.unassign(copy.codes[keyword], copy.codes[KEYWORDS[keyword][0]])
    return {("keyword-without-construct", keyword)}


@flaw
def a_keyword_belongs_twice(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.assign(ASKING, TRUST)
    return {("keyword-in-two-constructs", ASKING)}


@flaw
def an_effect_is_coded_as_its_cause(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.assign(FIRST, DEMAND)
    return {("keyword-in-two-constructs", FIRST), ("cause-and-effect-alike", "P1")}


@flaw
def a_keyword_has_two_spellings(copy: Copy) -> Found:
    (coding,) = copy.codings(FIRST, copy.choose(["B-CEO", "C-CEO", "C-ENG"]))
    with copy.open() as opened:
        opened.codings.recode(coding, "new products in use")
    return {("keywords-alike", FIRST), ("keyword-without-construct", "new products in use")}


@flaw
def a_keyword_is_never_used(copy: Copy) -> Found:
    with copy.open() as opened:
        opened.entries.add("code", {"kind": "keyword", "name": "weather"})
    return {("keyword-unused", "weather")}


@flaw
def the_last_interviews_bring_something_new(copy: Copy) -> Found:
    _code(copy, copy.choose(["D-ENG", "O-1", "O-2"]), "permit backlog", TRUST)
    return {("saturation-not-shown", "study")}


@flaw
def a_late_keyword_fits_early_interviews(copy: Copy) -> Found:
    _code(copy, copy.choose(["O-1", "O-2"]), "buyer came", DEMAND)
    return {("late-code", "buyer came"), ("saturation-not-shown", "study")}


@flaw
def a_construct_is_not_spoken_of(copy: Copy) -> Found:
    with copy.open() as opened:
        values = {"kind": "construct", "name": "Public money", "role": "external driver"}
        bounds = {"definition": "What offices pay.", "include": "Grants."}
        opened.entries.add("code", {**values, **bounds})
    return {
        ("construct-without-quotation", "Public money"),
        ("construct-without-proposition", "Public money"),
    }


@flaw
def one_person_carries_a_construct(copy: Copy) -> Found:
    who = copy.choose(["B-CEO", "C-CEO"])
    others = [other for other in PEOPLE if other != who]
    edition, start, end = copy.place(copy.segment(who, PLANS))
    with copy.open() as opened:
        opened.codings.take_off(copy.codings(PLANS, *others))
        opened.codings.apply_all([(edition, Span(start + n, end)) for n in (4, 8)], PLANS)
    return {("construct-one-person", TRUST), ("talkative-participant", who)}


@flaw
def one_voice_carries_a_case(copy: Copy) -> Found:
    who = copy.person(without=TWICE).pseudonym
    edition, start, end = copy.place(copy.segment(who, TRYING))
    with copy.open() as opened:
        opened.codings.apply_all([(edition, Span(start + n, end)) for n in range(1, 13)], TRYING)
    return {("talkative-participant", who)}


@flaw
def two_keywords_stand_on_the_same_passages(copy: Copy) -> Found:
    places = [copy.place(copy.segment(who, ASKING)) for who in PEOPLE]
    with copy.open() as opened:
        opened.codings.apply_all([(e, Span(start, end)) for e, start, end in places], "wish heard")
        opened.entries.assign("wish heard", DEMAND)
    after = {("double-coding-assisted", "study"), ("disagreement-unsettled", "study")}
    return {("keywords-on-the-same-passages", ASKING), *after}


@flaw
def the_interviewer_is_coded(copy: Copy) -> Found:
    who = copy.choose(PEOPLE)
    edition, *_ = copy.place(copy.segment(who, FIRST))
    start = copy.before.edition_by_id[edition].text.index("I see.")
    with copy.open() as opened:
        opened.codings.apply(edition, Span(start, start + len("I see.")), TRYING)
    return {("interviewer-coded", f"talk-{who}")}


@flaw
def a_settled_disagreement_is_opened(copy: Copy) -> Found:
    with copy.open("bo") as opened:
        opened.journal.undo()
    return {("disagreement-unsettled", "study")}


@flaw
def a_second_coder_looks_again(copy: Copy) -> Found:
    who, keyword = copy.choose(TWICE), copy.choose(KEYWORDS)
    number = max(copy.codings(keyword, who))
    edition, start, end = copy.place(copy.segment(who, keyword))
    with copy.open("bo") as opened:
        opened.codings.take_off([number])
        opened.codings.apply(edition, Span(start, end), keyword)
    return {("double-coding-assisted", "study")}


@flaw
def the_second_coder_takes_everything_back(copy: Copy) -> Found:
    columns = copy.before.codings
    bo = next(c.id for c in copy.before.coders if c.name == "bo")
    with copy.open("bo") as opened:
        opened.codings.take_off(columns.id[columns.coder == bo].tolist())
    after = {("double-coding-share", "study"), ("disagreement-unsettled", "study")}
    return {("one-coder", "ana"), *after}


def _link(copy: Copy, label: str, segment: int, stance: str = "contradicts") -> None:
    values = {"proposition": copy.claims[label], "stance": stance, "segment": segment}
    with copy.open() as opened:
        opened.entries.add("evidence", {**values, "kind": "reported event"})


def _code(copy: Copy, who: str, keyword: str, construct: str) -> None:
    edition, start, end = copy.place(copy.segment(who, PLANS))
    with copy.open() as opened:
        opened.codings.apply(edition, Span(start, end), keyword)
        opened.entries.assign(keyword, construct)


def _case(copy: Copy, number: int) -> str:
    return next(case.name for case in copy.before.cases if case.id == number)
