-- What Prisma cannot say: indexes over the few rows that still matter of tables that only grow.

-- The mild items of a queue, in the order in which they are due, whatever else waits before them.
CREATE INDEX "items_waiting_by_severity" ON "items" (queue_id, severity, due_at, id) WHERE state = 'waiting';

-- What the job that opens and closes shifts looks for every minute.
CREATE INDEX "shifts_to_open" ON "shifts" (starts_at) WHERE opened_at IS NULL;
CREATE INDEX "shifts_to_close" ON "shifts" (ends_at) WHERE closed_at IS NULL;
