-- What an event asks besides the person: Question[] of schemas/event/question.ts, read and written whole.
ALTER TABLE "event" ADD COLUMN "questions" JSONB NOT NULL DEFAULT '[]';

-- What a runner answered. It goes with the participant; notes about health and whom to call go 30 days after the event.
CREATE TABLE "entry_answer" (
    "participant_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "entry_answer_pkey" PRIMARY KEY ("participant_id","question")
);

-- AddForeignKey
ALTER TABLE "entry_answer" ADD CONSTRAINT "entry_answer_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
