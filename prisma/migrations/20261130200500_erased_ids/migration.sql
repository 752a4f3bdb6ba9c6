-- CreateTable
CREATE TABLE "erased_id" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erased_id_pkey" PRIMARY KEY ("id")
);
