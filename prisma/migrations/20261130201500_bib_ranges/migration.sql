-- AlterTable
ALTER TABLE "race" ADD COLUMN     "bib_from" INTEGER,
ADD COLUMN     "bib_to" INTEGER;

ALTER TABLE "race" ADD CONSTRAINT "race_bib_range_check"
    CHECK (("bib_from" IS NULL AND "bib_to" IS NULL) OR ("bib_from" IS NOT NULL AND "bib_to" IS NOT NULL
        AND "bib_from" BETWEEN 1 AND "bib_to" AND "bib_to" <= 999999));

-- The highest bib of a range is found without reading the range; Prisma's schema has no indexes on expressions.
CREATE INDEX "bib_event_id_counted_idx" ON "bib"("event_id", bib_number("number"));
