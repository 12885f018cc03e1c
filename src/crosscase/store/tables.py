"""Every table of the research, and which value each keeps."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from crosscase.domain import (
    codebook,
    codings,
    design,
    double_coding,
    framework,
    listening,
    people,
    questions,
    sources,
    speech,
    theory,
)
from crosscase.store import theory_tables
from crosscase.store.columns import noun, to, words

facts = noun("facts", Column("key", String, nullable=False), words("value"))
noticed = noun(
    "noticed",
    Column("code", String, nullable=False),
    Column("severity", String, nullable=False),
    words("text"),
    words("file"),
    Column("line", Integer),
)
coders = noun("coders", words("name"))
groups = noun("groups", words("name"), words("label"), Column("has_cases", Boolean, nullable=False))
cases = noun("cases", words("name"))
participants = noun(
    "participants",
    words("pseudonym"),
    to("group", "groups", needed=False),
    to("case", "cases", needed=False),
    words("role"),
    words("recruited"),
)
attributes = noun(
    "attributes",
    Column("about", String, nullable=False),
    Column("of", Integer, nullable=False),
    words("name"),
    words("value"),
)
consents = noun(
    "consents",
    to("participant", "participants"),
    Column("use", String, nullable=False),
    Column("allowed", Boolean, nullable=False),
    words("date"),
    words("version"),
)
sources_table = noun(
    "sources",
    words("name"),
    Column("kind", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("language", String, nullable=False),
    words("date"),
    Column("minutes", Float),
)
presences = noun("presences", to("source", "sources"), to("participant", "participants"))
editions = noun(
    "editions",
    to("source", "sources"),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String, nullable=False),
    words("text"),
    Column("sealed", Boolean, nullable=False),
    to("original", "editions", needed=False),
    Index("ix_editions_source", "source"),
)
speakers = noun(
    "speakers",
    words("label"),
    Column("role", String, nullable=False),
    to("participant", "participants", needed=False),
)
turns = noun(
    "turns",
    to("edition", "editions"),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    to("speaker", "speakers", needed=False),
    Column("line", Integer),
    Column("begin", Float),
    Column("finish", Float),
    Index("ix_turns_edition", "edition"),
)
word_times = noun("word_times", to("turn", "turns"), Column("marks", Text, nullable=False))
rereadings = noun(
    "rereadings",
    to("source", "sources"),
    to("coder", "coders"),
    Column("at", String, nullable=False),
)
questions_table = noun(
    "questions",
    words("label"),
    words("wording"),
    to("group", "groups", needed=False),
    words("equivalent"),
    Column("is_list", Boolean, nullable=False),
    Column("at_most", Integer),
    Column("sensitive", Boolean, nullable=False),
)
codes = noun(
    "codes",
    Column("kind", String, nullable=False),
    words("name"),
    Column("origin", String, nullable=False),
    Column("role", String, nullable=False),
    Column("sign", String, nullable=False),
    words("definition"),
    words("include"),
    words("exclude"),
    words("example"),
    words("reference"),
    words("dimensions"),
    Column("colour", String, nullable=False),
)
prompts = noun("prompts", to("question", "questions"), to("code", "codes"))
answers = noun(
    "answers",
    to("edition", "editions"),
    to("question", "questions"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    to("participant", "participants", needed=False),
    Column("denied", Boolean, nullable=False),
    Column("unreviewed", Boolean, nullable=False),
)
segments = noun(
    "segments",
    to("edition", "editions"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    words("quote"),
    Column("unit", Boolean, nullable=False),
    Index("ix_segments_edition", "edition", "start", "end"),
)
codings_table = noun(
    "codings",
    to("coder", "coders"),
    to("code", "codes"),
    to("segment", "segments"),
    Column("assisted", Boolean, nullable=False),
    Column("unreviewed", Boolean, nullable=False),
    Index("uq_codings_judgement", "segment", "code", "coder", unique=True),
)
discards = noun(
    "discards",
    to("coder", "coders"),
    to("segment", "segments"),
    words("why"),
    Column("unreviewed", Boolean, nullable=False),
)
decisions = noun(
    "decisions",
    to("coder", "coders"),
    Column("about", String, nullable=False),
    Column("verdict", String, nullable=False),
    words("proposal"),
    Column("score", Float, nullable=False),
    Column("engine", String, nullable=False),
    to("segment", "segments", needed=False),
    Column("by_rule", Boolean, nullable=False),
    words("why"),
)
merges = noun(
    "merges",
    to("keyword", "codes"),
    to("into", "codes"),
    to("coder", "coders"),
    words("why"),
    Column("unreviewed", Boolean, nullable=False),
)
assignments = noun(
    "assignments",
    to("keyword", "codes"),
    to("to", "codes"),
    to("coder", "coders"),
    words("why"),
    Column("unreviewed", Boolean, nullable=False),
)
double_codings = noun(
    "double_codings",
    Column("unit", String, nullable=False),
    to("first", "coders"),
    to("second", "coders"),
    Column("drawn_by", String, nullable=False),
    Column("share", Float, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("frozen_at", String, nullable=False),
    Column("first_done", String, nullable=False),
    Column("second_done", String, nullable=False),
    Column("last_coding", Integer, nullable=False),
)
double_units = noun(
    "double_units",
    to("double_coding", "double_codings"),
    to("segment", "segments"),
    Index("ix_double_units_segment", "segment"),
)
negotiations = noun(
    "negotiations",
    to("double_unit", "double_units"),
    Column("outcome", String, nullable=False),
    words("why"),
    to("coder", "coders"),
    Column("at", String, nullable=False),
)
memos = noun(
    "memos",
    Column("kind", String, nullable=False),
    words("text"),
    to("coder", "coders", needed=False),
    Column("about", String, nullable=False),
    Column("of", Integer),
    words("date"),
)

NOUNS: dict[type, Table] = {
    design.Fact: facts,
    design.Noticed: noticed,
    codings.Coder: coders,
    people.Group: groups,
    people.Case: cases,
    people.Participant: participants,
    people.Attribute: attributes,
    people.Consent: consents,
    sources.Source: sources_table,
    sources.Presence: presences,
    sources.Edition: editions,
    sources.Speaker: speakers,
    sources.Turn: turns,
    speech.WordTimes: word_times,
    listening.Reread: rereadings,
    questions.Question: questions_table,
    codebook.Code: codes,
    questions.Prompt: prompts,
    questions.Answer: answers,
    sources.Segment: segments,
    codings.Coding: codings_table,
    codings.Discard: discards,
    codings.Decision: decisions,
    codebook.Merge: merges,
    codebook.Assignment: assignments,
    double_coding.DoubleCoding: double_codings,
    double_coding.DoubleUnit: double_units,
    double_coding.Negotiated: negotiations,
    codings.Memo: memos,
    theory.Proposition: theory_tables.propositions,
    theory.Cause: theory_tables.causes,
    theory.Evidence: theory_tables.evidence,
    theory.Rival: theory_tables.rivals,
    theory.RivalEvidence: theory_tables.rival_evidence,
    theory.Override: theory_tables.overrides,
    framework.Summary: theory_tables.summaries,
    framework.SummaryQuote: theory_tables.summary_quotes,
    theory.Rating: theory_tables.ratings,
    theory.Prediction: theory_tables.predictions,
    theory.Recommendation: theory_tables.recommendations,
    theory.Ground: theory_tables.grounds,
}
"""Which table keeps which value: the fields of a value are the columns of its table."""
