-- A LIVE stream is handed over from who watches it to a relief; an item that one person does not want
-- to decide alone is passed up to those who take escalations, with what they say about it.

-- AlterTable
ALTER TABLE "reviewers" ADD COLUMN "takes_escalations" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "items" ADD COLUMN "escalated_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "assignments" ADD COLUMN "is_live" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "took_over_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "coverage_gaps" ADD COLUMN "escalated" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "escalations" (
    "id" BIGSERIAL NOT NULL,
    "item_id" BIGINT NOT NULL,
    "assignment_id" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "passed_up_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "escalations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "escalations_item_id_idx" ON "escalations"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "escalations_assignment_id_key" ON "escalations"("assignment_id");

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE "assignments" a SET is_live = true FROM "items" i WHERE i.id = a.item_id AND i.media = 'live';

-- What Prisma cannot say.

ALTER TABLE "items"
    DROP CONSTRAINT "items_state",
    ADD CONSTRAINT "items_state" CHECK (state IN ('waiting', 'escalated', 'held', 'done')),
    ADD CONSTRAINT "items_escalated_since" CHECK (state <> 'escalated' OR escalated_at IS NOT NULL);
ALTER TABLE "assignments"
    DROP CONSTRAINT "assignments_outcome",
    ADD CONSTRAINT "assignments_outcome" CHECK (outcome IN ('completed', 'stepped-away', 'lapsed', 'refused', 'passed-up', 'relieved', 'withdrawn')),
    ADD CONSTRAINT "assignments_relief_at_a_stream" CHECK (role <> 'relief' OR is_live),
    ADD CONSTRAINT "assignments_took_over_as_relief" CHECK (took_over_at IS NULL OR (role = 'watcher' AND is_live AND took_over_at >= decided_at));
ALTER TABLE "escalations"
    ADD CONSTRAINT "escalations_note_length" CHECK (length(note) <= 2000);

DROP INDEX "coverage_gaps_open";
CREATE UNIQUE INDEX "coverage_gaps_open" ON "coverage_gaps" (coalesce(language, ''), severity, categories, escalated) WHERE ended_at IS NULL;
CREATE INDEX "items_escalated" ON "items" (due_at, id) WHERE state = 'escalated';
CREATE INDEX "items_unwatched" ON "items" (due_at, id) WHERE state = 'waiting' AND media = 'live' AND escalated_at IS NOT NULL;
CREATE INDEX "assignments_live_watched" ON "assignments" (limit_at, id) WHERE is_live AND role = 'watcher' AND ended_at IS NULL;

GRANT USAGE ON SEQUENCE "escalations_id_seq" TO respite_service;
-- What was said stays said.
GRANT SELECT, INSERT ON "escalations" TO respite_service;
