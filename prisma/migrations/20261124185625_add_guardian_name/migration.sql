-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "guardian_name" TEXT;
