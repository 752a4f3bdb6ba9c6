/** Keys of programs, and the tokens of devices as far as telling who calls needs them. */
import type { ApiKey } from '#lib/schemas/apiKey.ts';
import { ROLES, type EventRef, type Role } from '#lib/domain/access/roles.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

interface KnownKey {
	name: string;
	role: Role;
	event: EventRef | null;
	revoked: boolean;
}

export async function findApiKey(db: Db, hash: string): Promise<KnownKey | null> {
	const row = await db.apiKey.findUnique({ where: { hash }, include: { event: { select: REF } } });
	if (!row) return null;
	return { name: row.name, role: roleOf(row.role), event: row.event, revoked: row.revokedAt !== null };
}

export async function hasActiveKeyNamed(db: Db, name: string): Promise<boolean> {
	return (await db.apiKey.count({ where: { name, revokedAt: null } })) > 0;
}

export async function insertApiKey(
	db: Db,
	key: { name: string; role: Role; eventId: string | null; hash: string }
): Promise<ApiKey> {
	return apiKeyOf(await db.apiKey.create({ data: key, include: withEvent }));
}

/** The newest first. */
export async function listApiKeys(db: Db): Promise<ApiKey[]> {
	const rows = await db.apiKey.findMany({ include: withEvent, orderBy: { createdAt: 'desc' } });
	return rows.map(apiKeyOf);
}

/** Keeps the instant of an earlier revocation; null when there is no such key. */
export async function revokeApiKey(db: Db, { id, at }: { id: string; at: Date }): Promise<ApiKey | null> {
	await db.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
	const row = await db.apiKey.findUnique({ where: { id }, include: withEvent });
	return row && apiKeyOf(row);
}

interface KnownDevice {
	deviceId: string;
	deviceName: string;
	event: EventRef;
	revokedMs: number | null;
}

export async function findDeviceToken(db: Db, hash: string): Promise<KnownDevice | null> {
	const row = await db.deviceToken.findUnique({
		where: { hash },
		select: { revokedAt: true, device: { select: { id: true, name: true, event: { select: REF } } } }
	});
	if (!row) return null;
	const { id, name, event } = row.device;
	return { deviceId: id, deviceName: name, event, revokedMs: row.revokedAt?.getTime() ?? null };
}

const REF = { id: true, slug: true } as const;
const withEvent = { event: { select: { slug: true } } } satisfies Prisma.ApiKeyInclude;

const apiKeyOf = (row: Prisma.ApiKeyGetPayload<{ include: typeof withEvent }>): ApiKey => ({
	id: row.id,
	name: row.name,
	role: roleOf(row.role),
	event: row.event?.slug ?? null,
	createdAt: row.createdAt.toISOString(),
	revokedAt: row.revokedAt?.toISOString() ?? null
});

/** A role that this version does not know may nothing that `viewer` may not. */
const roleOf = (role: string): Role => ROLES.find((known) => known === role) ?? 'viewer';
