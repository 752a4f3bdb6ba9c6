/** Publishing: an immutable, numbered version of a race's results. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { PublicationBrief } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { Db } from '#lib/server/database/db.ts';
import { holdEvent } from '#lib/server/events/store/events.ts';
import { findReadsAfter, holdArrivals } from '#lib/server/passings/store/passings.ts';
import { insertPublication } from './store/publications.ts';
import { areSameFacts } from '#lib/server/results/store/raceFacts.ts';
import { insertRulings } from '#lib/server/rulings/store/rulings.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { preparePublication, type Prepared, type Remaining } from './preparePublication.ts';
import { digestOf } from './publishedList.ts';
import { briefOf } from './versions.ts';

export interface PublishInput {
	event: string;
	race: string;
	state: 'provisional' | 'official';
	note?: string;
	/** For `official`: rule who was not seen DNS and who is on course DNF. Without it such runners are a refusal. */
	ruleRemaining?: boolean;
	/** Places by sex and division close up in public, see domain/publication/gaps.ts. */
	withoutGaps?: boolean;
	/** Asked before anything is stored, of what would be: false leaves everything as it is. */
	agreed?: (plan: Plan) => Promise<boolean>;
}

export interface Plan {
	facts: EventFacts;
	course: Course;
	prepared: Prepared;
}

/** How often facts that changed while they were worked on are taken anew. */
const TRIES = 5;

/**
 * Results are worked out before anything is locked. What is stored is true of the facts at that moment: where they have
 * changed meanwhile, it begins anew.
 */
export async function publish(
	app: App,
	caller: Caller,
	input: PublishInput
): Promise<Result<PublicationBrief, Refusal>> {
	for (let tried = 0; tried < TRIES; tried++) {
		const facts = await openFacts(app, caller, input.event, 'publish');
		if (!facts.ok) return facts;
		const course = courseIn(facts.value.event, input.race);
		if (!course.ok) return course;
		const { state, note = '', withoutGaps = false } = input;
		const [by, nowMs] = [actorOf(caller), app.now()];
		const prepared = preparePublication(facts.value, { course: course.value, state, withoutGaps, by, nowMs });
		if (prepared.remaining.length > 0 && !input.ruleRemaining) return refuseRemaining(prepared.remaining);
		const plan = { facts: facts.value, course: course.value, prepared };
		if (input.agreed && !(await input.agreed(plan)))
			return refuse('edited-since', 'what would be published was not agreed to');
		const deed = { ...plan, state, note, by, nowMs };
		const stored = await storeUnlessChanged(app, deed);
		if (!stored) continue;
		const { id: eventId, timeZone } = facts.value.event;
		announce(app, { eventId, kind: 'publication' });
		return ok(briefOf({ ...stored, state, note, createdMs: nowMs }, timeZone));
	}
	return refuse(
		'edited-since',
		'reads or decisions of this race keep arriving; publish provisional results, or try again when they are in'
	);
}

interface Deed extends Plan {
	state: 'provisional' | 'official';
	note: string;
	by: string;
	nowMs: number;
}

/** A race of 26,000 takes some seconds to write. */
const LONG = { maxWait: 20_000, timeout: 60_000 };

class ChangedMeanwhile extends Error {}

/** Null: something that it rests on has changed, and nothing is stored. */
async function storeUnlessChanged(app: App, deed: Deed): Promise<{ number: number; digest: string } | null> {
	const { facts, course, prepared, state, note, by, nowMs } = deed;
	const { published, rulings, remaining } = prepared;
	const { eventId, arrival, document, entries } = facts.version;
	const digest = digestOf(published);
	const seen = { passingsUpTo: arrival, documentVersion: document, entriesVersion: entries };
	try {
		return await app.database.prisma.$transaction(async (db) => {
			await holdEvent(db, eventId);
			if (!(await areSameFacts(db, facts.version))) throw new ChangedMeanwhile();
			if (rulings.length > 0) await insertRulings(db, rulings);
			const publication = { eventId, raceId: course.id, state, note, published, digest, by, nowMs, seen };
			const number = await insertPublication(db, publication);
			await recordAudit(db, {
				eventId,
				actor: by,
				action: 'results-published',
				subject: course.race.slug,
				details: {
					number,
					state,
					digest,
					ruled: remaining.length,
					withoutGaps: published.withoutGaps ?? false
				}
			});
			// A provisional version may say less than has arrived by now; an official one decides about everybody.
			if (state === 'official' && (await hasNewReads(db, deed))) throw new ChangedMeanwhile();
			return { number, digest };
		}, LONG);
	} catch (error) {
		if (error instanceof ChangedMeanwhile) return null;
		throw error;
	}
}

/** Reads of the race's runners, or of nobody at its checkpoints, that the facts do not hold. From then on none arrives. */
async function hasNewReads(db: Db, { facts, course }: Deed): Promise<boolean> {
	const { eventId, arrival } = facts.version;
	await holdArrivals(db, eventId);
	const checkpoints = new Set(course.race.checkpoints.map(({ slug }) => slug));
	return (await findReadsAfter(db, { eventId, arrival })).some(({ readAs, read, checkpoint }) => {
		const owner = facts.whose(readAs, read);
		return owner === null ? checkpoints.has(checkpoint) : facts.entryOf.get(owner)?.raceId === course.id;
	});
}

function refuseRemaining(remaining: readonly Remaining[]) {
	const dns = remaining.filter(({ type }) => type === 'dns').length;
	return refuse(
		'unruled-participants',
		`runners not seen: ${dns}, on course: ${remaining.length - dns}; rule them, or send "ruleRemaining": true to rule them DNS and DNF`
	);
}
