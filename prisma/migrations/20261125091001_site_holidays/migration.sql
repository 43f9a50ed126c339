-- The public holidays of a site, kept as dates of its own calendar: what a day was when it was worked
-- does not change with the calendar that they were read from.

-- CreateTable
CREATE TABLE "site_holidays" (
    "site_id" INTEGER NOT NULL,
    "local_date" DATE NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "site_holidays_pkey" PRIMARY KEY ("site_id","local_date")
);

-- AddForeignKey
ALTER TABLE "site_holidays" ADD CONSTRAINT "site_holidays_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "sites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Beyond what Prisma says.
ALTER TABLE "site_holidays" ADD CONSTRAINT "site_holidays_name_said" CHECK (name ~ '\S');

GRANT SELECT, INSERT, UPDATE, DELETE ON "site_holidays" TO respite_service;
