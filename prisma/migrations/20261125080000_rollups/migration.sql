-- What people's local days come to, so that those who look after them need not add the ledger up. All
-- of it is derived: the job that keeps it can write it again from the ledger at any time.

-- CreateTable
CREATE TABLE "rollup_progress" (
    "reviewer_id" INTEGER NOT NULL,
    "rolled_until" TIMESTAMPTZ(3) NOT NULL,
    "known_by" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollup_progress_pkey" PRIMARY KEY ("reviewer_id")
);

-- CreateTable
CREATE TABLE "exposure_days" (
    "reviewer_id" INTEGER NOT NULL,
    "local_date" DATE NOT NULL,
    "site_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "minutes" DOUBLE PRECISION[],
    "dose_percent" DOUBLE PRECISION NOT NULL,
    "longest_run_minutes" DOUBLE PRECISION NOT NULL,
    "last_severe_at" TIMESTAMPTZ(3),
    "saw_worst" BOOLEAN NOT NULL,
    "breaks_due" INTEGER NOT NULL,
    "breaks_taken" INTEGER NOT NULL,
    "breaks_deferred" INTEGER NOT NULL,
    "breaks_missed" INTEGER NOT NULL,
    "cap_hits" INTEGER NOT NULL,
    "near_misses" INTEGER NOT NULL,

    CONSTRAINT "exposure_days_pkey" PRIMARY KEY ("reviewer_id","local_date")
);

-- CreateTable
CREATE TABLE "exposure_day_minutes" (
    "reviewer_id" INTEGER NOT NULL,
    "local_date" DATE NOT NULL,
    "category" TEXT NOT NULL,
    "severity" SMALLINT NOT NULL,
    "minutes" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "exposure_day_minutes_pkey" PRIMARY KEY ("reviewer_id","local_date","category","severity")
);

-- CreateIndex
CREATE INDEX "exposure_days_local_date_idx" ON "exposure_days"("local_date");

-- AddForeignKey
ALTER TABLE "rollup_progress" ADD CONSTRAINT "rollup_progress_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure_days" ADD CONSTRAINT "exposure_days_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure_days" ADD CONSTRAINT "exposure_days_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure_days" ADD CONSTRAINT "exposure_days_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure_day_minutes" ADD CONSTRAINT "exposure_day_minutes_reviewer_id_local_date_fkey" FOREIGN KEY ("reviewer_id", "local_date") REFERENCES "exposure_days"("reviewer_id", "local_date") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "exposure_days"
    ADD CONSTRAINT "exposure_days_minutes" CHECK (minutes IS NOT NULL AND cardinality(minutes) = 6
        AND 0 <= ALL (minutes)),
    ADD CONSTRAINT "exposure_days_dose_percent" CHECK (dose_percent >= 0),
    ADD CONSTRAINT "exposure_days_longest_run_minutes" CHECK (longest_run_minutes >= 0),
    ADD CONSTRAINT "exposure_days_worst_is_severe" CHECK (NOT saw_worst OR last_severe_at IS NOT NULL),
    ADD CONSTRAINT "exposure_days_breaks" CHECK (breaks_missed >= 0 AND breaks_deferred >= 0
        AND breaks_deferred <= breaks_due AND breaks_taken + breaks_missed <= breaks_due),
    ADD CONSTRAINT "exposure_days_caps" CHECK (cap_hits >= 0 AND near_misses >= 0);

ALTER TABLE "exposure_day_minutes"
    ADD CONSTRAINT "exposure_day_minutes_category" CHECK (are_categories(ARRAY[category])),
    ADD CONSTRAINT "exposure_day_minutes_severity" CHECK (severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "exposure_day_minutes_minutes" CHECK (minutes > 0);

-- What was recorded since is looked for all the time. Rows are recorded in about this order.
CREATE INDEX "exposures_recorded" ON "exposures" USING brin (recorded_at);

GRANT SELECT, INSERT, UPDATE ON "rollup_progress" TO respite_service;
GRANT SELECT, INSERT, DELETE ON "exposure_days", "exposure_day_minutes" TO respite_service;
