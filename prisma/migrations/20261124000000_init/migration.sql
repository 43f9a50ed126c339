-- The first part is what `prisma migrate` writes for schema.prisma, with two additions: exposures
-- are partitioned, and lists are NOT NULL. The second part is what Prisma cannot say.

-- CreateTable
CREATE TABLE "sites" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "sites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_zones" (
    "site_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,

    CONSTRAINT "site_zones_pkey" PRIMARY KEY ("site_id","starts_at")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviewers" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "languages" TEXT[] NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reviewers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "reviewer_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "site_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("reviewer_id","starts_at")
);

-- CreateTable
CREATE TABLE "ledgers" (
    "reviewer_id" INTEGER NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "last_instant" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledgers_pkey" PRIMARY KEY ("reviewer_id")
);

-- CreateTable
CREATE TABLE "exposures" (
    "reviewer_id" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "severity" SMALLINT NOT NULL,
    "categories" TEXT[] NOT NULL,
    "origin" TEXT NOT NULL,
    "assignment_id" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "supersedes" BIGINT,

    CONSTRAINT "exposures_pkey" PRIMARY KEY ("reviewer_id","started_at","id")
) PARTITION BY RANGE ("started_at");

-- CreateTable
CREATE TABLE "silences" (
    "reviewer_id" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "silences_pkey" PRIMARY KEY ("reviewer_id","started_at")
);

-- CreateTable
CREATE TABLE "hazard_statements" (
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hazard_statements_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "statement_version" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queues" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "language" TEXT,
    "severity" SMALLINT NOT NULL,
    "due_within_minutes" INTEGER NOT NULL,
    "expected_seconds" INTEGER NOT NULL,

    CONSTRAINT "queues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "items" (
    "id" BIGSERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "queue_id" INTEGER NOT NULL,
    "media" TEXT NOT NULL,
    "categories" TEXT[] NOT NULL,
    "severity" SMALLINT,
    "expected_seconds" INTEGER NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" BIGSERIAL NOT NULL,
    "item_id" BIGINT NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "announced_severity" SMALLINT NOT NULL,
    "announced_categories" TEXT[] NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_decided_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "limit_at" TIMESTAMPTZ(3) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shifts" (
    "id" SERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "site_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "shifts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "breaks" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "shift_id" INTEGER,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "missed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "breaks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_entries" (
    "version" SERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_id" INTEGER,
    "params" JSONB NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_entries_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "site_id" INTEGER NOT NULL,
    "local_date" DATE NOT NULL,
    "rule" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "observed" DOUBLE PRECISION NOT NULL,
    "limit" DOUBLE PRECISION NOT NULL,
    "assignment_id" BIGINT,
    "policy_version" INTEGER NOT NULL,
    "explanation" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audited_days" (
    "site_id" INTEGER NOT NULL,
    "local_date" DATE NOT NULL,
    "audited_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewers" INTEGER NOT NULL,
    "findings" INTEGER NOT NULL,
    "unverified" INTEGER NOT NULL,

    CONSTRAINT "audited_days_pkey" PRIMARY KEY ("site_id","local_date")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_runs" (
    "job" TEXT NOT NULL,
    "tick" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("job","tick")
);

-- CreateTable
CREATE TABLE "reports" (
    "id" SERIAL NOT NULL,
    "service" TEXT NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "checksum" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sites_name_key" ON "sites"("name");

-- CreateIndex
CREATE UNIQUE INDEX "teams_name_key" ON "teams"("name");

-- CreateIndex
CREATE UNIQUE INDEX "reviewers_external_id_key" ON "reviewers"("external_id");

-- CreateIndex
CREATE INDEX "memberships_site_id_idx" ON "memberships"("site_id");

-- CreateIndex
CREATE INDEX "memberships_team_id_idx" ON "memberships"("team_id");

-- CreateIndex
CREATE INDEX "consents_reviewer_id_category_recorded_at_idx" ON "consents"("reviewer_id", "category", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "queues_key_key" ON "queues"("key");

-- CreateIndex
CREATE UNIQUE INDEX "items_external_id_key" ON "items"("external_id");

-- CreateIndex
CREATE INDEX "assignments_reviewer_id_decided_at_idx" ON "assignments"("reviewer_id", "decided_at");

-- CreateIndex
CREATE INDEX "assignments_item_id_idx" ON "assignments"("item_id");

-- CreateIndex
CREATE INDEX "shifts_reviewer_id_starts_at_idx" ON "shifts"("reviewer_id", "starts_at");

-- CreateIndex
CREATE INDEX "shifts_starts_at_idx" ON "shifts"("starts_at");

-- CreateIndex
CREATE INDEX "breaks_reviewer_id_started_at_idx" ON "breaks"("reviewer_id", "started_at");

-- CreateIndex
CREATE INDEX "policy_entries_rule_idx" ON "policy_entries"("rule");

-- CreateIndex
CREATE INDEX "findings_site_id_local_date_idx" ON "findings"("site_id", "local_date");

-- CreateIndex
CREATE UNIQUE INDEX "findings_reviewer_id_rule_level_started_at_key" ON "findings"("reviewer_id", "rule", "level", "started_at");

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- CreateIndex
CREATE UNIQUE INDEX "reports_checksum_key" ON "reports"("checksum");

-- AddForeignKey
ALTER TABLE "site_zones" ADD CONSTRAINT "site_zones_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledgers" ADD CONSTRAINT "ledgers_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silences" ADD CONSTRAINT "silences_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_statement_version_fkey" FOREIGN KEY ("statement_version") REFERENCES "hazard_statements"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shifts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audited_days" ADD CONSTRAINT "audited_days_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ------------------------------------------------------------------------------------------------
-- What Prisma cannot say
-- ------------------------------------------------------------------------------------------------

-- Trusted since PostgreSQL 13: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The words of src/domain/category.ts; a test compares the two.
CREATE FUNCTION category_words() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[
    'CSAM', 'CHILD_GROOMING', 'GRAPHIC_VIOLENCE', 'TERRORISM_EXTREMISM', 'SUICIDE_SELF_HARM',
    'EATING_DISORDER', 'SEXUAL_VIOLENCE_NCII', 'ANIMAL_CRUELTY', 'EXPLOITATION_TRAFFICKING',
    'HATE_INCITEMENT', 'HARASSMENT_THREATS', 'ADULT_SEXUAL', 'DANGEROUS_ACTS', 'LOW_HARM'
];

CREATE FUNCTION are_categories(words text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN cardinality(words) > 0 AND words <@ category_words();

-- Exposures: append-only, so a correction is a row that names the one it replaces; it keeps the
-- reviewer and the start, so that the reference can be checked, and a row is corrected once.
ALTER TABLE "exposures"
    ADD CONSTRAINT "exposures_end_after_start" CHECK (ended_at > started_at),
    ADD CONSTRAINT "exposures_severity" CHECK (severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "exposures_categories" CHECK (are_categories(categories)),
    ADD CONSTRAINT "exposures_origin" CHECK (origin IN ('assignment', 'project', 'escalation', 'incidental')),
    ADD CONSTRAINT "exposures_assignment_has_that_origin" CHECK ((origin = 'assignment') = (assignment_id IS NOT NULL)),
    ADD CONSTRAINT "exposures_recorded_after_start" CHECK (recorded_at >= started_at),
    ADD CONSTRAINT "exposures_corrected_once" UNIQUE (reviewer_id, started_at, supersedes),
    ADD CONSTRAINT "exposures_supersedes_fkey" FOREIGN KEY (reviewer_id, started_at, supersedes)
        REFERENCES "exposures" (reviewer_id, started_at, id),
    ADD CONSTRAINT "exposures_assignment_id_fkey" FOREIGN KEY (assignment_id) REFERENCES "assignments" (id);

-- The partition of the UTC month of an instant. No default partition: a row that has none is an
-- error to be seen, not a heap to be sorted later. Made as a table that is then attached, because
-- that does not lock readers out of the ledger as CREATE TABLE ... PARTITION OF would.
CREATE FUNCTION ensure_exposure_partition(at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    month timestamptz := date_trunc('month', at);
    partition text := to_char(month, '"exposures_"YYYY_MM');
BEGIN
    IF to_regclass(partition) IS NOT NULL THEN
        RETURN;
    END IF;
    -- The lock that attaching takes anyway. Waiting for it also makes us see what others made.
    LOCK TABLE public.exposures IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass(partition) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.exposures INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
    -- Named here, because the name is what an error tells; attaching takes it over.
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I UNIQUE (reviewer_id, started_at, supersedes)',
        partition, partition || '_corrected_once');
    EXECUTE format('ALTER TABLE public.exposures ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        partition, month, month + interval '1 month');
END
$$;
REVOKE ALL ON FUNCTION ensure_exposure_partition(timestamptz) FROM PUBLIC;

ALTER TABLE "silences"
    ADD CONSTRAINT "silences_end_after_start" CHECK (ended_at > started_at);
CREATE UNIQUE INDEX "silences_one_open_a_reviewer" ON "silences" (reviewer_id) WHERE ended_at IS NULL;

ALTER TABLE "consents"
    ADD CONSTRAINT "consents_category" CHECK (are_categories(ARRAY[category]));

ALTER TABLE "queues"
    ADD CONSTRAINT "queues_category" CHECK (are_categories(ARRAY[category])),
    ADD CONSTRAINT "queues_severity" CHECK (severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "queues_due_within_positive" CHECK (due_within_minutes > 0),
    ADD CONSTRAINT "queues_expected_positive" CHECK (expected_seconds > 0);

ALTER TABLE "items"
    ADD CONSTRAINT "items_state" CHECK (state IN ('waiting', 'held', 'done')),
    ADD CONSTRAINT "items_media" CHECK (media IN ('image', 'video', 'text', 'audio', 'live')),
    ADD CONSTRAINT "items_severity" CHECK (severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "items_categories" CHECK (are_categories(categories)),
    ADD CONSTRAINT "items_due_after_arrival" CHECK (due_at >= arrived_at),
    ADD CONSTRAINT "items_expected_positive" CHECK (expected_seconds > 0),
    ADD CONSTRAINT "items_done_when_decided" CHECK ((state = 'done') = (decided_at IS NOT NULL));
CREATE INDEX "items_waiting_in_queue" ON "items" (queue_id, due_at, id) WHERE state = 'waiting';
CREATE INDEX "items_waiting" ON "items" (due_at, id) WHERE state = 'waiting';

ALTER TABLE "assignments"
    ADD CONSTRAINT "assignments_role" CHECK (role IN ('watcher', 'relief')),
    ADD CONSTRAINT "assignments_severity" CHECK (announced_severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "assignments_categories" CHECK (are_categories(announced_categories)),
    ADD CONSTRAINT "assignments_lease_after_decision" CHECK (lease_until > decided_at),
    ADD CONSTRAINT "assignments_lease_within_limit" CHECK (lease_until <= limit_at),
    ADD CONSTRAINT "assignments_end_after_decision" CHECK (ended_at >= decided_at),
    ADD CONSTRAINT "assignments_outcome" CHECK (outcome IN ('completed', 'stepped-away', 'lapsed', 'refused')),
    ADD CONSTRAINT "assignments_outcome_when_ended" CHECK ((ended_at IS NULL) = (outcome IS NULL));
CREATE UNIQUE INDEX "assignments_one_open_a_reviewer" ON "assignments" (reviewer_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX "assignments_one_open_an_item_and_role" ON "assignments" (item_id, role) WHERE ended_at IS NULL;

ALTER TABLE "shifts"
    ADD CONSTRAINT "shifts_end_after_start" CHECK (ends_at > starts_at),
    ADD CONSTRAINT "shifts_at_most_a_day" CHECK (ends_at - starts_at <= interval '24 hours'),
    ADD CONSTRAINT "shifts_no_overlap" EXCLUDE USING gist
        (reviewer_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&);

-- The unique index is made before the exclusion, so that it is the one that a second open break meets.
ALTER TABLE "breaks"
    ADD CONSTRAINT "breaks_kind" CHECK (kind IN ('wellbeing', 'rest', 'meal')),
    ADD CONSTRAINT "breaks_due_or_taken" CHECK (due_at IS NOT NULL OR started_at IS NOT NULL),
    ADD CONSTRAINT "breaks_ended_was_started" CHECK (ended_at IS NULL OR started_at IS NOT NULL),
    ADD CONSTRAINT "breaks_end_after_start" CHECK (ended_at > started_at);
CREATE UNIQUE INDEX "breaks_one_open_a_reviewer" ON "breaks" (reviewer_id)
    WHERE started_at IS NOT NULL AND ended_at IS NULL;
ALTER TABLE "breaks"
    ADD CONSTRAINT "breaks_no_overlap" EXCLUDE USING gist
        (reviewer_id WITH =, tstzrange(started_at, ended_at, '[)') WITH &&) WHERE (started_at IS NOT NULL);

ALTER TABLE "policy_entries"
    ADD CONSTRAINT "policy_entries_level" CHECK (level IN ('hard', 'soft', 'watch')),
    ADD CONSTRAINT "policy_entries_scope" CHECK (scope IN ('organisation', 'site', 'team', 'person')),
    ADD CONSTRAINT "policy_entries_scope_has_id" CHECK ((scope = 'organisation') = (scope_id IS NULL)),
    ADD CONSTRAINT "policy_entries_params_object" CHECK (jsonb_typeof(params) = 'object'),
    ADD CONSTRAINT "policy_entries_never_backdated" CHECK (effective_from >= committed_at);

ALTER TABLE "findings"
    ADD CONSTRAINT "findings_level" CHECK (level IN ('hard', 'soft', 'watch')),
    ADD CONSTRAINT "findings_cause" CHECK (cause IN
        ('handed-out', 'overrun', 'reclassified', 'outside-assignment', 'policy-changed', 'schedule')),
    ADD CONSTRAINT "findings_end_after_start" CHECK (ended_at > started_at),
    ADD CONSTRAINT "findings_assignment_id_fkey" FOREIGN KEY (assignment_id) REFERENCES "assignments" (id);

-- The service's role belongs to the whole cluster: another database may have made it, or be making
-- it at this moment. The owner must be able to SET ROLE to it, which PostgreSQL 16 and newer do not
-- give to whoever creates a role.
DO $$
BEGIN
    IF to_regrole('respite_service') IS NULL THEN
        CREATE ROLE respite_service NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$$;
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'respite_service',
        CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
    THEN
        GRANT respite_service TO CURRENT_USER;
    END IF;
EXCEPTION WHEN unique_violation THEN
    NULL;
END
$$;

GRANT USAGE ON SCHEMA public TO respite_service;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO respite_service;
GRANT EXECUTE ON FUNCTION ensure_exposure_partition(timestamptz) TO respite_service;
GRANT SELECT, INSERT ON
    "sites", "site_zones", "teams", "reviewers", "memberships", "ledgers", "exposures", "silences",
    "hazard_statements", "consents", "queues", "items", "assignments", "shifts", "breaks",
    "policy_entries", "findings", "audited_days", "audit_log", "job_runs", "reports"
TO respite_service;
-- Facts (exposures, consents, audit_log), dated decisions (policy_entries, memberships, site_zones)
-- and what was read (hazard_statements, reports) are missing here on purpose: they are only added to.
GRANT UPDATE ON
    "sites", "teams", "reviewers", "ledgers", "silences", "queues", "items", "assignments", "shifts",
    "breaks", "findings", "audited_days", "job_runs"
TO respite_service;
-- A rota changes, an audit is repeated, old ticks are swept.
GRANT DELETE ON "shifts", "findings", "job_runs" TO respite_service;
