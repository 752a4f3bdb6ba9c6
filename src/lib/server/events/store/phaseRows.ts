/** What rows of an event say about where it stands, see domain/calendar/eventPhase.ts. */
import {
	eventPhase,
	type EventPhase,
	type PhasedEvent,
	type PublishedState,
	type RaceCount
} from '#lib/domain/calendar/eventPhase.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Gun } from '#lib/server/rulings/store/guns.ts';

export const LAST_PUBLICATION = {
	orderBy: { number: 'desc' },
	take: 1,
	select: { state: true }
} satisfies Prisma.Race$publicationsArgs;

export const PHASE_PARTS = {
	slug: true,
	timed: true,
	capacity: true,
	registered: true,
	waves: { select: { id: true } },
	publications: LAST_PUBLICATION
} satisfies Prisma.RaceSelect;

interface PhaseRow {
	status: string;
	date: Date;
	timeZone: string;
	registrationOpensAt: Date | null;
	registrationClosesAt: Date | null;
	races: {
		slug: string;
		timed: boolean;
		capacity: number | null;
		registered: number;
		waves: { id: string }[];
		publications: { state: string }[];
	}[];
}

/** The columns that decide whether somebody can register. */
export const windowOf = (row: Omit<PhaseRow, 'races'>): PhasedEvent => ({
	status: row.status as EventStatus,
	opensAtMs: row.registrationOpensAt?.getTime() ?? null,
	closesAtMs: row.registrationClosesAt?.getTime() ?? null,
	date: row.date.toISOString().slice(0, 10),
	timeZone: row.timeZone
});

/** @param options.guns by wave id, as `gunsInForce` answers */
export function phaseOf(
	row: PhaseRow,
	{ guns, nowMs }: { guns: ReadonlyMap<string, Gun>; nowMs: number }
): EventPhase {
	const counts = row.races.map((race): [string, RaceCount] => [
		race.slug,
		{ ...race, guns: race.waves.map(({ id }) => guns.get(id)?.valueMs ?? null) }
	]);
	return eventPhase(windowOf(row), new Map(counts), publishedOf(row.races), nowMs);
}

/** Slug of a race → state of its last publication, where there is one. */
export const publishedOf = (
	races: readonly Pick<PhaseRow['races'][number], 'slug' | 'publications'>[]
): Map<string, PublishedState> =>
	new Map(
		races.flatMap(({ slug, publications }) =>
			publications.map(({ state }) => [slug, state as PublishedState] as const)
		)
	);
