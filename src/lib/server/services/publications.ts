/** Publishing: an immutable, numbered version of a race's results. */
import { publishedResults, type PublishedResults } from '#lib/domain/publication/publishedResults.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import type { PublicationBrief } from '#lib/schemas/results.ts';
import type { App } from '../app.ts';
import { actorOf, type Caller } from '../caller.ts';
import type { Course } from '../store/courses.ts';
import type { Db } from '../store/db.ts';
import { holdEvent } from '../store/events.ts';
import { insertPublication } from '../store/publications.ts';
import { insertRulings, listRulings } from '../store/rulings.ts';
import { announce } from './announce.ts';
import { recordAudit } from './audit.ts';
import { courseIn } from './courses.ts';
import type { EventFacts } from './eventFacts.ts';
import { digestOf } from './publishedList.ts';
import { runningHonours } from './honours.ts';
import { raceResults } from './raceResults.ts';
import { organisedFacts } from './rulings.ts';
import { briefOf } from './versions.ts';

export interface PublishInput {
	event: string;
	race: string;
	state: 'provisional' | 'official';
	note?: string;
	/** For `official`: rule who was not seen DNS and who is on course DNF. Without it such runners are a refusal. */
	ruleRemaining?: boolean;
}

export async function publish(
	app: App,
	caller: Caller,
	input: PublishInput
): Promise<Result<PublicationBrief, Refusal>> {
	const facts = await organisedFacts(app, caller, input.event);
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, input.race);
	if (!course.ok) return course;
	const { id: eventId, timeZone } = facts.value.event;
	const remaining = input.state === 'official' ? remainingIn(facts.value, course.value) : [];
	if (remaining.length > 0 && !input.ruleRemaining) return refuseRemaining(remaining);
	const by = actorOf(caller);
	const nowMs = app.now();
	const stored = await app.database.prisma.$transaction(async (db) => {
		await holdEvent(db, eventId);
		const ruled = await ruleRemaining(db, { facts: facts.value, course: course.value, remaining, by, nowMs });
		const published = publishedOf(ruled, course.value);
		const { state, note = '' } = input;
		const digest = digestOf(published);
		const publication = { raceId: course.value.id, state, note, published, digest, by, nowMs };
		const number = await insertPublication(db, publication);
		await recordAudit(db, {
			eventId,
			actor: by,
			action: 'results-published',
			subject: input.race,
			details: { number, state, digest, ruled: remaining.length }
		});
		return { number, state, note, digest, createdMs: nowMs };
	}, LONG);
	announce(app, { eventId, kind: 'publication' });
	return ok(briefOf(stored, timeZone));
}

/** A race of 26,000 takes some seconds to write. */
const LONG = { maxWait: 20_000, timeout: 60_000 };

interface Remaining {
	participantId: string;
	type: 'dns' | 'dnf';
}

/** Who has neither a finish nor a ruling. */
const remainingIn = (facts: EventFacts, course: Course): Remaining[] =>
	raceResults(facts, course).results.flatMap(({ participantId, status }): Remaining[] => {
		if (status === 'not-seen') return [{ participantId, type: 'dns' }];
		return status === 'on-course' ? [{ participantId, type: 'dnf' }] : [];
	});

function refuseRemaining(remaining: Remaining[]) {
	const dns = remaining.filter(({ type }) => type === 'dns').length;
	return refuse(
		'unruled-participants',
		`runners not seen: ${dns}, on course: ${remaining.length - dns}; rule them, or send "ruleRemaining": true to rule them DNS and DNF`
	);
}

/** The facts with the new rulings, as they will be once this is committed. */
async function ruleRemaining(
	db: Db,
	input: { facts: EventFacts; course: Course; remaining: Remaining[]; by: string; nowMs: number }
): Promise<EventFacts> {
	const { facts, course, remaining, by, nowMs } = input;
	if (remaining.length === 0) return facts;
	const eventId = facts.event.id;
	const why = 'ruled when official results were published';
	await insertRulings(
		db,
		remaining.map(({ participantId, type }) => ({
			eventId,
			raceId: course.id,
			participantId,
			type,
			by,
			why,
			atMs: nowMs
		}))
	);
	return {
		...facts,
		rulings: await listRulings(db, eventId),
		boards: null,
		proposals: null,
		memo: new Map()
	};
}

function publishedOf(facts: EventFacts, course: Course): PublishedResults {
	const { rankBy, rounding } = course.race;
	const gun = raceResults(facts, course, 'gun').results;
	const net = raceResults(facts, course, 'net').results;
	return publishedResults({ rankBy, rounding, gun, net, honours: runningHonours(facts, course) });
}
