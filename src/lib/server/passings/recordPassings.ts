/** Stores what phones and readers observed. Facts are never refused for not counting: that is for the results to say. */
import { ok, type Result } from '#lib/domain/result.ts';
import { correctedMs } from '#lib/domain/timing/facts/passing.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import {
	MAX_PASSINGS,
	PassingItemSchema,
	type PassingAnswer,
	type PassingItem,
	type PassingRejection,
	type PassingsRequest
} from '#lib/schemas/passing.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import { perApp } from '#lib/server/perApp.ts';
import { ensureDevice } from '#lib/server/phones/store/devices.ts';
import {
	findPassingContexts,
	insertPassings,
	type NewPassing,
	type PassingContext,
	type Upload
} from './store/passings.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { groupCommit } from './groupCommit.ts';

/** Rows of one commit: enough to make the sync cheap, few enough that nobody waits long for it. */
const ROWS_A_COMMIT = 10_000;
/** Uploads that one statement looks up. */
const UPLOADS_A_LOOK = 200;
/** A phone knows where it stands as soon as it is paired; its clock may be off by this much before it has compared it. */
const EARLY_MS = 10_000;

/**
 * Answers each item in the order sent, after the commit that holds it is durable.
 * A device's token writes for that device only. Reads of a revoked token from before its end are stored as unassigned;
 * when there are later ones too, the rest is refused with `token-revoked`, so that the phone keeps them and is paired again.
 */
export async function recordPassings(
	app: App,
	caller: Caller,
	{ event, request }: { event: string; request: PassingsRequest }
): Promise<Result<{ items: PassingAnswer[] }, Refusal>> {
	if (request.items.length > MAX_PASSINGS)
		return refuse(
			'too-many-items',
			`a request takes at most ${MAX_PASSINGS} passings, this one has ${request.items.length}; send half`
		);
	const found = await contexts(app)({ eventSlug: event, device: request.device });
	if (!found) return refuse('event-unknown', `there is no event "${event}"`);
	const refusal = refusalOfSender(caller, { eventId: found.eventId, device: request.device });
	if (refusal) return refusal;

	const endMs = caller.kind === 'device' ? caller.revokedMs : null;
	const parsed = request.items.map((item) => parsePassing(item, found));
	const refused = parsed.some((p) => p.ok && endMs !== null && correctedMs(timeOf(p.value)) >= endMs);
	const deviceId = found.deviceId ?? (await makeDevice(app, caller, { found, name: request.device }));
	const receivedMs = app.now();
	const passings = parsed.flatMap((p, index) => {
		if (!p.ok) return [];
		const passing = { ...factsOf(p.value, index), deviceId, receivedMs, assigned: true };
		if (endMs !== null && correctedMs(passing) >= endMs) return [];
		if (caller.kind === 'device') passing.assigned = endMs === null && isAssigned(passing, found.assignments);
		return [passing];
	});
	const stored = passings.length > 0 ? await commits(app)(found.eventId)(passings) : new Set<string>();
	if (refused)
		return refuse(
			'token-revoked',
			'the token of this phone was revoked; pair it again and send the same reads'
		);
	return ok({ items: parsed.map((p) => (p.ok ? answerOf(p.value, stored) : p.error)) });
}

function refusalOfSender(caller: Caller, { eventId, device }: { eventId: string; device: string }) {
	const refused = refusalOf(caller, 'send-reads', { id: eventId });
	if (refused) return refused;
	if (caller.kind === 'device' && caller.deviceName !== device)
		return refuse('wrong-device', `this phone is "${caller.deviceName}", not "${device}"`);
	return null;
}

type Parsed = Result<PassingItem, PassingAnswer & { reason: PassingRejection }>;

/** One item as it will be stored, or the answer that refuses it. @param checkpoints slugs of the event */
export function parsePassing(item: unknown, { checkpoints }: Pick<PassingContext, 'checkpoints'>): Parsed {
	const rejected = (reason: PassingRejection, message: string): Parsed => ({
		ok: false,
		error: { id: idOf(item), status: 'rejected', reason, message }
	});
	const parsed = parseWith(PassingItemSchema, item);
	if (!parsed.ok)
		return rejected(
			'malformed',
			parsed.error.map((fault) => `${fault.pointer} ${fault.message}`.trim()).join('; ')
		);
	if (!checkpoints.includes(parsed.value.checkpoint))
		return rejected('checkpoint-unknown', `the event has no checkpoint "${parsed.value.checkpoint}"`);
	return parsed;
}

function idOf(item: unknown): string | null {
	const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : null;
	return typeof id === 'string' ? id.slice(0, 100) : null;
}

const timeOf = (item: PassingItem) => ({ atMs: item.at, offsetMs: item.offsetMs });

function factsOf(item: PassingItem, index: number): Omit<NewPassing, 'deviceId' | 'receivedMs' | 'assigned'> {
	const readAs = (['bib', 'code', 'tag'] as const).find((name) => item[name] !== undefined) ?? null;
	return {
		id: item.id.toLowerCase(),
		seq: item.seq ?? index,
		checkpoint: item.checkpoint,
		kind: item.kind,
		readAs,
		read: readAs === null ? null : (item[readAs] ?? null),
		atMs: item.at,
		offsetMs: item.offsetMs,
		uncertaintyMs: item.uncertaintyMs ?? null,
		resolutionMs: item.resolutionMs,
		lane: item.lane ?? null,
		token: item.token ?? null
	};
}

/** Stood this device at that checkpoint at the corrected time of the read? */
const isAssigned = (passing: NewPassing, assignments: PassingContext['assignments']): boolean => {
	const atMs = correctedMs(passing);
	return assignments.some(
		({ checkpoint, fromMs, untilMs }) =>
			checkpoint === passing.checkpoint && atMs >= fromMs - EARLY_MS && (untilMs === null || atMs < untilMs)
	);
};

async function makeDevice(
	app: App,
	caller: Caller,
	{ found, name }: { found: PassingContext; name: string }
): Promise<string> {
	const { eventId } = found;
	return app.database.prisma.$transaction(async (db) => {
		const { id, made } = await ensureDevice(db, { eventId, name });
		if (made)
			await recordAudit(db, { eventId, actor: actorOf(caller), action: 'device-made', subject: name });
		return id;
	});
}

/** The first of an id in a request is answered `stored`, a second one `duplicate`: `stored` holds each id once. */
function answerOf(item: PassingItem, stored: Set<string>): PassingAnswer {
	const isNew = stored.delete(item.id.toLowerCase());
	return { id: item.id, status: isNew ? 'stored' : 'duplicate', reason: null };
}

/** Uploads that come while others are looked up share the next look, see groupCommit.ts. */
const contexts = perApp('passing-contexts', (app) =>
	groupCommit<Upload, PassingContext | null>({
		weigh: () => 1,
		limit: UPLOADS_A_LOOK,
		commit: (uploads) => findPassingContexts(app.database.pool, uploads)
	})
);

type Commit = (passings: NewPassing[]) => Promise<Set<string>>;

/** A queue for each event, so that its numbers of arrival are drawn in the order of its commits. */
const commits = perApp('passing-commits', (app) => {
	const queues = new Map<string, Commit>();
	return (eventId: string): Commit => {
		const queue = queues.get(eventId) ?? passingQueue(app, eventId);
		queues.set(eventId, queue);
		return queue;
	};
});

function passingQueue(app: App, eventId: string): Commit {
	return groupCommit<NewPassing[], Set<string>>({
		weigh: (passings) => passings.length,
		limit: ROWS_A_COMMIT,
		commit: async (requests) => {
			const stored = await insertPassings(app.database.pool, { eventId, passings: requests.flat() });
			if (stored.size > 0) announce(app, { eventId, kind: 'passings' });
			// Two requests may hold the same id: the earlier one stored it.
			return requests.map(
				(passings) => new Set(passings.map(({ id }) => id).filter((id) => stored.delete(id)))
			);
		}
	});
}
