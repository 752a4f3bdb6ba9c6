-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "entry_change" (
    "participant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "entry_change_pkey" PRIMARY KEY ("participant_id","version")
);

-- AddForeignKey
ALTER TABLE "entry_change" ADD CONSTRAINT "entry_change_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
