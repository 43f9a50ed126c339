-- Work that waits and that nobody may take in time: raised before it is due, for who can find people.

-- CreateTable
CREATE TABLE "coverage_gaps" (
    "id" BIGSERIAL NOT NULL,
    "language" TEXT,
    "severity" SMALLINT NOT NULL,
    "categories" TEXT[] NOT NULL,
    "items" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "people_needed" INTEGER NOT NULL,
    "earliest_at" TIMESTAMPTZ(3),
    "next_shift_at" TIMESTAMPTZ(3),
    "speakers" INTEGER NOT NULL,
    "on_shift" INTEGER NOT NULL,
    "barred" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "coverage_gaps_pkey" PRIMARY KEY ("id")
);

-- What Prisma cannot say.

ALTER TABLE "coverage_gaps"
    ADD CONSTRAINT "coverage_gaps_severity" CHECK (severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "coverage_gaps_categories" CHECK (are_categories(categories)),
    ADD CONSTRAINT "coverage_gaps_counts" CHECK (items > 0 AND people_needed > 0 AND on_shift >= 0 AND speakers >= on_shift),
    ADD CONSTRAINT "coverage_gaps_order" CHECK (seen_at >= raised_at AND ended_at >= seen_at);
CREATE UNIQUE INDEX "coverage_gaps_open" ON "coverage_gaps" (coalesce(language, ''), severity, categories) WHERE ended_at IS NULL;

GRANT USAGE ON SEQUENCE "coverage_gaps_id_seq" TO respite_service;
GRANT SELECT, INSERT ON "coverage_gaps" TO respite_service;
GRANT UPDATE ("items", "due_at", "people_needed", "earliest_at", "next_shift_at", "speakers", "on_shift", "barred", "seen_at", "ended_at") ON "coverage_gaps" TO respite_service;
