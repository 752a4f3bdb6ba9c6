-- AlterTable
ALTER TABLE "event" ADD COLUMN     "entries_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "passing" ADD COLUMN     "lane" TEXT,
ADD COLUMN     "token" INTEGER;

-- Whoever changes a participant or a bib, by whatever way, the event's count goes up in the same transaction.
CREATE FUNCTION count_entry_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "event" SET "entries_version" = "entries_version" + 1
	WHERE "id" IN (SELECT DISTINCT "event_id" FROM "changed");
	RETURN NULL;
END
$$;

CREATE TRIGGER "participant_inserted" AFTER INSERT ON "participant"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_entry_changes();
CREATE TRIGGER "participant_updated" AFTER UPDATE ON "participant"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_entry_changes();
CREATE TRIGGER "participant_deleted" AFTER DELETE ON "participant"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_entry_changes();
CREATE TRIGGER "bib_inserted" AFTER INSERT ON "bib"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_entry_changes();
CREATE TRIGGER "bib_updated" AFTER UPDATE ON "bib"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_entry_changes();
CREATE TRIGGER "bib_deleted" AFTER DELETE ON "bib"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_entry_changes();
