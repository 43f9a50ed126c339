-- Whose law a site is held to. It is said once, with the site, because no change acts backwards: a
-- person's law changes, from a date on, as they become a member of another site.
ALTER TABLE "sites" ADD COLUMN "jurisdiction" TEXT;
REVOKE UPDATE ON "sites" FROM respite_service;
GRANT UPDATE ("name") ON "sites" TO respite_service;

-- A JSON null withdraws what a scope said; what the organisation holds everybody to has no end.
ALTER TABLE "policy_entries"
    DROP CONSTRAINT "policy_entries_params_object",
    ADD CONSTRAINT "policy_entries_params_object" CHECK
        (jsonb_typeof(params) = 'object' OR (jsonb_typeof(params) = 'null' AND scope <> 'organisation'));
