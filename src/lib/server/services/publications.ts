/** Publishing: an immutable, numbered version of a race's results. Older ones stay readable. */
import { differences } from '#lib/domain/publication/difference.ts';
import { publishedResults, type PublishedResults } from '#lib/domain/publication/publishedResults.ts';
import { publicRunner } from '#lib/domain/publication/visibility.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { formatInstant } from '#lib/schemas/common.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import type { PublicationBrief, ResultsQuery } from '#lib/schemas/results.ts';
import type { App } from '../app.ts';
import { actorOf, isOrganiserOf, type Caller } from '../caller.ts';
import type { Course } from '../store/courses.ts';
import type { Db } from '../store/db.ts';
import { holdEvent } from '../store/events.ts';
import {
	insertPublication,
	listPublications as listStored,
	type PublicationFacts
} from '../store/publications.ts';
import { insertRulings, listRulings } from '../store/rulings.ts';
import { announce } from './announce.ts';
import { recordAudit } from './audit.ts';
import { courseIn } from './courses.ts';
import { differenceInWords } from './differenceWords.ts';
import { eventFacts, type EventFacts } from './eventFacts.ts';
import { digestOf, listOf, readPublication } from './publishedList.ts';
import { raceResults } from './raceResults.ts';
import { filterRows, type Audience } from './resultList.ts';
import type { ResultsAnswer } from './results.ts';
import { organisedFacts } from './rulings.ts';

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
		`${dns} runners were not seen and ${remaining.length - dns} are on course: rule them, or send "ruleRemaining": true to rule them DNS and DNF`
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
	return { ...facts, rulings: await listRulings(db, eventId), boards: null, memo: new Map() };
}

function publishedOf(facts: EventFacts, course: Course): PublishedResults {
	const { rankBy, rounding } = course.race;
	const gun = raceResults(facts, course, 'gun').results;
	const net = raceResults(facts, course, 'net').results;
	return publishedResults({ rankBy, rounding, gun, net });
}

const briefOf = (
	{ number, state, note, digest, createdMs }: PublicationFacts,
	timeZone: string
): PublicationBrief => ({ number, state, note, digest, createdAt: formatInstant(createdMs, timeZone) });

interface InRace {
	event: string;
	race: string;
}

/** The latest first. Public. */
export async function listPublications(
	app: App,
	_caller: Caller,
	input: InRace
): Promise<Result<{ items: PublicationBrief[] }, Refusal>> {
	const found = await factsAndCourse(app, input);
	if (!found.ok) return found;
	const { facts, course } = found.value;
	const stored = await listStored(app.database.prisma, course.id);
	return ok({ items: stored.map((publication) => briefOf(publication, facts.event.timeZone)) });
}

/** One version as it was published, under today's visibility. */
export async function publication(
	app: App,
	caller: Caller,
	{ number, query, ...input }: InRace & { number: number; query: ResultsQuery }
): Promise<Result<ResultsAnswer & { brief: PublicationBrief }, Refusal>> {
	const found = await factsAndCourse(app, input);
	if (!found.ok) return found;
	const { facts, course } = found.value;
	const stored = await readPublication(app, { raceId: course.id, number });
	if (!stored) return unknownPublication(number);
	const audience: Audience = isOrganiserOf(caller, facts.event.id) ? 'organiser' : 'public';
	const by = query.by ?? stored.published.rankBy;
	const list = listOf(stored, { facts, course, by, audience });
	const { document, entries } = facts.version;
	const etag = `"${stored.digest.slice(0, 16)}.${document}.${entries}.${audience[0]}"`;
	const brief = briefOf(stored, facts.event.timeZone);
	return ok({ etag, audience, list, by, rows: filterRows(list.rows, query), course, brief });
}

/** What changed between two versions, a line for each runner. The public reads of those whom it may see. */
export async function publicationDifference(
	app: App,
	caller: Caller,
	{ from, to, ...input }: InRace & { from: number; to: number }
): Promise<Result<{ from: number; to: number; lines: string[] }, Refusal>> {
	const found = await factsAndCourse(app, input);
	if (!found.ok) return found;
	const { facts, course } = found.value;
	const before = await readPublication(app, { raceId: course.id, number: from });
	const after = await readPublication(app, { raceId: course.id, number: to });
	if (!before || !after) return unknownPublication(before ? to : from);
	const everyone = isOrganiserOf(caller, facts.event.id);
	// A line tells both states, so the public has to be allowed both.
	const lines = differences(before.published, after.published).flatMap((difference) => {
		const entry = facts.entryOf.get(difference.participantId) ?? null;
		const shown = [difference.before, difference.after].every(
			(state) =>
				state === null || (entry && publicRunner(entry, { finished: state.status === 'finished' }) !== null)
		);
		const visible = everyone || shown;
		return visible ? [differenceInWords(difference, entry?.participant.bib ?? null)] : [];
	});
	return ok({ from, to, lines });
}

async function factsAndCourse(
	app: App,
	{ event, race }: InRace
): Promise<Result<{ facts: EventFacts; course: Course }, Refusal>> {
	const facts = await eventFacts(app, event);
	if (!facts) return refuse('event-unknown', `there is no event "${event}"`);
	const course = courseIn(facts.event, race);
	return course.ok ? ok({ facts, course: course.value }) : course;
}

const unknownPublication = (number: number) =>
	refuse('publication-unknown', `the race has no publication ${number}`);
