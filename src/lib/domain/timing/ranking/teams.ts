import type { Participant, TeamRules } from '#lib/domain/timing/facts/course.ts';
import type { Ordered } from './reorder.ts';
import type { ParticipantResult } from '#lib/domain/timing/facts/result.ts';

export interface TeamResult {
	club: string;
	/** Null for a team with fewer finishers than count. */
	place: number | null;
	/** Sum over those who count: unrounded milliseconds, or places. Null with too few. */
	total: number | null;
	/** All finishers of the club, the first `count` of them scoring. */
	members: ParticipantResult[];
}

export interface TeamList {
	rules: TeamRules;
	/** Complete teams in order, then the others by name. */
	teams: TeamResult[];
}

/**
 * Teams by club: the first `count` finishers score their times in the race's order, or their places in it (within the
 * sex where the list is for one). A tie goes to the team whose next member is ahead; a team without one loses it.
 */
export function deriveTeams(given: Ordered): TeamList[] {
	return given.race.teams.map((rules) => ({ rules, teams: rankTeams(scoreClubs(given, rules)) }));
}

interface Scored extends TeamResult {
	/** Everyone's score, in order; those beyond the total break ties. */
	scores: number[];
}

function scoreClubs({ race, participants, results }: Ordered, rules: TeamRules): Scored[] {
	const known = new Map(participants.map((participant) => [participant.id, participant]));
	const clubs = new Map<string, Scored>();
	for (const result of results) {
		const participant = known.get(result.participantId);
		const club = participant?.club?.trim();
		if (result.place === null || !club || !runsFor(participant, rules)) continue;
		const team = clubs.get(club) ?? { club, place: null, total: null, members: [], scores: [] };
		clubs.set(club, team);
		team.members.push(result);
		team.scores.push(
			score(result, { rules, timeMs: race.rankBy === 'gun' ? result.gunTimeMs : result.netTimeMs })
		);
	}
	for (const team of clubs.values()) {
		if (team.scores.length < rules.count) continue;
		team.total = team.scores.slice(0, rules.count).reduce((sum, one) => sum + one, 0);
	}
	return [...clubs.values()].map((team) => ({ ...team, scores: team.scores.slice(rules.count) }));
}

const runsFor = (participant: Participant | undefined, { sex }: TeamRules): boolean =>
	sex === null || participant?.sex === sex;

function score(
	result: ParticipantResult,
	{ rules, timeMs }: { rules: TeamRules; timeMs: number | null }
): number {
	if (rules.by === 'time') return timeMs ?? Infinity;
	return (rules.sex === null ? result.place : result.sexPlace) ?? Infinity;
}

function rankTeams(scored: readonly Scored[]): TeamResult[] {
	const ordered = [...scored].sort((a, b) => compareTeams(a, b) || (a.club < b.club ? -1 : 1));
	let last: Scored | null = null;
	let place = 0;
	return ordered.map((team, index) => {
		if (!last || compareTeams(last, team) !== 0) place = index + 1;
		last = team;
		const { club, total, members } = team;
		return { club, place: total === null ? null : place, total, members };
	});
}

function compareTeams(a: Scored, b: Scored): number {
	const totals = [a.total ?? Infinity, b.total ?? Infinity] as const;
	if (totals[0] !== totals[1]) return totals[0] < totals[1] ? -1 : 1;
	if (a.total === null) return 0;
	for (let next = 0; next < Math.max(a.scores.length, b.scores.length); next++) {
		const [one, other] = [a.scores[next] ?? Infinity, b.scores[next] ?? Infinity];
		if (one !== other) return one < other ? -1 : 1;
	}
	return 0;
}
