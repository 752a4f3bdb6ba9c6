/** The phones of an event: what they report, and where an organiser puts them. */
import { phonesReleased } from '#lib/domain/publication/releasedPhones.ts';
import { readVersion, versionText, type VersionFault } from '#lib/domain/people/formVersion.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import type { DeviceRole } from '#lib/domain/timing/facts/deviceRoles.ts';
import type { Device, Heartbeat } from '#lib/schemas/pairing.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import type { EventCourses } from '#lib/server/events/store/courses.ts';
import {
	assignDevice,
	findAssignment,
	findDevice,
	holdAssignment,
	listDeviceFacts,
	recordContact,
	revokeDeviceTokens,
	type Assignment,
	type DeviceFacts,
	type HeartbeatFacts
} from './store/devices.ts';
import { findReleaseFacts } from '#lib/server/publication/store/publications.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { refusalOfCheckpoint } from '#lib/server/access/courses.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import { refusalOfRevoked } from './phoneReader.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';

/** Keeps what the phone says of itself and answers where the organiser wants it by now, and whether its work is done. */
export async function heartbeat(
	app: App,
	caller: Caller,
	facts: HeartbeatFacts
): Promise<Result<Heartbeat, Refusal>> {
	const refused = refusalOf(caller, 'report', null) ?? refusalOfRevoked(caller);
	if (refused) return refused;
	if (caller.kind !== 'device') throw new Error('only a phone may report');
	const nowMs = app.now();
	const { deviceId, deviceName } = caller;
	const eventId = caller.event.id;
	await recordContact(app.database.prisma, { deviceId, nowMs, ...facts });
	const assignment = await findAssignment(app.database.prisma, deviceId);
	const released = phonesReleased(await findReleaseFacts(app.database.prisma, eventId), nowMs);
	announce(app, { eventId, kind: 'devices' });
	return ok({
		device: deviceName,
		...placeOf(assignment),
		released,
		nowMs
	});
}

export async function listDevices(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ items: Device[] }, Refusal>> {
	const event = await openEvent(app, caller, slug, 'time');
	if (!event.ok) return event;
	const devices = await listDeviceFacts(app.database.prisma, event.value.id);
	return ok({ items: devices.map((device) => deviceOf(device, event.value)) });
}

function deviceOf(facts: DeviceFacts, { timeZone }: EventCourses): Device {
	const {
		name,
		assignment,
		paired,
		lastContactMs,
		battery,
		unsent,
		offsetMs,
		uncertaintyMs,
		passings,
		version
	} = facts;
	return {
		name,
		...placeOf(assignment),
		paired,
		lastContactAt: lastContactMs === null ? null : formatInstant(lastContactMs, timeZone),
		battery,
		unsent,
		offsetMs,
		uncertaintyMs,
		passings,
		version
	};
}

/** What a form made from an older place hears: why it names no version, or where the phone stands by now. */
export type MoveRefusal = Refusal & {
	versionFault?: VersionFault;
	/** `version`: as a form made from now on names it. */
	since?: DevicePlace & { version: string };
};

/** Where a phone stands; null: nowhere. */
export interface DevicePlace {
	checkpoint: string | null;
	role: DeviceRole | null;
}

export interface MovedDevice {
	device: string;
	checkpoint: string;
	role: DeviceRole;
	before: DevicePlace;
	/** Of where it stands now, as a form names it. */
	version: string;
}

const placeOf = (assignment: Assignment | null): DevicePlace => ({
	checkpoint: assignment?.checkpoint ?? null,
	role: (assignment?.role ?? null) as DeviceRole | null
});

/**
 * From now on the phone stands elsewhere; it learns so with its next heartbeat. Reads from before keep their place.
 * @param input.madeFrom the version that a form names; a program moves it from wherever it is
 */
export async function moveDevice(
	app: App,
	caller: Caller,
	input: { event: string; device: string; checkpoint: string; role: DeviceRole; madeFrom?: string }
): Promise<Result<MovedDevice, MoveRefusal>> {
	const { device, checkpoint, role } = input;
	const found = await findOrganised(app, caller, input);
	if (!found.ok) return found;
	const { event, deviceId } = found.value;
	const unknown = refusalOfCheckpoint(event, checkpoint);
	if (unknown) return unknown;
	const moved = await app.database.prisma.$transaction(async (db) => {
		const before = await holdAssignment(db, deviceId);
		const refusal = refusalOfStale(input, before);
		if (refusal) return err(refusal);
		await assignDevice(db, { deviceId, to: { checkpoint, role }, nowMs: app.now() });
		await recordAudit(db, {
			eventId: event.id,
			actor: actorOf(caller),
			action: 'device-moved',
			subject: device,
			details: { checkpoint, role }
		});
		// One place has begun, and the one before it has ended.
		const version = versionText({ id: device, version: before.version + (before.assignment ? 2 : 1) });
		return ok({ device, checkpoint, role, before: placeOf(before.assignment), version });
	});
	if (moved.ok) announce(app, { eventId: event.id, kind: 'devices' });
	return moved;
}

function refusalOfStale(
	{
		device,
		checkpoint,
		role,
		madeFrom
	}: { device: string; checkpoint: string; role: string; madeFrom?: string },
	{ assignment, version }: { assignment: Assignment | null; version: number }
): MoveRefusal | null {
	if (madeFrom === undefined) return null;
	const stale = { reason: 'edited-since', message: 'the phone was moved since' } as const;
	const made = readVersion(madeFrom, { id: device, version });
	if (!made.ok) return { ...stale, versionFault: made.error };
	const same = assignment?.checkpoint === checkpoint && assignment.role === role;
	if (made.value === version || same) return null;
	return { ...stale, since: { ...placeOf(assignment), version: versionText({ id: device, version }) } };
}

/** The phone's tokens end now and it stands nowhere. Reads from before that come later are stored as unassigned. */
export async function revokeDevice(
	app: App,
	caller: Caller,
	input: { event: string; device: string }
): Promise<Result<{ device: string; revoked: number }, Refusal>> {
	const found = await findOrganised(app, caller, input);
	if (!found.ok) return found;
	const { event, deviceId } = found.value;
	const nowMs = app.now();
	const revoked = await app.database.prisma.$transaction(async (db) => {
		const count = await revokeDeviceTokens(db, { deviceId, nowMs });
		await assignDevice(db, { deviceId, to: null, nowMs });
		await recordAudit(db, {
			eventId: event.id,
			actor: actorOf(caller),
			action: 'device-revoked',
			subject: input.device
		});
		return count;
	});
	announce(app, { eventId: event.id, kind: 'devices' });
	return ok({ device: input.device, revoked });
}

async function findOrganised(
	app: App,
	caller: Caller,
	{ event: slug, device: name }: { event: string; device: string }
): Promise<Result<{ event: EventCourses; deviceId: string }, Refusal>> {
	const event = await openEvent(app, caller, slug, 'time');
	if (!event.ok) return event;
	const device = await findDevice(app.database.prisma, { eventId: event.value.id, name });
	return device
		? ok({ event: event.value, deviceId: device.id })
		: refuse('device-unknown', `the event "${slug}" has no device "${name}"`);
}
