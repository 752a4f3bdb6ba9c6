-- AlterTable
ALTER TABLE "event" ADD COLUMN     "binned_at" TIMESTAMPTZ(3),
ADD COLUMN     "binned_slug" TEXT;
