import type { DatabaseLog } from '#lib/server/database/database.ts';

/** For tests whose subject is not the log. */
export const silent: DatabaseLog = { info: () => undefined, warn: () => undefined };
