/** What a new event document changes in the stored event. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { MailKind } from '#lib/server/mail/store/outgoingMails.ts';
import type { EventDocument, StoredDocument } from '#lib/schemas/event/event.ts';
import type { RemovedParts } from './store/eventUse.ts';

export interface GunChange {
	race: string;
	wave: string;
	fromMs: number | null;
	toMs: number | null;
}

/** Guns that the document states otherwise than in force. A gun that is left out stays. */
export function gunChanges(stored: EventDocument | null, wanted: EventDocument): GunChange[] {
	return wanted.races.flatMap((race) =>
		race.waves.flatMap((wave) => {
			if (wave.gunStart === undefined) return [];
			const fromMs = gunOf(stored, { race: race.slug, wave: wave.slug });
			const toMs = wave.gunStart;
			return fromMs === toMs ? [] : [{ race: race.slug, wave: wave.slug, fromMs, toMs }];
		})
	);
}

function gunOf(document: EventDocument | null, at: { race: string; wave: string }): number | null {
	const race = document?.races.find(({ slug }) => slug === at.race);
	return race?.waves.find(({ slug }) => slug === at.wave)?.gunStart ?? null;
}

/**
 * The document as it is stored. What is left out stays as it is; `closed` ends registration now, where it has not ended.
 * @param stored null: the event is new
 */
export function settled(
	wanted: EventDocument,
	{ stored, nowMs }: { stored: EventDocument | null; nowMs: number }
): StoredDocument {
	const { status, practice = stored?.practice ?? false, questions = stored?.questions ?? [] } = wanted;
	const { words = stored?.words ?? {}, rules = stored?.rules ?? {} } = wanted;
	const kept = { practice, questions, words, rules };
	const races = wanted.races.map((race) => {
		const before = stored?.races.find(({ slug }) => slug === race.slug);
		const { ageFrom = before?.ageFrom ?? null, ageTo = before?.ageTo ?? null } = race;
		const { bibs = before?.bibs ?? null, names = before?.names ?? {} } = race;
		return { ...race, ageFrom, ageTo, bibs, names };
	});
	if (status !== 'closed') return { ...wanted, ...kept, races, status };
	const ends = [wanted.registrationClosesAt, stored?.registrationClosesAt ?? null, nowMs];
	const registrationClosesAt = Math.min(...ends.filter((ms) => ms !== null));
	const opensAt = wanted.registrationOpensAt;
	return {
		...wanted,
		...kept,
		races,
		status: 'published',
		registrationClosesAt,
		registrationOpensAt: opensAt !== null && opensAt < registrationClosesAt ? opensAt : null
	};
}

/** What runners are told by mail when an event's status changes; null: nothing. */
export function newsToRunners(from: EventStatus, to: EventStatus): MailKind | null {
	if (from === to) return null;
	if (to === 'cancelled' || to === 'postponed') return `event-${to}`;
	return to === 'published' && (from === 'cancelled' || from === 'postponed') ? 'event-held' : null;
}

/** Does the document change anything but guns? */
export const editsDocument = (stored: EventDocument, wanted: EventDocument): boolean =>
	!isDeepStrictEqual(withoutGuns(stored), withoutGuns(wanted));

const withoutGuns = (document: EventDocument): unknown => ({
	...document,
	races: document.races.map((race) => ({
		...race,
		waves: race.waves.map(({ slug, scheduledAt }) => ({ slug, scheduledAt }))
	}))
});

/**
 * What the document takes out. A checkpoint of a race that goes as a whole counts where no other race keeps its slug,
 * since passings name a checkpoint by slug within the event.
 */
export function removedParts(stored: StoredDocument, wanted: StoredDocument): RemovedParts {
	const keptSlugs = new Set(wanted.races.flatMap(({ checkpoints }) => checkpoints.map(({ slug }) => slug)));
	const removed: RemovedParts = {
		races: [],
		timings: [],
		waves: [],
		checkpoints: [],
		questions: removedQuestions(stored, wanted)
	};
	for (const race of stored.races) {
		const kept = wanted.races.find(({ slug }) => slug === race.slug);
		if (!kept) {
			removed.races.push(race.slug);
			for (const { slug } of race.checkpoints)
				if (!keptSlugs.has(slug)) removed.checkpoints.push({ race: race.slug, checkpoint: slug });
			continue;
		}
		if (race.timed && !kept.timed) removed.timings.push(race.slug);
		for (const { slug } of race.waves)
			if (!kept.waves.some((wave) => wave.slug === slug)) removed.waves.push({ race: race.slug, wave: slug });
		for (const { slug } of race.checkpoints)
			if (!kept.checkpoints.some((checkpoint) => checkpoint.slug === slug))
				removed.checkpoints.push({ race: race.slug, checkpoint: slug });
	}
	return removed;
}

function removedQuestions(stored: StoredDocument, wanted: StoredDocument): RemovedParts['questions'] {
	return stored.questions.flatMap(({ slug: question, kind, choices }) => {
		const kept = wanted.questions.find(({ slug }) => slug === question);
		if (!kept) return [{ question }];
		// Answers of another kind are seen by others, and kept for another time.
		if (kept.kind !== kind) return [{ question, kind: true as const }];
		return choices
			.filter(({ slug }) => !kept.choices.some((choice) => choice.slug === slug))
			.map(({ slug }) => ({ question, choice: slug }));
	});
}
