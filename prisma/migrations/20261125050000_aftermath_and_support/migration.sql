-- What else is known of a person beside what they saw: who cleared them for what, what they agreed
-- to, that something got to them (never what, and never why), their protected hour, and the support
-- that they were offered.

-- What an item was announced with: one that turned out much worse has an aftermath of its own.
ALTER TABLE "exposures" ADD COLUMN "announced_severity" SMALLINT;

-- CreateTable
CREATE TABLE "clearances" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "clearances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreements" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "agreed_to" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flags" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blocks" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blocks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protected_hours" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "weekday" SMALLINT,
    "local_time" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "protected_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_offers" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "because" TEXT NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "support_offers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "clearances_reviewer_id_category_recorded_at_idx" ON "clearances"("reviewer_id", "category", "recorded_at");

-- CreateIndex
CREATE INDEX "agreements_reviewer_id_agreed_to_recorded_at_idx" ON "agreements"("reviewer_id", "agreed_to", "recorded_at");

-- CreateIndex
CREATE INDEX "flags_reviewer_id_recorded_at_idx" ON "flags"("reviewer_id", "recorded_at");

-- CreateIndex
CREATE INDEX "blocks_reviewer_id_starts_at_idx" ON "blocks"("reviewer_id", "starts_at");

-- CreateIndex
CREATE INDEX "protected_hours_reviewer_id_recorded_at_idx" ON "protected_hours"("reviewer_id", "recorded_at");

-- CreateIndex
CREATE INDEX "support_offers_reviewer_id_offered_at_idx" ON "support_offers"("reviewer_id", "offered_at");

-- AddForeignKey
ALTER TABLE "clearances" ADD CONSTRAINT "clearances_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protected_hours" ADD CONSTRAINT "protected_hours_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_offers" ADD CONSTRAINT "support_offers_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- Each partition inherits both, those that are there and those to come.
ALTER TABLE "exposures"
    ADD CONSTRAINT "exposures_announced_severity" CHECK (announced_severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "exposures_announced_was_handed_out" CHECK (announced_severity IS NULL OR origin = 'assignment');
-- What the job that offers support looks for: the worst there is, and what was worse than announced.
CREATE INDEX "exposures_hard_to_see" ON "exposures" (recorded_at)
    WHERE severity = 5 OR severity > announced_severity;

ALTER TABLE "clearances"
    ADD CONSTRAINT "clearances_category" CHECK (are_categories(ARRAY[category]));

ALTER TABLE "agreements"
    ADD CONSTRAINT "agreements_agreed_to" CHECK (agreed_to IN ('severe-at-night', 'severe-after-aftermath'));

ALTER TABLE "blocks"
    ADD CONSTRAINT "blocks_kind" CHECK (kind IN ('protected')),
    ADD CONSTRAINT "blocks_end_after_start" CHECK (ends_at > starts_at),
    ADD CONSTRAINT "blocks_at_most_a_day" CHECK (ends_at - starts_at <= interval '24 hours'),
    ADD CONSTRAINT "blocks_no_overlap" EXCLUDE USING gist
        (reviewer_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&);

-- Both null: wherever it fits best.
ALTER TABLE "protected_hours"
    ADD CONSTRAINT "protected_hours_weekday" CHECK (weekday BETWEEN 1 AND 7),
    ADD CONSTRAINT "protected_hours_local_time" CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    ADD CONSTRAINT "protected_hours_both_or_neither" CHECK ((weekday IS NULL) = (local_time IS NULL));

ALTER TABLE "support_offers"
    ADD CONSTRAINT "support_offers_because" CHECK (because IN ('flag', 'severe')),
    ADD CONSTRAINT "support_offers_state" CHECK (state IN ('offered', 'taken-up', 'expired')),
    ADD CONSTRAINT "support_offers_expire_after_offer" CHECK (expires_at > offered_at);
CREATE UNIQUE INDEX "support_offers_one_open_a_reviewer" ON "support_offers" (reviewer_id) WHERE state = 'offered';
CREATE INDEX "support_offers_to_expire" ON "support_offers" (expires_at) WHERE state = 'offered';

GRANT USAGE ON SEQUENCE "clearances_id_seq", "agreements_id_seq", "flags_id_seq", "blocks_id_seq",
    "protected_hours_id_seq", "support_offers_id_seq" TO respite_service;
-- What was said and done is only added to.
GRANT SELECT, INSERT ON
    "clearances", "agreements", "flags", "blocks", "protected_hours", "support_offers"
TO respite_service;
-- A block that has not begun moves as its hour does; an offer is answered, or runs out.
GRANT DELETE ON "blocks" TO respite_service;
GRANT UPDATE ("state", "expires_at") ON "support_offers" TO respite_service;
