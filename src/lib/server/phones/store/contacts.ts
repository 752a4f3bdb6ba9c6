/** How many of an event's phones are heard. */
import { PUT_AWAY_AFTER_MS, SILENT_AFTER_MS } from '#lib/domain/time/phoneContact.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface PhoneContacts {
	inContact: number;
	/** Heard today, and not for some minutes. */
	silent: number;
}

/** Of the phones that are paired and have not been put away. */
export async function countContacts(
	db: Db,
	{ eventId, nowMs }: { eventId: string; nowMs: number }
): Promise<PhoneContacts> {
	const silentSince = new Date(nowMs - SILENT_AFTER_MS);
	const [counts] = await db.$queryRaw<PhoneContacts[]>`
		select count(*) filter (where d.last_contact_at > ${silentSince})::int as "inContact",
			count(*) filter (where d.last_contact_at <= ${silentSince})::int as silent
		from device d
		where d.event_id = ${eventId}::uuid and d.last_contact_at > ${new Date(nowMs - PUT_AWAY_AFTER_MS)}
			and exists (select 1 from device_token t where t.device_id = d.id and t.revoked_at is null)`;
	return counts ?? { inContact: 0, silent: 0 };
}
