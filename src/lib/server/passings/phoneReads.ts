/**
 * Reads that a phone handed over by hand, as a file or QR pages: looked at first, then stored as if the phone had sent them.
 * Ids make that safe: when the phone meets a network after all, its own reads are duplicates.
 */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import { MAX_PASSINGS, type PassingAnswer, type PassingRejection } from '#lib/schemas/passing.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import { measureJson } from '#lib/schemas/base/jsonShape.ts';
import { MAX_EXPORTED_READS, ReadExportSchema } from '#lib/schemas/readExport.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { findDevice } from '#lib/server/phones/store/devices.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { passingIds, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { parsePassing, recordPassings } from './recordPassings.ts';

/** `damaged`: not what a phone exports. */
export type PhoneReadsFault =
	| { fault: 'damaged' }
	| { fault: 'other-event'; event: string }
	| { fault: 'device-unknown'; device: string };

export interface PhoneReadsPreview {
	device: string;
	/** RFC 3339, by the phone's clock. */
	madeAt: string;
	/** By checkpoint, in the order of the first read of each. */
	places: { checkpoint: string; fresh: number; stored: number }[];
	/** Position in the list, from 1, what is wrong, and the checkpoint that it names, if any. */
	faults: { position: number; reason: PassingRejection; checkpoint: string }[];
}

interface Handed {
	facts: EventFacts;
	deviceId: string;
	device: string;
	madeMs: number;
	items: unknown[];
}

export async function previewPhoneReads(
	app: App,
	caller: Caller,
	input: { event: string; text: string }
): Promise<Result<Result<PhoneReadsPreview, PhoneReadsFault>, Refusal>> {
	const handed = await handedOver(app, caller, input);
	if (!handed.ok) return handed;
	if (!handed.value.ok) return ok(handed.value);
	const { facts, device, madeMs, items } = handed.value.value;
	const places = new Map<string, { checkpoint: string; fresh: number; stored: number }>();
	const faults: PhoneReadsPreview['faults'] = [];
	const checkpoints = facts.event.courses.flatMap(({ race }) => race.checkpoints.map(({ slug }) => slug));
	items.forEach((item, index) => {
		const parsed = parsePassing(item, { checkpoints });
		if (!parsed.ok) {
			faults.push({ position: index + 1, reason: parsed.error.reason, checkpoint: checkpointOf(item) });
			return;
		}
		const { checkpoint, id } = parsed.value;
		const place = places.get(checkpoint) ?? { checkpoint, fresh: 0, stored: 0 };
		place[passingIds(facts).has(id.toLowerCase()) ? 'stored' : 'fresh']++;
		places.set(checkpoint, place);
	});
	const madeAt = new Date(madeMs).toISOString();
	return ok(ok({ device, madeAt, places: [...places.values()], faults }));
}

/** What was assigned where counts as if the phone had sent it: elsewhere a read is stored as unassigned. */
export async function importPhoneReads(
	app: App,
	caller: Caller,
	input: { event: string; text: string }
): Promise<Result<Result<Record<PassingAnswer['status'], number>, PhoneReadsFault>, Refusal>> {
	const handed = await handedOver(app, caller, input);
	if (!handed.ok) return handed;
	if (!handed.value.ok) return ok(handed.value);
	const { facts, deviceId, device, items } = handed.value.value;
	const eventId = facts.event.id;
	const phone: Caller = { kind: 'device', deviceId, deviceName: device, event: facts.event, revokedMs: null };
	const counts = { stored: 0, duplicate: 0, rejected: 0 };
	for (let from = 0; from < items.length; from += MAX_PASSINGS) {
		const request = { device, items: items.slice(from, from + MAX_PASSINGS) };
		const answer = await recordPassings(app, phone, { event: input.event, request });
		if (!answer.ok) return answer;
		for (const { status } of answer.value.items) counts[status]++;
	}
	await recordAudit(app.database.prisma, {
		eventId,
		actor: actorOf(caller),
		action: 'phone-reads-imported',
		subject: device,
		details: counts
	});
	return ok(ok(counts));
}

function checkpointOf(item: unknown): string {
	const named = typeof item === 'object' && item !== null && 'checkpoint' in item ? item.checkpoint : null;
	return typeof named === 'string' ? named.slice(0, 100) : '';
}

const EXPORT_BOUNDS = { depth: 8, keys: 50, items: MAX_EXPORTED_READS, values: 20 * MAX_EXPORTED_READS };

async function handedOver(
	app: App,
	caller: Caller,
	{ event, text }: { event: string; text: string }
): Promise<Result<Result<Handed, PhoneReadsFault>, Refusal>> {
	const facts = await openFacts(app, caller, event, 'time');
	if (!facts.ok) return facts;
	const refused = (fault: PhoneReadsFault) => ok(err(fault));
	const { excess } = measureJson(new TextEncoder().encode(text), EXPORT_BOUNDS);
	if (excess) return refused({ fault: 'damaged' });
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refused({ fault: 'damaged' });
	}
	const parsed = parseWith(ReadExportSchema, json);
	if (!parsed.ok) return refused({ fault: 'damaged' });
	const { device, madeAt, items } = parsed.value;
	if (parsed.value.event !== event) return refused({ fault: 'other-event', event: parsed.value.event });
	const found = await findDevice(app.database.prisma, { eventId: facts.value.event.id, name: device });
	if (!found) return refused({ fault: 'device-unknown', device });
	return ok(ok({ facts: facts.value, deviceId: found.id, device, madeMs: madeAt, items }));
}
