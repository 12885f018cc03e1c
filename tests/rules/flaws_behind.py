"""Flaws that no act of the study makes: rows changed by another program."""

from __future__ import annotations

from .sound import CLAIMS, KEYWORDS, PEOPLE, TWICE
from .tampered import Copy, Found, flaw

ONCE = tuple(who for who in PEOPLE if who[0] not in {one[0] for one in TWICE})
"""People of cases of which nobody is coded twice."""
JOURNAL = {("journal-differs", "study")}


@flaw
def a_passage_is_moved(copy: Copy) -> Found:
    who = copy.choose(PEOPLE)
    number = copy.segment(who, copy.choose(KEYWORDS))
    copy.sql('UPDATE segments SET start = start + 1, "end" = "end" - 1 WHERE id = ?', number)
    return {("quote-mismatch", f"talk-{who}")}


@flaw
def the_kept_words_of_a_passage_are_changed(copy: Copy) -> Found:
    who = copy.choose(PEOPLE)
    number = copy.segment(who, copy.choose(KEYWORDS))
    words = "SELECT quote FROM segments WHERE id = ?"
    copy.sql(f"UPDATE texts SET value = 'Nobody did.' WHERE id = ({words})", number)
    return {("quote-mismatch", f"talk-{who}")}


@flaw
def a_transcript_is_changed_under_its_passages(copy: Copy) -> Found:
    who = copy.choose(PEOPLE)
    edition, *_ = copy.place(copy.segment(who, "trial on the side"))
    text = "SELECT text FROM editions WHERE id = ?"
    changed = "replace(value, 'and it worked', 'and it failed')"
    copy.sql(f"UPDATE texts SET value = {changed} WHERE id = ({text})", edition)
    return {("quote-mismatch", f"talk-{who}")}


@flaw
def evidence_points_at_other_words(copy: Copy) -> Found:
    who, label = copy.choose([p for p in PEOPLE if p not in ("C-ENG", "O-2")]), "P1"
    (item,) = copy.evidence(label, who)
    other = copy.segment(who, CLAIMS["P3"][2])
    copy.sql("UPDATE evidence SET segment = ? WHERE id = ?", other, item.id)
    return {("evidence-off-topic", label), *JOURNAL}


@flaw
def judgements_are_marked_as_unread(copy: Copy) -> Found:
    number = copy.choose(copy.before.codings.id.tolist())
    copy.sql("UPDATE codings SET unreviewed = 1 WHERE id = ?", number)
    return {("unreviewed-decisions", "study"), *JOURNAL}


@flaw
def a_discard_loses_its_reason(copy: Copy) -> Found:
    who = copy.choose(ONCE)
    chat = next(d for d in copy.before.discards if PEOPLE[who][2] in copy.before.quote(d.segment))
    empty = "SELECT definition FROM codes WHERE kind = 'keyword' LIMIT 1"
    copy.sql(f"UPDATE discards SET why = ({empty}) WHERE id = ?", chat.id)
    return {("discard-without-reason", f"talk-{who}"), *JOURNAL}


@flaw
def a_speaker_is_nobody(copy: Copy) -> Found:
    speaker = copy.choose(s for s in copy.before.speakers if s.participant)
    copy.sql("UPDATE speakers SET role = 'unknown', participant = NULL WHERE id = ?", speaker.id)
    who = copy.before.participant_by_id[speaker.participant].pseudonym
    return {("speaker-unknown", f"talk-{who}"), *JOURNAL}


@flaw
def the_words_of_one_are_given_to_another(copy: Copy) -> Found:
    people = {p.pseudonym: p.id for p in copy.before.participants}
    case = copy.choose("ABCD")
    founder, engineer = people[f"{case}-CEO"], people[f"{case}-ENG"]
    copy.sql("UPDATE speakers SET participant = ? WHERE participant = ?", engineer, founder)
    return {("speaker-not-present", f"talk-{case}-CEO"), *JOURNAL}


@flaw
def a_turn_reaches_into_the_next(copy: Copy) -> Found:
    who = copy.choose(PEOPLE)
    edition, *_ = copy.place(copy.segment(who, "trial on the side"))
    copy.sql('UPDATE turns SET "end" = "end" + 9 WHERE edition = ? AND ordinal = 2', edition)
    return {("turns-overlap", f"talk-{who}")}


@flaw
def somebody_of_a_firm_becomes_an_officer(copy: Copy) -> Found:
    person = copy.person()
    office = next(g.id for g in copy.before.groups if not g.has_cases)
    copy.sql('UPDATE participants SET "group" = ? WHERE id = ?', office, person.id)
    after = {("head-count", "draft"), ("role-unknown", "O-1"), ("role-unknown", "O-2")}
    return {("case-and-group-differ", person.pseudonym), *after, *JOURNAL}


@flaw
def a_judgement_is_deleted(copy: Copy) -> Found:
    (number,) = copy.codings(copy.choose(KEYWORDS), copy.choose(ONCE))
    copy.sql("DELETE FROM codings WHERE id = ?", number)
    return JOURNAL


@flaw
def a_judgement_is_slipped_in(copy: Copy) -> Found:
    number = copy.segment(copy.choose(ONCE), "plans shown early")
    columns = "id, uid, coder, code, segment, assisted, unreviewed"
    code = copy.codes["trial on the side"]
    copy.sql(f"INSERT INTO codings ({columns}) VALUES (999, 'x', 1, ?, ?, 0, 0)", code, number)
    return JOURNAL


@flaw
def the_end_of_a_double_coding_is_moved(copy: Copy) -> Found:
    copy.sql("UPDATE double_codings SET first_done = '2026-03-03T00:00:00+00:00'")
    return JOURNAL


@flaw
def a_count_of_the_journal_is_edited(copy: Copy) -> Found:
    entry, seq = copy.one("SELECT entry, seq FROM changes WHERE \"table\" = 'turns' LIMIT 1")
    copy.sql("UPDATE changes SET count = count - 1 WHERE entry = ? AND seq = ?", entry, seq)
    return JOURNAL


@flaw
def a_line_of_the_journal_is_deleted(copy: Copy) -> Found:
    lines = "SELECT max(entry) FROM changes WHERE \"table\" = 'evidence'"
    copy.sql(f"DELETE FROM changes WHERE entry = ({lines}) AND seq = ?", copy.choose(range(1, 9)))
    return JOURNAL


@flaw
def the_newest_entry_is_cut_off(copy: Copy) -> Found:
    copy.sql("DELETE FROM changes WHERE entry = ?", copy.before.n)
    copy.sql("DELETE FROM entries WHERE n = ?", copy.before.n)
    return JOURNAL


@flaw
def an_entry_is_dated_back(copy: Copy) -> Found:
    number = copy.choose(range(2, copy.before.n + 1))
    copy.sql("UPDATE entries SET at = '2020-01-01T00:00:00+00:00' WHERE n = ?", number)
    return JOURNAL


@flaw
def what_the_journal_says_was_changed_is_changed(copy: Copy) -> Found:
    row = copy.one("SELECT entry, seq FROM changes WHERE op = 'update' ORDER BY entry DESC LIMIT 1")
    copy.sql("UPDATE changes SET after = '{\"outcome\": 7}' WHERE entry = ? AND seq = ?", *row)
    return JOURNAL


@flaw
def a_line_of_the_journal_is_no_line_that_crosscase_writes(copy: Copy) -> Found:
    column, value = copy.choose(
        [("count", 10**15), ("table", "nothing"), ("row", "first"), ("before", "{"), ("op", "?")]
    )
    row = copy.one("SELECT entry, seq FROM changes WHERE op = 'update' ORDER BY entry DESC LIMIT 1")
    copy.sql("UPDATE changes SET op = 'insert' WHERE entry = ? AND seq = ?", *row)
    copy.sql(f'UPDATE changes SET "{column}" = ? WHERE entry = ? AND seq = ?', value, *row)
    return JOURNAL


@flaw
def an_entry_has_no_day(copy: Copy) -> Found:
    number = copy.choose(range(2, copy.before.n))
    copy.sql("UPDATE entries SET at = 'some day' WHERE n = ?", number)
    return JOURNAL


@flaw
def a_value_is_edited_that_no_entry_changed(copy: Copy) -> Found:
    (number,) = copy.codings(copy.choose(KEYWORDS), copy.choose(ONCE))
    statement = copy.choose(
        [
            "UPDATE ratings SET value = value + 0.25 WHERE id = (SELECT min(id) FROM ratings)",
            "UPDATE evidence SET kind = 'observed fact' WHERE id = (SELECT max(id) FROM evidence)",
            f"UPDATE codings SET assisted = 1 WHERE id = {number}",
            "UPDATE predictions SET expected = 'theoretical'",
        ]
    )
    copy.sql(statement)
    return JOURNAL
