-- AlterTable
ALTER TABLE "event" ADD COLUMN     "words" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "race" ADD COLUMN     "names" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "event_rules" (
    "event_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_rules_pkey" PRIMARY KEY ("event_id","version")
);

-- AddForeignKey
ALTER TABLE "event_rules" ADD CONSTRAINT "event_rules_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
