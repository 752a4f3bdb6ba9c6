-- DropIndex
DROP INDEX "participant_event_id_email_idx";

-- AlterTable
ALTER TABLE "device" ADD COLUMN     "passing_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "event" ADD COLUMN     "last_bib" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "race" ADD COLUMN     "registered" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "outgoing_mail_participant_id_created_at_idx" ON "outgoing_mail"("participant_id", "created_at");

-- CreateIndex
CREATE INDEX "participant_event_id_name_folded_idx" ON "participant"("event_id", "name_folded");

-- Prisma's schema has no indexes on expressions or on a part of the rows, and leaves those that it finds alone.
CREATE INDEX "participant_event_id_lower_email_idx" ON "participant"("event_id", lower("email"));
CREATE INDEX "passing_check_in_idx" ON "passing"("event_id") WHERE "kind" = 'check-in';

-- The number that a bib counts as: 007 as 7. Letters count as none, and so does what is longer than six digits without
-- its zeros: the number of a chip, or a slip of the finger.
CREATE FUNCTION bib_number("number" text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN "number" ~ '^0*[0-9]{1,6}$' THEN "number"::integer END
$$;

-- A bib that comes or changes raises the event's highest number in the statement that counts the change. It never falls.
CREATE FUNCTION count_bib_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "event" SET "entries_version" = "entries_version" + 1, "last_bib" = greatest("last_bib", "came"."highest")
	FROM (SELECT "event_id", max(bib_number("number")) AS "highest" FROM "changed" GROUP BY "event_id") AS "came"
	WHERE "event"."id" = "came"."event_id";
	RETURN NULL;
END
$$;
DROP TRIGGER "bib_inserted" ON "bib";
DROP TRIGGER "bib_updated" ON "bib";
CREATE TRIGGER "bib_inserted" AFTER INSERT ON "bib"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_bib_changes();
CREATE TRIGGER "bib_updated" AFTER UPDATE ON "bib"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION count_bib_changes();

-- Triggers run in the order of their names: these come after those that write to the event, so that whoever changes
-- participants holds the event before its races.
CREATE FUNCTION count_registered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		UPDATE "race" SET "registered" = "registered" + "more"."by"
		FROM (SELECT "race_id", count(*)::integer AS "by" FROM "after" WHERE "state" = 'registered' GROUP BY "race_id") AS "more"
		WHERE "race"."id" = "more"."race_id";
	ELSIF TG_OP = 'DELETE' THEN
		UPDATE "race" SET "registered" = "registered" - "fewer"."by"
		FROM (SELECT "race_id", count(*)::integer AS "by" FROM "before" WHERE "state" = 'registered' GROUP BY "race_id") AS "fewer"
		WHERE "race"."id" = "fewer"."race_id";
	ELSE
		UPDATE "race" SET "registered" = "registered" + "change"."by"
		FROM (
			SELECT "race_id", sum("one")::integer AS "by" FROM (
				SELECT "race_id", 1 AS "one" FROM "after" WHERE "state" = 'registered'
				UNION ALL SELECT "race_id", -1 FROM "before" WHERE "state" = 'registered') AS "each"
			GROUP BY "race_id" HAVING sum("one") <> 0) AS "change"
		WHERE "race"."id" = "change"."race_id";
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER "registered_after_insert" AFTER INSERT ON "participant"
	REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION count_registered();
CREATE TRIGGER "registered_after_update" AFTER UPDATE ON "participant"
	REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION count_registered();
CREATE TRIGGER "registered_after_delete" AFTER DELETE ON "participant"
	REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION count_registered();

-- Passings are never deleted but with their event, and their devices with them.
CREATE FUNCTION count_passings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "device" SET "passing_count" = "passing_count" + "sent"."by"
	FROM (SELECT "device_id", count(*)::integer AS "by" FROM "stored" GROUP BY "device_id") AS "sent"
	WHERE "device"."id" = "sent"."device_id";
	RETURN NULL;
END
$$;
CREATE TRIGGER "passing_inserted" AFTER INSERT ON "passing"
	REFERENCING NEW TABLE AS "stored" FOR EACH STATEMENT EXECUTE FUNCTION count_passings();

-- What is stored already.
UPDATE "event" SET "last_bib" = coalesce((SELECT max(bib_number("number")) FROM "bib" WHERE "bib"."event_id" = "event"."id"), 0);
UPDATE "race" SET "registered" =
	(SELECT count(*) FROM "participant" WHERE "participant"."race_id" = "race"."id" AND "state" = 'registered');
UPDATE "device" SET "passing_count" = "held"."by"
FROM (SELECT "device_id", count(*)::integer AS "by" FROM "passing" GROUP BY "device_id") AS "held"
WHERE "device"."id" = "held"."device_id";
