-- What was recorded late opens a closed day again; a finding has a state and who gave it; whom an
-- audit could not judge is kept by name of the rule; a missed break says whose decision it was.

-- AlterTable
ALTER TABLE "breaks" ADD COLUMN "deferred_at" TIMESTAMPTZ(3),
ADD COLUMN "missed_by" TEXT;

-- AlterTable
ALTER TABLE "findings" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'new',
ADD COLUMN "state_by" TEXT,
ADD COLUMN "state_at" TIMESTAMPTZ(3),
ADD COLUMN "note" TEXT;

-- CreateTable
CREATE TABLE "audits_due" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "over_by" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audits_due_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audited_people" (
    "site_id" INTEGER NOT NULL,
    "local_date" DATE NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "unverified" JSONB NOT NULL,
    "overridden" INTEGER NOT NULL,

    CONSTRAINT "audited_people_pkey" PRIMARY KEY ("site_id","local_date","reviewer_id")
);

-- AddForeignKey
ALTER TABLE "audits_due" ADD CONSTRAINT "audits_due_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audited_people" ADD CONSTRAINT "audited_people_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audited_people" ADD CONSTRAINT "audited_people_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "breaks"
    ADD CONSTRAINT "breaks_deferred_was_due" CHECK (deferred_at IS NULL OR due_at IS NOT NULL),
    ADD CONSTRAINT "breaks_missed_by" CHECK (missed_by IN ('plan', 'reviewer', 'operations')),
    ADD CONSTRAINT "breaks_missed_by_when_missed" CHECK (missed_by IS NULL OR missed);

-- A note outlives the state that it was given with: what somebody wrote is not thrown away.
ALTER TABLE "findings"
    ADD CONSTRAINT "findings_state" CHECK (state IN ('new', 'acknowledged', 'explained', 'resolved')),
    ADD CONSTRAINT "findings_state_by_somebody" CHECK ((state = 'new') = (state_by IS NULL)),
    ADD CONSTRAINT "findings_state_at_some_time" CHECK ((state = 'new') = (state_at IS NULL)),
    ADD CONSTRAINT "findings_explained_says_why" CHECK (state <> 'explained' OR note IS NOT NULL),
    ADD CONSTRAINT "findings_note_said" CHECK (note ~ '\S' AND length(note) <= 2000);

ALTER TABLE "audited_people"
    ADD CONSTRAINT "audited_people_unverified_list" CHECK (jsonb_typeof(unverified) = 'array'),
    ADD CONSTRAINT "audited_people_overridden_counted" CHECK (overridden >= 0);

GRANT USAGE ON SEQUENCE "audits_due_id_seq" TO respite_service;
GRANT SELECT, INSERT, DELETE ON "audits_due" TO respite_service;
GRANT SELECT, INSERT, UPDATE ON "audited_people" TO respite_service;
