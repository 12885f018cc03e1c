"""The tables of what a study claims: propositions, rivals, evidence, summaries, ratings, advice."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, String

from crosscase.store.columns import noun, to, words

propositions = noun(
    "propositions",
    words("label"),
    words("statement"),
    to("to", "codes"),
    Column("direction", String, nullable=False),
    Column("shape", String, nullable=False),
    words("condition"),
    to("via", "codes", needed=False),
    to("parent", "propositions", needed=False),
    words("section"),
)
causes = noun("causes", to("proposition", "propositions"), to("code", "codes"))
evidence = noun(
    "evidence",
    to("proposition", "propositions"),
    Column("stance", String, nullable=False),
    Column("kind", String, nullable=False),
    to("coder", "coders"),
    to("segment", "segments", needed=False),
    to("case", "cases", needed=False),
    words("why"),
    Column("unreviewed", Boolean, nullable=False),
)
rivals = noun("rivals", to("proposition", "propositions"), words("label"), words("statement"))
rival_evidence = noun(
    "rival_evidence",
    to("rival", "rivals"),
    Column("stance", String, nullable=False),
    Column("kind", String, nullable=False),
    to("coder", "coders"),
    to("segment", "segments", needed=False),
    to("case", "cases", needed=False),
    words("why"),
)
overrides = noun(
    "overrides",
    to("proposition", "propositions"),
    to("case", "cases"),
    Column("replication", String, nullable=False),
    to("coder", "coders"),
    words("why"),
)
summaries = noun(
    "summaries",
    to("code", "codes"),
    to("coder", "coders"),
    words("text"),
    to("case", "cases", needed=False),
    to("participant", "participants", needed=False),
    words("date"),
    Column("lost", Integer, nullable=False),
)
summary_quotes = noun("summary_quotes", to("summary", "summaries"), to("segment", "segments"))
ratings = noun(
    "ratings",
    to("case", "cases"),
    Column("value", Float, nullable=False),
    to("coder", "coders"),
    to("segment", "segments", needed=False),
    words("why"),
)
predictions = noun(
    "predictions",
    to("proposition", "propositions"),
    to("case", "cases"),
    Column("expected", String, nullable=False),
    words("why"),
    Column("post_hoc", Boolean, nullable=False),
)
recommendations = noun("recommendations", words("text"))
grounds = noun(
    "grounds", to("recommendation", "recommendations"), to("proposition", "propositions")
)
