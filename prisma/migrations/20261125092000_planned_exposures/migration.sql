-- Exposure that is planned beside the queues: a project, policy work, training. It holds its place in
-- a person's limits until they say what they saw, or that they saw nothing.

-- CreateTable
CREATE TABLE "planned_exposures" (
    "id" BIGSERIAL NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "for_work" TEXT NOT NULL,
    "severity" SMALLINT NOT NULL,
    "categories" TEXT[] NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "planned_exposures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "planned_exposures_reviewer_id_key_key" ON "planned_exposures"("reviewer_id", "key");

-- AddForeignKey
ALTER TABLE "planned_exposures" ADD CONSTRAINT "planned_exposures_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "planned_exposures"
    ADD CONSTRAINT "planned_exposures_for_work" CHECK (for_work IN ('project', 'policy-work', 'training')),
    ADD CONSTRAINT "planned_exposures_severity" CHECK (severity BETWEEN 0 AND 5),
    ADD CONSTRAINT "planned_exposures_categories" CHECK (are_categories(categories)),
    ADD CONSTRAINT "planned_exposures_length" CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours'),
    ADD CONSTRAINT "planned_exposures_outcome" CHECK (outcome IN ('seen', 'cancelled')),
    ADD CONSTRAINT "planned_exposures_outcome_when_ended" CHECK ((ended_at IS NULL) = (outcome IS NULL));
CREATE INDEX "planned_exposures_open" ON "planned_exposures" (reviewer_id, starts_at) WHERE ended_at IS NULL;

GRANT USAGE ON SEQUENCE "planned_exposures_id_seq" TO respite_service;
GRANT SELECT, INSERT ON "planned_exposures" TO respite_service;
GRANT UPDATE ("ended_at", "outcome") ON "planned_exposures" TO respite_service;
