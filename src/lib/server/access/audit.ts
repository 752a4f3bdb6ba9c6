/** The audit: each service writes its entry in the transaction of what it records. */
import { insertAudit, type AuditFact } from './store/audit.ts';
import type { Db } from '#lib/server/database/db.ts';

export type { AuditFact } from './store/audit.ts';

/** @param db the transaction of the deed, so that neither is stored without the other. */
export async function recordAudit(db: Db, fact: AuditFact): Promise<void> {
	await insertAudit(db, [fact]);
}
