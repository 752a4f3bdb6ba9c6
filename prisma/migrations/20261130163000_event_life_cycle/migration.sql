-- An event is a draft, published, cancelled, postponed or archived; whether it is open, full or over is derived.
ALTER TABLE "event" ADD COLUMN "practice" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "status" SET DEFAULT 'published';

-- The demonstration that still takes entries is for practice; the one that reports on a run of the past is not.
UPDATE "event" SET "practice" = true WHERE "demo" AND "status" = 'scheduled';

-- A closed event is a published one whose registration has ended, at the latest now.
UPDATE "event" SET
    "registration_closes_at" = LEAST("registration_closes_at", now()),
    "registration_opens_at" = CASE WHEN "registration_opens_at" < LEAST("registration_closes_at", now())
        THEN "registration_opens_at" END
WHERE "status" = 'closed';

UPDATE "event" SET "status" = CASE "status" WHEN 'cancelled' THEN 'cancelled' WHEN 'moved' THEN 'postponed' ELSE 'published' END;

ALTER TABLE "event" ADD CONSTRAINT "event_status_check"
    CHECK ("status" IN ('draft', 'published', 'cancelled', 'postponed', 'archived'));

-- CreateTable
CREATE TABLE "preview_link" (
    "event_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preview_link_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "preview_link_hash_key" ON "preview_link"("hash");

-- AddForeignKey
ALTER TABLE "preview_link" ADD CONSTRAINT "preview_link_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
