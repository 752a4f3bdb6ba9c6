import { type Award, deriveAwards } from '#lib/domain/timing/ranking/awards.ts';
import { bibOf, type Check, type Inspected } from './check.ts';
import { divisionOf } from '#lib/domain/timing/ranking/division.ts';
import { formatTime } from '#lib/domain/timing/facts/format.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';
import { roundTime } from '#lib/domain/timing/facts/rounding.ts';

const DAY_MS = 86_400_000;
/** A birthday that close to the reference day is worth a look at a document. */
const EDGE_DAYS = 7;

/** What could change who gets an award: places inside one second, places inside the uncertainty, ages at the edge. */
export function awardChecks(inspected: Inspected): Check[] {
	const participants = [...inspected.participants.values()];
	const awards = deriveAwards({ race: inspected.race, participants, results: inspected.results });
	return awards.flatMap((award) => [
		...neighbours(award).flatMap((pair) => closePlaces(inspected, { award, pair })),
		...ageEdges(inspected, award)
	]);
}

type Pair = readonly [ParticipantResult, ParticipantResult];

/** Each winner with whoever comes next, also the first one without an award. */
function neighbours({ winners, next }: Award): Pair[] {
	const listed = [...winners.map(({ result }) => result), ...(next ? [next] : [])];
	return listed.slice(1).map((result, index) => [listed[index] ?? result, result] as const);
}

function closePlaces(inspected: Inspected, { award, pair }: { award: Award; pair: Pair }): Check[] {
	const [first, second] = pair;
	const { rankBy, name } = award.category;
	const timeOf = (result: ParticipantResult) => (rankBy === 'gun' ? result.gunTimeMs : result.netTimeMs) ?? 0;
	const sharesPlace = first.place === second.place && rankBy === inspected.race.rankBy;
	if (sharesPlace) return [];
	const common = {
		participantIds: [first.participantId, second.participantId],
		passingIds: [first, second].flatMap(({ finishPassingId }) => finishPassingId ?? []),
		params: {
			award: name,
			first: bibOf(inspected, first.participantId),
			second: bibOf(inspected, second.participantId),
			time: formatTime(timeOf(first), 'second-up'),
			apart: String(timeOf(second) - timeOf(first))
		}
	};
	const checks: Check[] = [];
	if (roundTime(timeOf(first), 'second-up') === roundTime(timeOf(second), 'second-up')) {
		checks.push({ check: 'same-second-award', severity: 'notice', ...common });
	}
	if (mayBeSwapped(first, second, timeOf(second) - timeOf(first))) {
		checks.push({ check: 'uncertain-place', severity: 'warning', ...common });
	}
	return checks;
}

/**
 * Whether the uncertainty of the two times could turn their order round. What is wrong with the clock of one device is
 * wrong for both reads alike, so two reads of one device keep their order, unless a time was estimated.
 */
function mayBeSwapped(first: ParticipantResult, second: ParticipantResult, apartMs: number): boolean {
	const estimated = [first, second].some(({ flags }) => flags.includes('estimated-time'));
	const sameDevice = first.finishRead !== null && first.finishRead.device === second.finishRead?.device;
	if (sameDevice && !estimated) return false;
	return apartMs <= widthMs(first) + widthMs(second);
}

function widthMs({ uncertaintyMs, finishRead }: ParticipantResult): number {
	const resolutionMs = finishRead?.resolutionMs ?? 1;
	return (uncertaintyMs ?? 0) + (resolutionMs > 1 ? resolutionMs : 0);
}

/** Winners of an age group who would be in another one if born, or running, a week earlier or later. */
function ageEdges(inspected: Inspected, { category, winners }: Award): Check[] {
	if (category.division === null) return [];
	return winners.flatMap(({ result }): Check[] => {
		const participant = inspected.participants.get(result.participantId);
		if (!participant || participant.division !== null || !isAtEdge(inspected, participant.id)) return [];
		return [
			{
				check: 'award-age-edge',
				severity: 'notice',
				participantIds: [participant.id],
				passingIds: [],
				params: { award: category.name, bib: bibOf(inspected, participant.id) }
			}
		];
	});
}

function isAtEdge({ race, participants }: Inspected, participantId: string): boolean {
	const participant = participants.get(participantId);
	if (!participant) return false;
	const division = divisionOf(participant, race);
	const inOther = (given: typeof participant, date = race.date) =>
		divisionOf(given, { ...race, date }) !== division;
	if (participant.birthDate !== null) {
		return [-EDGE_DAYS, EDGE_DAYS].some((days) => inOther(participant, shifted(race.date, days)));
	}
	const { age } = participant;
	if (age === null) return false;
	return [age - 1, age + 1].some((other) => inOther({ ...participant, age: other }));
}

const shifted = (date: string, days: number): string =>
	new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
