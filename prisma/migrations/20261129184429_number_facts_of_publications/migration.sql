-- AlterTable
ALTER TABLE "publication" ADD COLUMN     "document_version" INTEGER,
ADD COLUMN     "entries_version" INTEGER,
ADD COLUMN     "passings_up_to" BIGINT,
ADD COLUMN     "rulings_up_to" BIGINT;
