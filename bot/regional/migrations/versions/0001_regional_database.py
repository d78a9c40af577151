"""The regional database: places, occupations, forecasts, education, salaries, employers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "data_loads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file", sa.String(length=300), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_loads")),
    )
    op.create_index(op.f("ix_data_loads_checksum"), "data_loads", ["checksum"], unique=False)
    op.create_index(op.f("ix_data_loads_kind"), "data_loads", ["kind"], unique=False)
    op.create_table(
        "education_levels",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("label_sv", sa.String(length=80), nullable=False),
        sa.Column("label_en", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education_levels")),
    )
    op.create_table(
        "place_aliases",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_aliases")),
    )
    op.create_table(
        "sni_codes",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_sni_codes")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("publisher", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("licence", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "terms",
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("row_id", sa.String(length=90), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("entity", "row_id", "language", "text", name=op.f("pk_terms")),
    )
    op.create_table(
        "counties",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_short", sa.String(length=60), nullable=False),
        sa.Column("residence_city", sa.String(length=60), nullable=False),
        sa.Column("region_name", sa.String(length=60), nullable=False),
        sa.Column("nuts1", sa.String(length=3), nullable=False),
        sa.Column("nuts2", sa.String(length=4), nullable=False),
        sa.Column("nuts3", sa.String(length=5), nullable=False),
        sa.Column("jobtech_region_id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_counties_source_id_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_counties")),
    )
    op.create_index(op.f("ix_counties_nuts2"), "counties", ["nuts2"], unique=False)
    op.create_index(op.f("ix_counties_source_id"), "counties", ["source_id"], unique=False)
    op.create_table(
        "employers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("org_number", sa.String(length=10), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("note_source_id", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["note_source_id"], ["sources.id"], name=op.f("fk_employers_note_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employers")),
        sa.UniqueConstraint("org_number", name=op.f("uq_employers_org_number")),
    )
    op.create_index(op.f("ix_employers_name_key"), "employers", ["name_key"], unique=False)
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("barometer_key", sa.String(length=170), nullable=False),
        sa.Column("barometer_id", sa.String(length=20), nullable=False),
        sa.Column("barometer_name", sa.String(length=160), nullable=False),
        sa.Column("barometer_note", sa.Text(), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("area_code", sa.String(length=2), nullable=False),
        sa.Column("round", sa.String(length=6), nullable=False),
        sa.Column("ssyk_codes", sa.String(length=120), nullable=False),
        sa.Column("ssyk_name", sa.Text(), nullable=False),
        sa.Column("ssyk_count", sa.Integer(), nullable=False),
        sa.Column("part_of_ssyk", sa.Boolean(), nullable=False),
        sa.Column("opportunities", sa.String(length=20), nullable=True),
        sa.Column("situation", sa.String(length=20), nullable=True),
        sa.Column("outlook", sa.String(length=20), nullable=True),
        sa.Column("paradox_reasons", sa.String(length=120), nullable=False),
        sa.Column("text_opportunities", sa.Text(), nullable=False),
        sa.Column("text_situation", sa.Text(), nullable=False),
        sa.Column("widest_basis", sa.String(length=20), nullable=True),
        sa.Column("basis_share", sa.String(length=10), nullable=True),
        sa.Column("taxonomy_version", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_forecasts_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecasts")),
        sa.UniqueConstraint(
            "barometer_key", "area_code", "round", name=op.f("uq_forecasts_barometer_key_area_code_round")
        ),
    )
    op.create_index("ix_forecasts_area_round_situation", "forecasts", ["area_code", "round", "situation"], unique=False)
    op.create_index(op.f("ix_forecasts_barometer_id"), "forecasts", ["barometer_id"], unique=False)
    op.create_index(op.f("ix_forecasts_barometer_name"), "forecasts", ["barometer_name"], unique=False)
    op.create_index(op.f("ix_forecasts_source_id"), "forecasts", ["source_id"], unique=False)
    op.create_table(
        "industries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name_sv", sa.String(length=80), nullable=False),
        sa.Column("name_easy", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("facts_sv", sa.Text(), nullable=False),
        sa.Column("facts_easy", sa.Text(), nullable=False),
        sa.Column("facts_en", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_industries_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_industries")),
    )
    op.create_index(op.f("ix_industries_source_id"), "industries", ["source_id"], unique=False)
    op.create_table(
        "interests",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("label_sv", sa.String(length=80), nullable=False),
        sa.Column("label_en", sa.String(length=80), nullable=False),
        sa.Column("riasec", sa.String(length=3), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_interests_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interests")),
    )
    op.create_index(op.f("ix_interests_source_id"), "interests", ["source_id"], unique=False)
    op.create_table(
        "place_alias_targets",
        sa.Column("alias_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["place_aliases.id"], name=op.f("fk_place_alias_targets_alias_id_place_aliases")
        ),
        sa.PrimaryKeyConstraint("alias_id", "kind", "code", name=op.f("pk_place_alias_targets")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("orientation_code", sa.String(length=10), nullable=False),
        sa.Column("name_sv", sa.String(length=160), nullable=False),
        sa.Column("orientation_sv", sa.String(length=160), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=False),
        sa.Column("length", sa.String(length=40), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("in_industry", sa.Boolean(), nullable=False),
        sa.Column("note_sv", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_programmes_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_index(op.f("ix_programmes_code"), "programmes", ["code"], unique=False)
    op.create_index(op.f("ix_programmes_retired_on"), "programmes", ["retired_on"], unique=False)
    op.create_index(op.f("ix_programmes_source_id"), "programmes", ["source_id"], unique=False)
    op.create_table(
        "salaries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=6), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sex", sa.String(length=6), nullable=False),
        sa.Column("area_code", sa.String(length=4), nullable=False),
        sa.Column("statistic", sa.String(length=24), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("monthly_sek", sa.Integer(), nullable=True),
        sa.Column("hourly_sek", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_salaries_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_salaries")),
        sa.UniqueConstraint(
            "level",
            "code",
            "sex",
            "area_code",
            "statistic",
            "period",
            "source_id",
            name=op.f("uq_salaries_level_code_sex_area_code_statistic_period_source_id"),
        ),
    )
    op.create_index(op.f("ix_salaries_code"), "salaries", ["code"], unique=False)
    op.create_index(op.f("ix_salaries_retired_on"), "salaries", ["retired_on"], unique=False)
    op.create_index(op.f("ix_salaries_source_id"), "salaries", ["source_id"], unique=False)
    op.create_table(
        "county_neighbours",
        sa.Column("county_code", sa.String(length=2), nullable=False),
        sa.Column("neighbour_code", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_code"], ["counties.code"], name=op.f("fk_county_neighbours_county_code_counties")
        ),
        sa.ForeignKeyConstraint(
            ["neighbour_code"], ["counties.code"], name=op.f("fk_county_neighbours_neighbour_code_counties")
        ),
        sa.PrimaryKeyConstraint("county_code", "neighbour_code", name=op.f("pk_county_neighbours")),
    )
    op.create_table(
        "industry_sni",
        sa.Column("industry_id", sa.String(length=40), nullable=False),
        sa.Column("sni_code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["industry_id"], ["industries.id"], name=op.f("fk_industry_sni_industry_id_industries")
        ),
        sa.ForeignKeyConstraint(["sni_code"], ["sni_codes.code"], name=op.f("fk_industry_sni_sni_code_sni_codes")),
        sa.PrimaryKeyConstraint("industry_id", "sni_code", name=op.f("pk_industry_sni")),
    )
    op.create_table(
        "municipalities",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_official", sa.String(length=80), nullable=False),
        sa.Column("county_code", sa.String(length=2), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["county_code"], ["counties.code"], name=op.f("fk_municipalities_county_code_counties")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_municipalities_source_id_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipalities")),
    )
    op.create_index(op.f("ix_municipalities_county_code"), "municipalities", ["county_code"], unique=False)
    op.create_index(op.f("ix_municipalities_source_id"), "municipalities", ["source_id"], unique=False)
    op.create_table(
        "occupations",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("described", sa.Boolean(), nullable=False),
        sa.Column("ssyk", sa.String(length=4), nullable=False),
        sa.Column("ssyk_name", sa.String(length=160), nullable=False),
        sa.Column("label_sv", sa.String(length=120), nullable=False),
        sa.Column("label_plural_sv", sa.String(length=120), nullable=False),
        sa.Column("label_en", sa.String(length=120), nullable=False),
        sa.Column("label_plural_en", sa.String(length=120), nullable=False),
        sa.Column("industry_id", sa.String(length=40), nullable=True),
        sa.Column("riasec", sa.String(length=3), nullable=False),
        sa.Column("jobtech_ssyk4_id", sa.String(length=20), nullable=False),
        sa.Column("jobtech_occupation_name", sa.String(length=160), nullable=False),
        sa.Column("jobtech_occupation_id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["industry_id"], ["industries.id"], name=op.f("fk_occupations_industry_id_industries")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_occupations_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupations")),
    )
    op.create_index(op.f("ix_occupations_industry_id"), "occupations", ["industry_id"], unique=False)
    op.create_index(op.f("ix_occupations_retired_on"), "occupations", ["retired_on"], unique=False)
    op.create_index(op.f("ix_occupations_source_id"), "occupations", ["source_id"], unique=False)
    op.create_index(op.f("ix_occupations_ssyk"), "occupations", ["ssyk"], unique=False)
    op.create_table(
        "programme_links",
        sa.Column("programme_id", sa.String(length=60), nullable=False),
        sa.Column("ssyk", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_links_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("programme_id", "ssyk", name=op.f("pk_programme_links")),
    )
    op.create_index(op.f("ix_programme_links_ssyk"), "programme_links", ["ssyk"], unique=False)
    op.create_table(
        "education_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("step_order", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("length", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_education_steps_occupation_id_occupations")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_education_steps_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education_steps")),
        sa.UniqueConstraint(
            "occupation_id", "step_order", "name", name=op.f("uq_education_steps_occupation_id_step_order_name")
        ),
    )
    op.create_index(op.f("ix_education_steps_occupation_id"), "education_steps", ["occupation_id"], unique=False)
    op.create_index(op.f("ix_education_steps_retired_on"), "education_steps", ["retired_on"], unique=False)
    op.create_index(op.f("ix_education_steps_source_id"), "education_steps", ["source_id"], unique=False)
    op.create_table(
        "interest_occupations",
        sa.Column("interest_id", sa.String(length=60), nullable=False),
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interests.id"], name=op.f("fk_interest_occupations_interest_id_interests")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_interest_occupations_occupation_id_occupations")
        ),
        sa.PrimaryKeyConstraint("interest_id", "occupation_id", name=op.f("pk_interest_occupations")),
    )
    op.create_table(
        "occupation_barometers",
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("barometer_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_occupation_barometers_occupation_id_occupations")
        ),
        sa.PrimaryKeyConstraint("occupation_id", "name", name=op.f("pk_occupation_barometers")),
    )
    op.create_index(
        op.f("ix_occupation_barometers_barometer_id"), "occupation_barometers", ["barometer_id"], unique=False
    )
    op.create_table(
        "occupation_descriptions",
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("variant", sa.String(length=4), nullable=False),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("tools", sa.Text(), nullable=False),
        sa.Column("environment", sa.Text(), nullable=False),
        sa.Column("thrives", sa.Text(), nullable=False),
        sa.Column("misunderstandings", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_occupation_descriptions_occupation_id_occupations")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_occupation_descriptions_source_id_sources")
        ),
        sa.PrimaryKeyConstraint("occupation_id", "variant", name=op.f("pk_occupation_descriptions")),
    )
    op.create_index(
        op.f("ix_occupation_descriptions_source_id"), "occupation_descriptions", ["source_id"], unique=False
    )
    op.create_table(
        "occupation_industries",
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("industry_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["industry_id"], ["industries.id"], name=op.f("fk_occupation_industries_industry_id_industries")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_occupation_industries_occupation_id_occupations")
        ),
        sa.PrimaryKeyConstraint("occupation_id", "industry_id", name=op.f("pk_occupation_industries")),
    )
    op.create_index(
        op.f("ix_occupation_industries_industry_id"), "occupation_industries", ["industry_id"], unique=False
    )
    op.create_table(
        "occupation_interests",
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_occupation_interests_occupation_id_occupations")
        ),
        sa.PrimaryKeyConstraint("occupation_id", "text", name=op.f("pk_occupation_interests")),
    )
    op.create_table(
        "occupation_kin",
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.Column("kin_id", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kin_id"], ["occupations.id"], name=op.f("fk_occupation_kin_kin_id_occupations")),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_occupation_kin_occupation_id_occupations")
        ),
        sa.PrimaryKeyConstraint("occupation_id", "kin_id", name=op.f("pk_occupation_kin")),
    )
    op.create_table(
        "offerings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.String(length=60), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("provider", sa.String(length=160), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_offerings_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_offerings_programme_id_programmes")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_offerings_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offerings")),
        sa.UniqueConstraint(
            "programme_id",
            "municipality_code",
            "provider",
            name=op.f("uq_offerings_programme_id_municipality_code_provider"),
        ),
    )
    op.create_index(op.f("ix_offerings_municipality_code"), "offerings", ["municipality_code"], unique=False)
    op.create_index(op.f("ix_offerings_programme_id"), "offerings", ["programme_id"], unique=False)
    op.create_index(op.f("ix_offerings_retired_on"), "offerings", ["retired_on"], unique=False)
    op.create_index(op.f("ix_offerings_source_id"), "offerings", ["source_id"], unique=False)
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("industry_id", sa.String(length=40), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "quality",
            sa.Enum(
                "official",
                "secondary",
                "general",
                "unconfirmed",
                "demo",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employers.id"], name=op.f("fk_sites_employer_id_employers")),
        sa.ForeignKeyConstraint(["industry_id"], ["industries.id"], name=op.f("fk_sites_industry_id_industries")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sites_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_sites_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("employer_id", "municipality_code", name=op.f("uq_sites_employer_id_municipality_code")),
    )
    op.create_index(op.f("ix_sites_employer_id"), "sites", ["employer_id"], unique=False)
    op.create_index(op.f("ix_sites_industry_id"), "sites", ["industry_id"], unique=False)
    op.create_index(op.f("ix_sites_municipality_code"), "sites", ["municipality_code"], unique=False)
    op.create_index(op.f("ix_sites_retired_on"), "sites", ["retired_on"], unique=False)
    op.create_index(op.f("ix_sites_source_id"), "sites", ["source_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=160), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("consent_until", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_contacts_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "role", name=op.f("pk_contacts")),
    )
    op.create_table(
        "offers",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "study_visit",
                "prao",
                "apl",
                "lia",
                "summer_job",
                "mentor",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("weeks", sa.String(length=80), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_offers_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "kind", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_kind"), "offers", ["kind"], unique=False)
    op.create_table(
        "site_occupations",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("occupation_id", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupations.id"], name=op.f("fk_site_occupations_occupation_id_occupations")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_site_occupations_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "occupation_id", name=op.f("pk_site_occupations")),
    )
    op.create_index(
        "ix_site_occupations_occupation_id_site_id", "site_occupations", ["occupation_id", "site_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_site_occupations_occupation_id_site_id", table_name="site_occupations")
    op.drop_table("site_occupations")
    op.drop_index(op.f("ix_offers_kind"), table_name="offers")
    op.drop_table("offers")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_sites_source_id"), table_name="sites")
    op.drop_index(op.f("ix_sites_retired_on"), table_name="sites")
    op.drop_index(op.f("ix_sites_municipality_code"), table_name="sites")
    op.drop_index(op.f("ix_sites_industry_id"), table_name="sites")
    op.drop_index(op.f("ix_sites_employer_id"), table_name="sites")
    op.drop_table("sites")
    op.drop_index(op.f("ix_offerings_source_id"), table_name="offerings")
    op.drop_index(op.f("ix_offerings_retired_on"), table_name="offerings")
    op.drop_index(op.f("ix_offerings_programme_id"), table_name="offerings")
    op.drop_index(op.f("ix_offerings_municipality_code"), table_name="offerings")
    op.drop_table("offerings")
    op.drop_table("occupation_kin")
    op.drop_table("occupation_interests")
    op.drop_index(op.f("ix_occupation_industries_industry_id"), table_name="occupation_industries")
    op.drop_table("occupation_industries")
    op.drop_index(op.f("ix_occupation_descriptions_source_id"), table_name="occupation_descriptions")
    op.drop_table("occupation_descriptions")
    op.drop_index(op.f("ix_occupation_barometers_barometer_id"), table_name="occupation_barometers")
    op.drop_table("occupation_barometers")
    op.drop_table("interest_occupations")
    op.drop_index(op.f("ix_education_steps_source_id"), table_name="education_steps")
    op.drop_index(op.f("ix_education_steps_retired_on"), table_name="education_steps")
    op.drop_index(op.f("ix_education_steps_occupation_id"), table_name="education_steps")
    op.drop_table("education_steps")
    op.drop_index(op.f("ix_programme_links_ssyk"), table_name="programme_links")
    op.drop_table("programme_links")
    op.drop_index(op.f("ix_occupations_ssyk"), table_name="occupations")
    op.drop_index(op.f("ix_occupations_source_id"), table_name="occupations")
    op.drop_index(op.f("ix_occupations_retired_on"), table_name="occupations")
    op.drop_index(op.f("ix_occupations_industry_id"), table_name="occupations")
    op.drop_table("occupations")
    op.drop_index(op.f("ix_municipalities_source_id"), table_name="municipalities")
    op.drop_index(op.f("ix_municipalities_county_code"), table_name="municipalities")
    op.drop_table("municipalities")
    op.drop_table("industry_sni")
    op.drop_table("county_neighbours")
    op.drop_index(op.f("ix_salaries_source_id"), table_name="salaries")
    op.drop_index(op.f("ix_salaries_retired_on"), table_name="salaries")
    op.drop_index(op.f("ix_salaries_code"), table_name="salaries")
    op.drop_table("salaries")
    op.drop_index(op.f("ix_programmes_source_id"), table_name="programmes")
    op.drop_index(op.f("ix_programmes_retired_on"), table_name="programmes")
    op.drop_index(op.f("ix_programmes_code"), table_name="programmes")
    op.drop_table("programmes")
    op.drop_table("place_alias_targets")
    op.drop_index(op.f("ix_interests_source_id"), table_name="interests")
    op.drop_table("interests")
    op.drop_index(op.f("ix_industries_source_id"), table_name="industries")
    op.drop_table("industries")
    op.drop_index(op.f("ix_forecasts_source_id"), table_name="forecasts")
    op.drop_index(op.f("ix_forecasts_barometer_name"), table_name="forecasts")
    op.drop_index(op.f("ix_forecasts_barometer_id"), table_name="forecasts")
    op.drop_index("ix_forecasts_area_round_situation", table_name="forecasts")
    op.drop_table("forecasts")
    op.drop_index(op.f("ix_employers_name_key"), table_name="employers")
    op.drop_table("employers")
    op.drop_index(op.f("ix_counties_source_id"), table_name="counties")
    op.drop_index(op.f("ix_counties_nuts2"), table_name="counties")
    op.drop_table("counties")
    op.drop_table("terms")
    op.drop_table("sources")
    op.drop_table("sni_codes")
    op.drop_table("place_aliases")
    op.drop_table("education_levels")
    op.drop_index(op.f("ix_data_loads_kind"), table_name="data_loads")
    op.drop_index(op.f("ix_data_loads_checksum"), table_name="data_loads")
    op.drop_table("data_loads")
