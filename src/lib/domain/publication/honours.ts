/**
 * Awards and teams as a publication keeps them: ids, places and sums, never a name. They are worked out when results are
 * published, so that a club or sex put right later does not hand an old version's medal to somebody else.
 */
import { deriveAwards } from '#lib/domain/timing/ranking/awards.ts';
import type { AwardCategory, TeamRules } from '#lib/domain/timing/facts/course.ts';
import type { Ordered } from '#lib/domain/timing/ranking/reorder.ts';
import { deriveTeams } from '#lib/domain/timing/ranking/teams.ts';

export interface AwardHonours {
	category: AwardCategory;
	/** Places within the category, in its own order. */
	winners: { participantId: string; place: number }[];
}

export interface TeamHonours {
	club: string;
	/** Null with fewer finishers than count. */
	place: number | null;
	/** Unrounded milliseconds, or a sum of places; null with too few. */
	total: number | null;
	/** Those who score; of an incomplete team everyone. */
	participantIds: string[];
}

export interface TeamListHonours {
	rules: TeamRules;
	/** Complete teams in order, then the others. */
	teams: TeamHonours[];
}

export interface Honours {
	awards: AwardHonours[];
	teams: TeamListHonours[];
}

/** @param given the results in the order of the race */
export function honoursOf(given: Ordered): Honours {
	return {
		awards: deriveAwards(given).map(({ category, winners }) => ({
			category,
			winners: winners.map(({ place, result }) => ({ place, participantId: result.participantId }))
		})),
		teams: deriveTeams(given).map(({ rules, teams }) => ({
			rules,
			teams: teams.map(({ club, place, total, members }) => ({
				club,
				place,
				total,
				participantIds: members.slice(0, rules.count).map(({ participantId }) => participantId)
			}))
		}))
	};
}

/** Lines for the digest, fields in a fixed order; none where a race has neither awards nor teams. */
export function honoursText({ awards, teams }: Honours): string[] {
	return [
		...awards.map(({ category: { name, sex, division, rankBy, depth, exclusive }, winners }) =>
			JSON.stringify([
				'award',
				[name, sex, division, rankBy, depth, exclusive],
				winners.map(({ participantId, place }) => [participantId, place])
			])
		),
		...teams.map(({ rules: { count, by, sex }, teams: list }) =>
			JSON.stringify([
				'teams',
				[count, by, sex],
				list.map(({ club, place, total, participantIds }) => [club, place, total, participantIds])
			])
		)
	];
}
