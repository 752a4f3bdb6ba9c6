/** Pairing codes: stored hashed, used once. */
import type { Db } from '#lib/server/database/db.ts';

export interface NewPairing {
	eventId: string;
	codeHash: string;
	typedCodeHash: string;
	deviceName: string;
	checkpoint: string;
	role: string;
	expiresMs: number;
	createdBy: string;
}

export interface PairingFacts {
	id: string;
	eventId: string;
	deviceName: string;
	checkpoint: string;
	role: string;
	expiresMs: number;
	usedMs: number | null;
}

export async function insertPairing(db: Db, { expiresMs, ...pairing }: NewPairing): Promise<string> {
	const row = await db.pairing.create({
		data: { ...pairing, expiresAt: new Date(expiresMs) },
		select: { id: true }
	});
	return row.id;
}

export async function findPairing(
	db: Db,
	where: { codeHash: string } | { typedCodeHash: string }
): Promise<PairingFacts | null> {
	const row = await db.pairing.findUnique({ where });
	return (
		row && {
			id: row.id,
			eventId: row.eventId,
			deviceName: row.deviceName,
			checkpoint: row.checkpoint,
			role: row.role,
			expiresMs: row.expiresAt.getTime(),
			usedMs: row.usedAt?.getTime() ?? null
		}
	);
}

/** False: somebody else was faster. */
export async function usePairing(
	db: Db,
	{ id, deviceId, nowMs }: { id: string; deviceId: string; nowMs: number }
): Promise<boolean> {
	const { count } = await db.pairing.updateMany({
		where: { id, usedAt: null },
		data: { usedAt: new Date(nowMs), deviceId }
	});
	return count === 1;
}

/** Names of devices, and those promised by codes that can still be used. */
export async function findTakenDeviceNames(
	db: Db,
	{ eventId, nowMs }: { eventId: string; nowMs: number }
): Promise<Set<string>> {
	const devices = await db.device.findMany({ where: { eventId }, select: { name: true } });
	const open = await db.pairing.findMany({
		where: { eventId, usedAt: null, expiresAt: { gt: new Date(nowMs) } },
		select: { deviceName: true }
	});
	return new Set([...devices.map(({ name }) => name), ...open.map(({ deviceName }) => deviceName)]);
}
