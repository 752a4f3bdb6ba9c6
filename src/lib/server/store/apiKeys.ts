/** Keys of programs, and the tokens of devices as far as telling who calls needs them. */
import type { Role } from '#lib/server/caller.ts';
import type { Db } from '#lib/server/store/db.ts';

export interface ApiKeyRow {
	id: string;
	name: string;
	role: Role;
	eventId: string | null;
	revoked: boolean;
}

export async function findApiKey(db: Db, hash: string): Promise<ApiKeyRow | null> {
	const row = await db.apiKey.findUnique({ where: { hash } });
	return row && keyOf(row);
}

interface DeviceTokenRow {
	deviceId: string;
	deviceName: string;
	eventId: string;
	revokedMs: number | null;
}

export async function findDeviceToken(db: Db, hash: string): Promise<DeviceTokenRow | null> {
	const row = await db.deviceToken.findUnique({
		where: { hash },
		select: { revokedAt: true, device: { select: { id: true, name: true, eventId: true } } }
	});
	if (!row) return null;
	const { id, name, eventId } = row.device;
	return { deviceId: id, deviceName: name, eventId, revokedMs: row.revokedAt?.getTime() ?? null };
}

interface StoredKey {
	id: string;
	name: string;
	role: string;
	eventId: string | null;
	revokedAt: Date | null;
}

const keyOf = ({ id, name, role, eventId, revokedAt }: StoredKey): ApiKeyRow => ({
	id,
	name,
	role: role === 'owner' ? 'owner' : 'organiser',
	eventId,
	revoked: revokedAt !== null
});
