/** Registrations as rows: what the decision needs under its lock, and what it writes. */
import { rangeOf, type BibRange } from '#lib/domain/bibs/bibNumber.ts';
import { consentTextVersion, type ConsentAnswer } from '#lib/domain/people/consent.ts';
import type { Entry } from '#lib/domain/people/entry.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { RegistrationWindow } from '#lib/domain/calendar/registrationWindow.ts';
import type { Question } from '#lib/domain/people/questions.ts';
import { RUNNER_FIELDS } from '#lib/schemas/person.ts';
import type { Registration } from '#lib/schemas/registration.ts';
import type { Db } from '#lib/server/database/db.ts';
import { clientValues } from './personColumns.ts';

export interface EventForEntry extends RegistrationWindow {
	id: string;
	guardianUnderAge: number;
	questions: Question[];
}

export interface RaceForEntry {
	id: string;
	capacity: number | null;
	registered: number;
	ageFrom: number | null;
	ageTo: number | null;
	/** The bibs of the race; null: it has none of its own. */
	bibs: BibRange | null;
	/** In the order of the event document; runners are put into the first. */
	waveIds: string[];
}

/**
 * Holds the event until the transaction ends, so that places and bib numbers cannot race. Not `for update`: rows that only refer to the event (passings) need not wait.
 */
export async function lockEvent(db: Db, slug: string): Promise<EventForEntry | null> {
	const locked = await db.$queryRaw<{ id: string }[]>`
		select id from event where slug = ${slug} for no key update`;
	const id = locked[0]?.id;
	if (!id) return null;
	const event = await db.event.findUniqueOrThrow({ where: { id } });
	return {
		id,
		status: event.status as EventStatus,
		opensAtMs: event.registrationOpensAt?.getTime() ?? null,
		closesAtMs: event.registrationClosesAt?.getTime() ?? null,
		date: event.date.toISOString().slice(0, 10),
		timeZone: event.timeZone,
		guardianUnderAge: event.guardianUnderAge,
		questions: event.questions as unknown as Question[]
	};
}

export async function findRaceForEntry(
	db: Db,
	{ eventId, slug }: { eventId: string; slug: string }
): Promise<RaceForEntry | null> {
	const race = await db.race.findUnique({
		where: { eventId_slug: { eventId, slug } },
		include: {
			waves: { orderBy: { position: 'asc' }, select: { id: true } }
		}
	});
	if (!race) return null;
	const { id, capacity, registered, ageFrom, ageTo, waves } = race;
	const bibs = rangeOf(race.bibFrom, race.bibTo);
	return { id, capacity, registered, ageFrom, ageTo, bibs, waveIds: waves.map((wave) => wave.id) };
}

/** Stores participant, bib and consents; answers with the participant's id. */
export async function insertEntry(
	db: Db,
	facts: {
		event: EventForEntry;
		race: { id: string; waveId: string };
		registration: Registration;
		entry: Entry;
		bibCode: string;
		locale: string;
		/** Version of the event's own rules that were read; null: it has none. */
		rules: number | null;
		nowMs: number;
	}
): Promise<string> {
	const { event, race, registration, entry } = facts;
	const at = new Date(facts.nowMs);
	const { rules, locale } = facts;
	const { id } = await db.participant.create({
		data: {
			eventId: event.id,
			raceId: race.id,
			waveId: race.waveId,
			...clientValues(RUNNER_FIELDS, registration),
			nameFolded: entry.nameFolded,
			alias: entry.alias,
			email: entry.email,
			guardianName: entry.guardianName,
			locale,
			createdAt: at
		},
		select: { id: true }
	});
	await db.bib.create({
		data: { eventId: event.id, number: entry.bib, code: facts.bibCode, participantId: id }
	});
	await insertConsents(db, {
		participantId: id,
		answers: entry.consents,
		rules,
		locale,
		nowMs: facts.nowMs
	});
	return id;
}

export async function insertConsents(
	db: Db,
	given: {
		participantId: string;
		answers: ConsentAnswer[];
		rules: number | null;
		locale: string;
		nowMs: number;
	}
): Promise<void> {
	const { participantId, answers, rules, locale } = given;
	const at = new Date(given.nowMs);
	await db.consent.createMany({
		data: answers.map(({ kind, given }) => ({
			participantId,
			kind,
			given,
			textVersion: consentTextVersion(kind, rules),
			locale,
			at
		}))
	});
}
