-- AlterTable
ALTER TABLE "outgoing_mail" ADD COLUMN     "held_until" TIMESTAMPTZ(3),
ADD COLUMN     "part_of_id" UUID;

-- AlterTable
ALTER TABLE "participant_link" ADD COLUMN     "opened_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "link_request" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX IF NOT EXISTS "outgoing_mail_participant_id_created_at_idx" ON "outgoing_mail"("participant_id", "created_at");

-- CreateIndex
CREATE INDEX "outgoing_mail_part_of_id_idx" ON "outgoing_mail"("part_of_id");

-- AddForeignKey
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_part_of_id_fkey" FOREIGN KEY ("part_of_id") REFERENCES "outgoing_mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_request" ADD CONSTRAINT "link_request_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Registering opens one session; whoever has more came by the link, so the address is known to be theirs.
UPDATE "participant_link" SET "opened_at" = "created_at"
WHERE "participant_id" IN (
	SELECT "participant_id" FROM "participant_session" GROUP BY "participant_id" HAVING count(*) > 1
);
