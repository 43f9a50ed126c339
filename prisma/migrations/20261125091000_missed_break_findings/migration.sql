-- A missed break is a finding about the schedule, and says whose decision it was. What the person
-- put off is none, so it is no value here.

-- AlterTable
ALTER TABLE "findings" ADD COLUMN "missed_by" TEXT;

ALTER TABLE "findings"
    ADD CONSTRAINT "findings_missed_by" CHECK (missed_by IN ('plan', 'operations')),
    ADD CONSTRAINT "findings_missed_by_when_missed" CHECK (missed_by IS NULL OR rule = 'missed-break');

-- Days that were audited before it was one are looked at again: the local day in which a break fell
-- due is over 25 hours later at the latest.
INSERT INTO "audits_due" (reviewer_id, since, over_by)
    SELECT reviewer_id, min(due_at), max(due_at) + interval '25 hours'
    FROM "breaks" WHERE missed AND missed_by IS DISTINCT FROM 'reviewer' GROUP BY reviewer_id;
