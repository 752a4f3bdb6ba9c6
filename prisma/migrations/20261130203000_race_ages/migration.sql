-- Who may register for a race, by whole years on its day; null: no bound.
ALTER TABLE "race" ADD COLUMN "age_from" INTEGER,
ADD COLUMN "age_to" INTEGER;
