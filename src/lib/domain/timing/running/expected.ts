/**
 * Who is on the course: where they were seen last, when they should reach the next checkpoint, and when to start looking
 * for them. For spotters and for the safety list.
 */
import type { Race } from '#lib/domain/timing/facts/course.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';

/** A slow walk, for whom there is no split to go by: 12:00 min/km. */
export const SLOWEST_MS_PER_M = 720;
/** How much slower than so far somebody may get before being looked for. */
export const SLOWDOWN = 1.5;
/** Most runners of a public run; for whom there is no split to go by: 6:00 min/km. */
const USUAL_MS_PER_M = 360;

export interface ExpectedRunner {
	participantId: string;
	/** Slug of the checkpoint where the runner was seen last; null: at the start, or at the gun. */
	seenAt: string | null;
	/** Instants in epoch milliseconds. */
	seenMs: number;
	/** Slug of the next checkpoint whose place is known; the finish is always one. */
	next: string;
	/** At the pace so far. */
	expectedMs: number;
	/** From then on overdue there: one and a half times as slow as so far, without a split at a slow walk. */
	overdueMs: number;
}

export interface RunningRace {
	race: Race;
	results: readonly ParticipantResult[];
	/** Gun of each participant's wave in epoch milliseconds, by participant id; null: not started. */
	gunStarts: ReadonlyMap<string, number | null>;
}

/** Runners on the course, those first who are expected first. */
export function expectedRunners({ race, results, gunStarts }: RunningRace): ExpectedRunner[] {
	return results
		.filter(({ status }) => status === 'on-course')
		.flatMap((result): ExpectedRunner[] => {
			const gunMs = gunStarts.get(result.participantId) ?? null;
			return gunMs === null ? [] : [expected(race, { result, gunMs })];
		})
		.sort((a, b) => a.expectedMs - b.expectedMs || (a.participantId < b.participantId ? -1 : 1));
}

/**
 * Ids of those who started, or are expected because no start was timed, and whom nobody has seen since. None before the
 * gun of their wave.
 */
export function neverSeen({ race, results, gunStarts }: RunningRace): string[] {
	const startTimed = isStartTimed(race, results);
	return results
		.filter(({ participantId }) => (gunStarts.get(participantId) ?? null) !== null)
		.filter(({ status, splits }) =>
			status === 'not-seen' ? !startTimed : status === 'on-course' && splits.length === 0
		)
		.map(({ participantId }) => participantId);
}

/** Whether anybody was read at the start: then who was not is not on the course. */
export const isStartTimed = ({ checkpoints }: Race, results: readonly ParticipantResult[]): boolean =>
	checkpoints.some(({ kind }) => kind === 'start' || kind === 'start-finish') &&
	results.some(
		({ startPassingId, flags }) =>
			startPassingId !== null || flags.includes('late-start') || flags.includes('early-start')
	);

function expected(
	race: Race,
	{ result, gunMs }: { result: ParticipantResult; gunMs: number }
): ExpectedRunner {
	const last = result.splits.at(-1);
	const startMs = result.startMs ?? gunMs;
	const fromM = distanceOf(race, last?.checkpoint);
	const known = last !== undefined && fromM > 0;
	const seenMs = last ? gunMs + last.gunTimeMs : startMs;
	const next = nextOf(race, { after: last?.checkpoint, fromM });
	const restM = Math.max(0, next.distanceM - (known ? fromM : 0));
	const paceMs = known ? (seenMs - startMs) / fromM : USUAL_MS_PER_M;
	const slowMs = known ? paceMs * SLOWDOWN : SLOWEST_MS_PER_M;
	const baseMs = known ? seenMs : startMs;
	return {
		participantId: result.participantId,
		seenAt: last?.checkpoint ?? null,
		seenMs,
		next: next.slug,
		expectedMs: Math.round(baseMs + restM * paceMs),
		overdueMs: Math.round(baseMs + restM * slowMs)
	};
}

/** Metres from the start; 0: not known. */
function distanceOf(race: Race, slug: string | undefined): number {
	return race.checkpoints.find((one) => one.slug === slug)?.distanceM ?? 0;
}

function nextOf(
	race: Race,
	{ after, fromM }: { after: string | undefined; fromM: number }
): { slug: string; distanceM: number } {
	const index = race.checkpoints.findIndex(({ slug }) => slug === after);
	const ahead = race.checkpoints
		.slice(index + 1)
		.find(({ kind, distanceM }) => kind === 'split' && (distanceM ?? 0) > fromM);
	if (ahead) return { slug: ahead.slug, distanceM: ahead.distanceM ?? 0 };
	const finish = race.checkpoints.findLast(({ kind }) => kind === 'finish' || kind === 'start-finish');
	return { slug: finish?.slug ?? '', distanceM: finish?.distanceM ?? race.distanceM };
}
