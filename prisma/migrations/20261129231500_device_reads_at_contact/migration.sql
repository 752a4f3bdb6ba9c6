-- AlterTable
ALTER TABLE "device" ADD COLUMN     "passings_at_contact" INTEGER;
