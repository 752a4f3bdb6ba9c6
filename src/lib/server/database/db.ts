/** What the functions of the store take: the client, or the client of the transaction under way. */
import type { Prisma, PrismaClient } from '#lib/server/database/client/client.ts';

export type Db = PrismaClient | Prisma.TransactionClient;
