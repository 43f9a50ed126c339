-- A change of the policy is proposed, and what it would have meant is shown, before it is made; what
-- loosens a hard rule needs a second person. And for one person, for a day at most, two people may
-- keep a rule from being asked.

-- CreateTable
CREATE TABLE "policy_proposals" (
    "id" SERIAL NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "policy_version" INTEGER NOT NULL,
    "effect" JSONB NOT NULL,
    "effect_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposed_changes" (
    "proposal_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_id" INTEGER,
    "params" JSONB NOT NULL,

    CONSTRAINT "proposed_changes_pkey" PRIMARY KEY ("proposal_id","place")
);

-- CreateTable
CREATE TABLE "overrides" (
    "id" SERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "overrides_pkey" PRIMARY KEY ("id")
);

-- Who decided an entry was only in the audit log; where it was proposed, which proposal it was.
ALTER TABLE "policy_entries"
    ADD COLUMN "committed_by" TEXT NOT NULL DEFAULT 'system',
    ADD COLUMN "proposal_id" INTEGER;
UPDATE "policy_entries" SET "committed_by" = l.actor FROM "audit_log" l
    WHERE l.action = 'change-policy' AND l.subject = rule AND l.at = committed_at
        AND l.detail->>'level' = level AND l.detail->'scope'->>'kind' = scope
        AND l.detail->'scope'->>'id' IS NOT DISTINCT FROM scope_id::text;

-- How much time in breach was under an override: not clean, and nobody's finding.
ALTER TABLE "audited_days" ADD COLUMN "overridden" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "policy_entries_proposal_id_idx" ON "policy_entries"("proposal_id");

-- CreateIndex
CREATE INDEX "proposed_changes_rule_idx" ON "proposed_changes"("rule");

-- CreateIndex
CREATE INDEX "overrides_reviewer_id_starts_at_idx" ON "overrides"("reviewer_id", "starts_at");

-- AddForeignKey
ALTER TABLE "policy_entries" ADD CONSTRAINT "policy_entries_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "policy_proposals"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposed_changes" ADD CONSTRAINT "proposed_changes_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "policy_proposals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "policy_proposals"
    ADD CONSTRAINT "policy_proposals_state" CHECK (state IN ('proposed', 'approved', 'activated', 'withdrawn')),
    ADD CONSTRAINT "policy_proposals_second_person" CHECK (approved_by <> proposed_by),
    ADD CONSTRAINT "policy_proposals_approved_by_somebody" CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    ADD CONSTRAINT "policy_proposals_approved_when_said" CHECK
        (CASE state WHEN 'proposed' THEN approved_at IS NULL WHEN 'approved' THEN approved_at IS NOT NULL ELSE true END),
    ADD CONSTRAINT "policy_proposals_ended_by_somebody" CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    ADD CONSTRAINT "policy_proposals_ended_when_over" CHECK
        ((state IN ('activated', 'withdrawn')) = (ended_at IS NOT NULL)),
    ADD CONSTRAINT "policy_proposals_effect_object" CHECK (jsonb_typeof(effect) = 'object');

ALTER TABLE "proposed_changes"
    ADD CONSTRAINT "proposed_changes_level" CHECK (level IN ('hard', 'soft', 'watch')),
    ADD CONSTRAINT "proposed_changes_scope" CHECK (scope IN ('organisation', 'site', 'team', 'person')),
    ADD CONSTRAINT "proposed_changes_scope_has_id" CHECK ((scope = 'organisation') = (scope_id IS NULL)),
    ADD CONSTRAINT "proposed_changes_params_object" CHECK
        (jsonb_typeof(params) = 'object' OR (jsonb_typeof(params) = 'null' AND scope <> 'organisation'));

ALTER TABLE "overrides"
    ADD CONSTRAINT "overrides_end_after_start" CHECK (ends_at > starts_at),
    ADD CONSTRAINT "overrides_at_most_a_day" CHECK (ends_at - starts_at <= interval '24 hours'),
    ADD CONSTRAINT "overrides_never_backdated" CHECK (starts_at >= requested_at AND starts_at >= approved_at),
    ADD CONSTRAINT "overrides_reason_said" CHECK (reason ~ '\S'),
    ADD CONSTRAINT "overrides_second_person" CHECK (approved_by <> requested_by),
    ADD CONSTRAINT "overrides_approved_by_somebody" CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    ADD CONSTRAINT "overrides_ended_by_somebody" CHECK ((ended_by IS NULL) = (ended_at IS NULL));

GRANT USAGE ON SEQUENCE "policy_proposals_id_seq", "overrides_id_seq" TO respite_service;
GRANT SELECT, INSERT ON "policy_proposals", "proposed_changes", "overrides" TO respite_service;
-- What is proposed or asked for stays as it was said; only what becomes of it is kept up.
GRANT UPDATE ("state", "approved_by", "approved_at", "ended_by", "ended_at", "policy_version", "effect", "effect_at")
    ON "policy_proposals" TO respite_service;
GRANT UPDATE ("starts_at", "approved_by", "approved_at", "ended_by", "ended_at") ON "overrides" TO respite_service;
