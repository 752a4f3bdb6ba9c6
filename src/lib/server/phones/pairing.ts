/** Makes a phone a device of the event: an organiser offers a code, the phone exchanges it once for a token. */
import { ok, type Result } from '#lib/domain/result.ts';
import { usualPlace } from '#lib/domain/timing/facts/places.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import type { DeviceRole } from '#lib/domain/timing/facts/deviceRoles.ts';
import type { Paired, PairingOffer } from '#lib/schemas/pairing.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { findCourses, type EventCourses } from '#lib/server/events/store/courses.ts';
import type { Db } from '#lib/server/database/db.ts';
import { assignDevice, ensureDevice, insertDeviceToken, revokeDeviceTokens } from './store/devices.ts';
import { findTakenDeviceNames, insertPairing, usePairing, type PairingFacts } from './store/pairings.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { refusalOfCheckpoint } from '#lib/server/access/courses.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { placesIn } from '#lib/server/events/eventPlaces.ts';
import { findByCode, freeTypedCode } from './pairingCode.ts';
import { rosterRaces } from './roster.ts';

export const PAIRING_LIFE_MS = 600_000;

/** The code works once, for ten minutes. Code and typed code are answered here and stored hashed only. */
export async function createPairing(
	app: App,
	caller: Caller,
	input: { event: string; checkpoint?: string | undefined; role: DeviceRole; device?: string | undefined }
): Promise<Result<PairingOffer, Refusal>> {
	const event = await openEvent(app, caller, input.event, 'time');
	if (!event.ok) return event;
	const { id: eventId, timeZone } = event.value;
	const { role } = input;
	const checkpoint = input.checkpoint ?? usualPlace(role, placesIn(event.value))?.slug ?? '';
	const unknown = refusalOfCheckpoint(event.value, checkpoint);
	if (unknown) return unknown;
	const nowMs = app.now();
	const code = newSecret(128);
	const expiresMs = nowMs + PAIRING_LIFE_MS;
	const { id, device, typed } = await app.database.prisma.$transaction(async (db) => {
		const typed = await freeTypedCode(db);
		const device = input.device ?? (await freeDeviceName(db, { event: event.value, checkpoint, nowMs }));
		const id = await insertPairing(db, {
			eventId,
			codeHash: hashSecret(code),
			typedCodeHash: hashSecret(typed),
			deviceName: device,
			checkpoint,
			role,
			expiresMs,
			createdBy: actorOf(caller)
		});
		await recordAudit(db, {
			eventId,
			actor: actorOf(caller),
			action: 'pairing-offered',
			subject: device,
			details: { checkpoint, role }
		});
		return { id, device, typed };
	});
	return ok({
		id,
		code,
		url: `${app.origin()}/scan#pair=${code}`,
		typedCode: `${typed.slice(0, 4)}-${typed.slice(4)}`,
		device,
		checkpoint,
		role,
		expiresAt: formatInstant(expiresMs, timeZone)
	});
}

/**
 * A name that no device has: first those that the checkpoint trusts by name, then `finish-a`, `finish-b` …
 * @param options.event its checkpoints name the devices that are expected there
 */
async function freeDeviceName(
	db: Db,
	{ event, checkpoint, nowMs }: { event: EventCourses; checkpoint: string; nowMs: number }
): Promise<string> {
	const taken = await findTakenDeviceNames(db, { eventId: event.id, nowMs });
	const expected = event.courses.flatMap(({ race }) =>
		race.checkpoints.filter(({ slug }) => slug === checkpoint).flatMap(({ devices }) => devices)
	);
	const expectedFree = expected.find((name) => !taken.has(name));
	if (expectedFree) return expectedFree;
	const base = checkpoint.slice(0, 30);
	for (let n = 0; ; n++) {
		const name = `${base}-${n < 26 ? String.fromCharCode(97 + n) : n + 1}`;
		if (!taken.has(name)) return name;
	}
}

/**
 * Anybody who has the code may call. A device of that name goes on under the new token: its earlier tokens end, its
 * earlier reads keep their place. With `event` the code must be one of that event. `address`: where the call comes from.
 */
export async function pairPhone(
	app: App,
	_caller: Caller,
	input: { code: string; event?: string | undefined; address: string }
): Promise<Result<Paired, Refusal>> {
	const nowMs = app.now();
	const found = await findOffer(app, { ...input, nowMs });
	if (!found.ok) return found;
	const { pairing } = found.value;
	const { eventId, deviceName, checkpoint, role } = pairing;
	const token = newSecret(128);
	// Read before the code is used up: a fault after the commit would lose the token, and the code works once.
	const races = await rosterRaces(app, found.value.event);
	const used = await app.database.prisma.$transaction(async (db) => {
		const { id: deviceId } = await ensureDevice(db, { eventId, name: deviceName });
		if (!(await usePairing(db, { id: pairing.id, deviceId, nowMs }))) return false;
		await revokeDeviceTokens(db, { deviceId, nowMs });
		await insertDeviceToken(db, { deviceId, hash: hashSecret(token), nowMs });
		await assignDevice(db, { deviceId, to: { checkpoint, role }, nowMs });
		await recordAudit(db, {
			eventId,
			actor: `device:${deviceName}`,
			action: 'device-paired',
			subject: deviceName,
			details: { checkpoint, role }
		});
		return true;
	});
	if (!used) return USED;
	announce(app, { eventId, kind: 'devices' });
	const { slug, name, date, timeZone } = found.value.event;
	return ok({
		token,
		device: deviceName,
		event: { slug, name, date, timeZone },
		checkpoint,
		role: role as DeviceRole,
		races,
		nowMs
	});
}

const USED = refuse(
	'pairing-code-used',
	'this pairing code was used already; ask the organiser for a new one'
);

async function findOffer(
	app: App,
	{
		code,
		event: slug,
		address,
		nowMs
	}: { code: string; event?: string | undefined; address: string; nowMs: number }
): Promise<Result<{ pairing: PairingFacts; event: EventCourses }, Refusal>> {
	const db = app.database.prisma;
	const named = slug === undefined ? null : await findCourses(db, { slug });
	if (slug !== undefined && !named) return refuse('event-unknown', `there is no event "${slug}"`);
	const found = await findByCode(app, { code, eventId: named?.id ?? null, address });
	if (!found.ok) return found;
	const pairing = found.value;
	if (pairing.usedMs !== null) return USED;
	if (pairing.expiresMs <= nowMs)
		return refuse('pairing-code-expired', 'this pairing code has expired; ask the organiser for a new one');
	const event = named ?? (await findCourses(db, { id: pairing.eventId }));
	if (!event) return refuse('event-unknown', 'the event of this pairing code is gone');
	return ok({ pairing, event });
}
