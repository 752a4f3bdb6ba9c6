-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "alias_decided" TEXT,
ADD COLUMN     "alias_released" BOOLEAN NOT NULL DEFAULT false;

-- Released already: what an organiser gave (a list's entry has no consents; at the desk, the last who changed the entry was
-- no runner and changed the alias), and what a published version has shown.
UPDATE "participant" "p" SET "alias_decided" = "alias", "alias_released" = true
WHERE "alias" IS NOT NULL AND (
	NOT EXISTS (SELECT 1 FROM "consent" "c" WHERE "c"."participant_id" = "p"."id")
	OR EXISTS (
		SELECT 1 FROM "audit_entry" "given"
		WHERE "given"."event_id" = "p"."event_id" AND "given"."subject" = "p"."id"::text
			AND "given"."action" = 'participant-changed' AND "given"."actor" <> 'runner'
			AND 'alias' = ANY (string_to_array("given"."details"->>'fields', ' '))
			AND NOT EXISTS (
				SELECT 1 FROM "audit_entry" "later"
				WHERE "later"."event_id" = "p"."event_id" AND "later"."subject" = "p"."id"::text
					AND "later"."action" = 'participant-changed' AND "later"."actor" = 'runner' AND "later"."id" > "given"."id"))
	OR ("visibility" = 'alias' AND "id"::text IN (
		SELECT jsonb_path_query("rows", 'lax $.rows[*].participantId') #>> '{}' FROM "publication")));
