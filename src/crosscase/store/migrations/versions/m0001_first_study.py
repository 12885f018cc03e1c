"""The first study: every noun of the design, the journal and its texts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "counters",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index("ix_suggestions_about", "suggestions", ["about"], unique=False)
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
    )
    op.create_table(
        "attributes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name"], ["texts.id"], name=op.f("fk_attributes_name")),
        sa.ForeignKeyConstraint(["value"], ["texts.id"], name=op.f("fk_attributes_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributes")),
        sa.UniqueConstraint("uid", name=op.f("uq_attributes_uid")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name"], ["texts.id"], name=op.f("fk_cases_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("uid", name=op.f("uq_cases_uid")),
    )
    op.create_table(
        "coders",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name"], ["texts.id"], name=op.f("fk_coders_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coders")),
        sa.UniqueConstraint("uid", name=op.f("uq_coders_uid")),
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("sign", sa.String(), nullable=False),
        sa.Column("definition", sa.Integer(), nullable=False),
        sa.Column("include", sa.Integer(), nullable=False),
        sa.Column("exclude", sa.Integer(), nullable=False),
        sa.Column("example", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("dimensions", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["definition"], ["texts.id"], name=op.f("fk_codes_definition")),
        sa.ForeignKeyConstraint(["dimensions"], ["texts.id"], name=op.f("fk_codes_dimensions")),
        sa.ForeignKeyConstraint(["example"], ["texts.id"], name=op.f("fk_codes_example")),
        sa.ForeignKeyConstraint(["exclude"], ["texts.id"], name=op.f("fk_codes_exclude")),
        sa.ForeignKeyConstraint(["include"], ["texts.id"], name=op.f("fk_codes_include")),
        sa.ForeignKeyConstraint(["name"], ["texts.id"], name=op.f("fk_codes_name")),
        sa.ForeignKeyConstraint(["reference"], ["texts.id"], name=op.f("fk_codes_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sa.UniqueConstraint("uid", name=op.f("uq_codes_uid")),
    )
    op.create_table(
        "entries",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["coder"], ["texts.id"], name=op.f("fk_entries_coder")),
        sa.ForeignKeyConstraint(["undoes"], ["entries.n"], name=op.f("fk_entries_undoes")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_entries_why")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_entries")),
        sa.UniqueConstraint("uid", name=op.f("uq_entries_uid")),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["value"], ["texts.id"], name=op.f("fk_facts_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
        sa.UniqueConstraint("uid", name=op.f("uq_facts_uid")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("has_cases", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["label"], ["texts.id"], name=op.f("fk_groups_label")),
        sa.ForeignKeyConstraint(["name"], ["texts.id"], name=op.f("fk_groups_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("uid", name=op.f("uq_groups_uid")),
    )
    op.create_table(
        "noticed",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["file"], ["texts.id"], name=op.f("fk_noticed_file")),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], name=op.f("fk_noticed_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticed")),
        sa.UniqueConstraint("uid", name=op.f("uq_noticed_uid")),
    )
    op.create_table(
        "recommendations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], name=op.f("fk_recommendations_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint("uid", name=op.f("uq_recommendations_uid")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("date", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["date"], ["texts.id"], name=op.f("fk_sources_date")),
        sa.ForeignKeyConstraint(["name"], ["texts.id"], name=op.f("fk_sources_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("uid", name=op.f("uq_sources_uid")),
    )
    op.create_table(
        "text_people",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], name=op.f("fk_text_people_text")),
        sa.PrimaryKeyConstraint("text", "participant", name=op.f("pk_text_people")),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("keyword", sa.Integer(), nullable=False),
        sa.Column("to", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_assignments_coder")),
        sa.ForeignKeyConstraint(["keyword"], ["codes.id"], name=op.f("fk_assignments_keyword")),
        sa.ForeignKeyConstraint(["to"], ["codes.id"], name=op.f("fk_assignments_to")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_assignments_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("uid", name=op.f("uq_assignments_uid")),
    )
    op.create_table(
        "changes",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("op", sa.String(length=6), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["entries.n"], name=op.f("fk_changes_entry")),
        sa.PrimaryKeyConstraint("entry", "seq", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_row", "changes", ["table", "row"], unique=False)
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("original", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["original"], ["editions.id"], name=op.f("fk_editions_original")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_editions_source")),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], name=op.f("fk_editions_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("uid", name=op.f("uq_editions_uid")),
    )
    op.create_index("ix_editions_source", "editions", ["source"], unique=False)
    op.create_table(
        "memos",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("date", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_memos_coder")),
        sa.ForeignKeyConstraint(["date"], ["texts.id"], name=op.f("fk_memos_date")),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], name=op.f("fk_memos_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memos")),
        sa.UniqueConstraint("uid", name=op.f("uq_memos_uid")),
    )
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("keyword", sa.Integer(), nullable=False),
        sa.Column("into", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_merges_coder")),
        sa.ForeignKeyConstraint(["into"], ["codes.id"], name=op.f("fk_merges_into")),
        sa.ForeignKeyConstraint(["keyword"], ["codes.id"], name=op.f("fk_merges_keyword")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_merges_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
        sa.UniqueConstraint("uid", name=op.f("uq_merges_uid")),
    )
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("pseudonym", sa.Integer(), nullable=False),
        sa.Column("group", sa.Integer(), nullable=True),
        sa.Column("case", sa.Integer(), nullable=True),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("recruited", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_participants_case")),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_participants_group")),
        sa.ForeignKeyConstraint(
            ["pseudonym"], ["texts.id"], name=op.f("fk_participants_pseudonym")
        ),
        sa.ForeignKeyConstraint(
            ["recruited"], ["texts.id"], name=op.f("fk_participants_recruited")
        ),
        sa.ForeignKeyConstraint(["role"], ["texts.id"], name=op.f("fk_participants_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("uid", name=op.f("uq_participants_uid")),
    )
    op.create_table(
        "propositions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("to", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("condition", sa.Integer(), nullable=False),
        sa.Column("via", sa.Integer(), nullable=True),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["condition"], ["texts.id"], name=op.f("fk_propositions_condition")
        ),
        sa.ForeignKeyConstraint(["label"], ["texts.id"], name=op.f("fk_propositions_label")),
        sa.ForeignKeyConstraint(
            ["parent"], ["propositions.id"], name=op.f("fk_propositions_parent")
        ),
        sa.ForeignKeyConstraint(["section"], ["texts.id"], name=op.f("fk_propositions_section")),
        sa.ForeignKeyConstraint(
            ["statement"], ["texts.id"], name=op.f("fk_propositions_statement")
        ),
        sa.ForeignKeyConstraint(["to"], ["codes.id"], name=op.f("fk_propositions_to")),
        sa.ForeignKeyConstraint(["via"], ["codes.id"], name=op.f("fk_propositions_via")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_propositions")),
        sa.UniqueConstraint("uid", name=op.f("uq_propositions_uid")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("group", sa.Integer(), nullable=True),
        sa.Column("equivalent", sa.Integer(), nullable=False),
        sa.Column("is_list", sa.Boolean(), nullable=False),
        sa.Column("at_most", sa.Integer(), nullable=True),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["equivalent"], ["texts.id"], name=op.f("fk_questions_equivalent")),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_questions_group")),
        sa.ForeignKeyConstraint(["label"], ["texts.id"], name=op.f("fk_questions_label")),
        sa.ForeignKeyConstraint(["wording"], ["texts.id"], name=op.f("fk_questions_wording")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("uid", name=op.f("uq_questions_uid")),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=True),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name=op.f("fk_answers_edition")),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name=op.f("fk_answers_participant")
        ),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_answers_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("uid", name=op.f("uq_answers_uid")),
    )
    op.create_table(
        "causes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("proposition", sa.Integer(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["codes.id"], name=op.f("fk_causes_code")),
        sa.ForeignKeyConstraint(
            ["proposition"], ["propositions.id"], name=op.f("fk_causes_proposition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_causes")),
        sa.UniqueConstraint("uid", name=op.f("uq_causes_uid")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("date", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["date"], ["texts.id"], name=op.f("fk_consents_date")),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name=op.f("fk_consents_participant")
        ),
        sa.ForeignKeyConstraint(["version"], ["texts.id"], name=op.f("fk_consents_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("uid", name=op.f("uq_consents_uid")),
    )
    op.create_table(
        "grounds",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("recommendation", sa.Integer(), nullable=False),
        sa.Column("proposition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposition"], ["propositions.id"], name=op.f("fk_grounds_proposition")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendations.id"], name=op.f("fk_grounds_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grounds")),
        sa.UniqueConstraint("uid", name=op.f("uq_grounds_uid")),
    )
    op.create_table(
        "predictions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("proposition", sa.Integer(), nullable=False),
        sa.Column("case", sa.Integer(), nullable=False),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("post_hoc", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_predictions_case")),
        sa.ForeignKeyConstraint(
            ["proposition"], ["propositions.id"], name=op.f("fk_predictions_proposition")
        ),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_predictions_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_predictions")),
        sa.UniqueConstraint("uid", name=op.f("uq_predictions_uid")),
    )
    op.create_table(
        "presences",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name=op.f("fk_presences_participant")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_presences_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presences")),
        sa.UniqueConstraint("uid", name=op.f("uq_presences_uid")),
    )
    op.create_table(
        "prompts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["codes.id"], name=op.f("fk_prompts_code")),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_prompts_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
        sa.UniqueConstraint("uid", name=op.f("uq_prompts_uid")),
    )
    op.create_table(
        "segments",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name=op.f("fk_segments_edition")),
        sa.ForeignKeyConstraint(["quote"], ["texts.id"], name=op.f("fk_segments_quote")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
        sa.UniqueConstraint("uid", name=op.f("uq_segments_uid")),
    )
    op.create_index("ix_segments_edition", "segments", ["edition", "start", "end"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["label"], ["texts.id"], name=op.f("fk_speakers_label")),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name=op.f("fk_speakers_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
        sa.UniqueConstraint("uid", name=op.f("uq_speakers_uid")),
    )
    op.create_table(
        "codings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("assisted", sa.Boolean(), nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["codes.id"], name=op.f("fk_codings_code")),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_codings_coder")),
        sa.ForeignKeyConstraint(["segment"], ["segments.id"], name=op.f("fk_codings_segment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
        sa.UniqueConstraint("uid", name=op.f("uq_codings_uid")),
    )
    op.create_index("uq_codings_judgement", "codings", ["segment", "code", "coder"], unique=True)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_decisions_coder")),
        sa.ForeignKeyConstraint(["proposal"], ["texts.id"], name=op.f("fk_decisions_proposal")),
        sa.ForeignKeyConstraint(["segment"], ["segments.id"], name=op.f("fk_decisions_segment")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_decisions_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("uid", name=op.f("uq_decisions_uid")),
    )
    op.create_table(
        "discards",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_discards_coder")),
        sa.ForeignKeyConstraint(["segment"], ["segments.id"], name=op.f("fk_discards_segment")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_discards_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discards")),
        sa.UniqueConstraint("uid", name=op.f("uq_discards_uid")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("proposition", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("case", sa.Integer(), nullable=True),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_evidence_case")),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_evidence_coder")),
        sa.ForeignKeyConstraint(
            ["proposition"], ["propositions.id"], name=op.f("fk_evidence_proposition")
        ),
        sa.ForeignKeyConstraint(["segment"], ["segments.id"], name=op.f("fk_evidence_segment")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_evidence_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("uid", name=op.f("uq_evidence_uid")),
    )
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("case", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_ratings_case")),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_ratings_coder")),
        sa.ForeignKeyConstraint(["segment"], ["segments.id"], name=op.f("fk_ratings_segment")),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_ratings_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("uid", name=op.f("uq_ratings_uid")),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("begin", sa.Float(), nullable=True),
        sa.Column("finish", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name=op.f("fk_turns_edition")),
        sa.ForeignKeyConstraint(["speaker"], ["speakers.id"], name=op.f("fk_turns_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
        sa.UniqueConstraint("uid", name=op.f("uq_turns_uid")),
    )
    op.create_index("ix_turns_edition", "turns", ["edition"], unique=False)
