-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "merged_into_id" UUID;

-- CreateIndex
CREATE INDEX "participant_merged_into_id_idx" ON "participant"("merged_into_id");

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A merged entry takes no place, and is nobody's but the kept one's.
ALTER TABLE "participant" ADD CONSTRAINT "participant_merged_check"
    CHECK ("merged_into_id" IS NULL OR ("state" = 'cancelled' AND "merged_into_id" <> "id"));
