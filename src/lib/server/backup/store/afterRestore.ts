import type { Db } from '#lib/server/database/db.ts';

/**
 * Sessions, runners' links, preview links and every invitation: who had one may have lost it since the backup was made.
 * Phones stay paired, since the reads on them are wanted.
 */
export async function endWhatWasOpen(db: Db): Promise<void> {
	await db.session.deleteMany();
	await db.verification.deleteMany();
	await db.setupLink.deleteMany();
	await db.participantSession.deleteMany();
	await db.participantLink.deleteMany();
	await db.linkRequest.deleteMany();
	await db.previewLink.deleteMany();
	await db.pairing.deleteMany({ where: { usedAt: null } });
}
