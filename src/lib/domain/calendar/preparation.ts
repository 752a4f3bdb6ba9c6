/** What is still missing of an event: before registration opens, before race day, before results are published. */
import type { EventStatus } from './eventStatus.ts';

export const STAGES = ['opening', 'race-day', 'publishing'] as const;
export type Stage = (typeof STAGES)[number];

/** Counts are of what is left to do. */
export interface PreparationFacts {
	status: EventStatus;
	/** False: walks alone, for which no phone is needed and nothing is published. */
	timed: boolean;
	hasPrice: boolean;
	wavesWithoutTime: number;
	finishesWithoutPhone: number;
	withoutBib: number;
	aliasesWaiting: number;
	/** See backupBefore.ts. */
	hasBackup: boolean;
	wavesWithoutGun: number;
	/** Neither in, nor out by a decision. */
	onCourse: number;
	/** Reads of a phone that stood nowhere. */
	unassignedReads: number;
	racesNotProvisional: number;
	racesNotOfficial: number;
}

/** Lines about times; an event of walks has none of them. */
const OF_TIMES: ReadonlySet<string> = new Set([
	'phones',
	'guns',
	'course',
	'reads',
	'provisional',
	'official'
] satisfies (keyof typeof LINES)[]);

const LINES = {
	price: { stage: 'opening', left: ({ hasPrice }) => (hasPrice ? 0 : 1) },
	times: { stage: 'opening', left: ({ wavesWithoutTime }) => wavesWithoutTime },
	published: { stage: 'opening', left: ({ status }) => (status === 'draft' ? 1 : 0) },
	phones: { stage: 'race-day', left: ({ finishesWithoutPhone }) => finishesWithoutPhone },
	bibs: { stage: 'race-day', left: ({ withoutBib }) => withoutBib },
	aliases: { stage: 'race-day', left: ({ aliasesWaiting }) => aliasesWaiting },
	backup: { stage: 'race-day', left: ({ hasBackup }) => (hasBackup ? 0 : 1) },
	guns: { stage: 'publishing', left: ({ wavesWithoutGun }) => wavesWithoutGun },
	course: { stage: 'publishing', left: ({ onCourse }) => onCourse },
	reads: { stage: 'publishing', left: ({ unassignedReads }) => unassignedReads },
	provisional: { stage: 'publishing', left: ({ racesNotProvisional }) => racesNotProvisional },
	official: { stage: 'publishing', left: ({ racesNotOfficial }) => racesNotOfficial }
} as const satisfies Record<string, { stage: Stage; left: (facts: PreparationFacts) => number }>;
export type PreparationLine = keyof typeof LINES;

export interface Preparation {
	line: PreparationLine;
	stage: Stage;
	/** How much is left to do; 0: done. */
	left: number;
}

/** In the order in which it is done. */
export const preparationOf = (facts: PreparationFacts): Preparation[] =>
	(Object.keys(LINES) as PreparationLine[])
		.filter((line) => facts.timed || !OF_TIMES.has(line))
		.map((line) => {
			const { stage, left } = LINES[line];
			return { line, stage, left: left(facts) };
		});
