/** Devices, where they stand and their tokens. Assignments are history: they end, and are never changed otherwise. */
import type { Device as DeviceRow, DeviceAssignment } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface Assignment {
	checkpoint: string;
	role: string;
}

export interface DeviceFacts {
	id: string;
	name: string;
	/** Null: nowhere now. */
	assignment: Assignment | null;
	paired: boolean;
	lastContactMs: number | null;
	battery: number | null;
	unsent: number | null;
	offsetMs: number | null;
	uncertaintyMs: number | null;
	passings: number;
	/** Of the assignment: each that began or ended makes the next, from 1. */
	version: number;
}

/** Makes the device when it is new; answers its id. */
export async function ensureDevice(
	db: Db,
	{ eventId, name }: { eventId: string; name: string }
): Promise<{ id: string; made: boolean }> {
	const { count } = await db.device.createMany({ data: [{ eventId, name }], skipDuplicates: true });
	const { id } = await db.device.findUniqueOrThrow({
		where: { eventId_name: { eventId, name } },
		select: { id: true }
	});
	return { id, made: count > 0 };
}

const CURRENT = { assignments: { where: { untilMs: null }, orderBy: { fromMs: 'desc' }, take: 1 } } as const;

export async function listDeviceFacts(db: Db, eventId: string): Promise<DeviceFacts[]> {
	const devices = await db.device.findMany({
		where: { eventId },
		orderBy: { name: 'asc' },
		include: {
			assignments: { orderBy: { fromMs: 'asc' } },
			tokens: { where: { revokedAt: null }, take: 1, select: { hash: true } }
		}
	});
	return devices.map((device) => ({
		...reported(device),
		assignment: currentOf(device),
		paired: device.tokens.length > 0,
		passings: device.passingCount,
		version: versionOf(device.assignments)
	}));
}

export async function findDevice(
	db: Db,
	{ eventId, name }: { eventId: string; name: string }
): Promise<{ id: string; assignment: Assignment | null } | null> {
	const device = await db.device.findUnique({ where: { eventId_name: { eventId, name } }, include: CURRENT });
	return device && { id: device.id, assignment: currentOf(device) };
}

export async function findAssignment(db: Db, deviceId: string): Promise<Assignment | null> {
	const device = await db.device.findUnique({ where: { id: deviceId }, include: CURRENT });
	return device && currentOf(device);
}

/** Ends what the device did and puts it to its new place from `nowMs` on; null: nowhere. */
export async function assignDevice(
	db: Db,
	{ deviceId, to, nowMs }: { deviceId: string; to: Assignment | null; nowMs: number }
): Promise<void> {
	await db.deviceAssignment.updateMany({ where: { deviceId, untilMs: null }, data: { untilMs: nowMs } });
	if (to) await db.deviceAssignment.create({ data: { deviceId, ...to, fromMs: nowMs } });
}

export async function insertDeviceToken(
	db: Db,
	{ deviceId, hash, nowMs }: { deviceId: string; hash: string; nowMs: number }
): Promise<void> {
	await db.deviceToken.create({ data: { deviceId, hash, createdAt: new Date(nowMs) } });
}

/** Answers how many were in use. */
export async function revokeDeviceTokens(
	db: Db,
	{ deviceId, nowMs }: { deviceId: string; nowMs: number }
): Promise<number> {
	const { count } = await db.deviceToken.updateMany({
		where: { deviceId, revokedAt: null },
		data: { revokedAt: new Date(nowMs) }
	});
	return count;
}

export interface HeartbeatFacts {
	battery: number | null;
	unsent: number | null;
	offsetMs: number | null;
	uncertaintyMs: number | null;
}

export async function recordContact(
	db: Db,
	{ deviceId, nowMs, ...facts }: HeartbeatFacts & { deviceId: string; nowMs: number }
): Promise<void> {
	await db.$executeRaw`
		update device set last_contact_at = ${new Date(nowMs)}, battery = ${facts.battery}, unsent = ${facts.unsent},
			offset_ms = ${facts.offsetMs}, uncertainty_ms = ${facts.uncertaintyMs}, passings_at_contact = passing_count
		where id = ${deviceId}::uuid`;
}

/** Holds the device, so that where it stands does not change before the transaction's end. */
export async function holdAssignment(
	db: Db,
	deviceId: string
): Promise<{ assignment: Assignment | null; version: number }> {
	await db.$queryRaw`select 1 from device where id = ${deviceId}::uuid for update`;
	const assignments = await db.deviceAssignment.findMany({ where: { deviceId }, orderBy: { fromMs: 'asc' } });
	return { assignment: currentOf({ assignments }), version: versionOf(assignments) };
}

const versionOf = (assignments: readonly DeviceAssignment[]): number =>
	1 + assignments.length + assignments.filter(({ untilMs }) => untilMs !== null).length;

const currentOf = ({ assignments }: { assignments: DeviceAssignment[] }): Assignment | null => {
	const current = assignments.find(({ untilMs }) => untilMs === null);
	return current ? { checkpoint: current.checkpoint, role: current.role } : null;
};

/** The phone has counted at its last contact; what it has sent since is here. */
const stillUnsent = ({ unsent, passingCount, passingsAtContact }: DeviceRow): number | null =>
	unsent === null || passingsAtContact === null
		? unsent
		: Math.max(0, unsent - (passingCount - passingsAtContact));

const reported = (device: DeviceRow) => ({
	id: device.id,
	name: device.name,
	lastContactMs: device.lastContactAt?.getTime() ?? null,
	battery: device.battery,
	unsent: stillUnsent(device),
	offsetMs: device.offsetMs,
	uncertaintyMs: device.uncertaintyMs
});
