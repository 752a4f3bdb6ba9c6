-- CreateTable
CREATE TABLE "membership" (
    "user_id" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","event_id","role")
);

-- CreateIndex
CREATE INDEX "membership_event_id_idx" ON "membership"("event_id");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody loses what they could: an account that is no owner organised every event, and an owner's key that is bound to an
-- event could do there what an organiser can.
INSERT INTO "membership" ("user_id", "event_id", "role")
SELECT "u"."id", "e"."id", 'organiser' FROM "user" "u" CROSS JOIN "event" "e" WHERE "u"."role" <> 'owner';

UPDATE "api_key" SET "role" = 'organiser' WHERE "role" = 'owner' AND "event_id" IS NOT NULL;
