/** What a proposal assumes, as data that a page puts into words: "one tap missing between place 30 and 31". */
import type { LooseTap, MatchedRead } from './laneMatch.ts';
import type { Stretch } from './stretches.ts';

export const EDIT_KINDS = ['tap-missing', 'tap-double', 'bib-missing', 'swap'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

export interface MatchEdit {
	kind: EditKind;
	/** Key of the sentence; its parameters are `afterPlace` and `beforePlace`. */
	messageKey: `match_${'tap_missing' | 'tap_double' | 'bib_missing' | 'swap'}`;
	/** The places (bibs read, by time, from 1) on either side; 0: before the first. Of a swap: the two. */
	afterPlace: number;
	/** One more than there are places: behind the last. */
	beforePlace: number;
	tapId: string | null;
	/** The bibs concerned: without a tap, or swapped. */
	chuteIds: string[];
	/** Where it may have happened as well: the strongly marked stretches around it. */
	within: Places | null;
}

const MESSAGES: Record<EditKind, MatchEdit['messageKey']> = {
	'tap-missing': 'match_tap_missing',
	'tap-double': 'match_tap_double',
	'bib-missing': 'match_bib_missing',
	swap: 'match_swap'
};

interface Explained {
	/** In order of place. */
	reads: readonly MatchedRead[];
	/** In order of time. */
	looseTaps: readonly LooseTap[];
	stretches: readonly Stretch[];
}

export function explainEdits({ reads, looseTaps, stretches }: Explained): MatchEdit[] {
	const edits: MatchEdit[] = [];
	const add = (
		kind: EditKind,
		given: Pick<MatchEdit, 'afterPlace' | 'beforePlace' | 'tapId' | 'chuteIds'>
	): void => {
		edits.push({ kind, messageKey: MESSAGES[kind], ...given, within: around(stretches, given) });
	};
	reads.forEach((read, index) => {
		const place = index + 1;
		if (read.reason === 'estimate') {
			add('tap-missing', {
				afterPlace: place - 1,
				beforePlace: place + 1,
				tapId: null,
				chuteIds: [read.chuteId]
			});
		}
		const other = reads[index + 1];
		if (other && read.swappedWith === other.chuteId) {
			add('swap', {
				afterPlace: place,
				beforePlace: place + 1,
				tapId: null,
				chuteIds: [read.chuteId, other.chuteId]
			});
		}
	});
	let placed = 0;
	for (const { reason, tapId, atMs } of looseTaps) {
		while ((reads[placed]?.atMs ?? Infinity) <= atMs) placed++;
		if (reason !== 'still-walking') {
			add(reason, { afterPlace: placed, beforePlace: placed + 1, tapId, chuteIds: [] });
		}
	}
	return edits.sort((a, b) => a.afterPlace - b.afterPlace || a.beforePlace - b.beforePlace);
}

interface Places {
	fromPlace: number;
	toPlace: number;
}

/** From the first to the last strongly marked stretch that touches the edit. */
function around(
	stretches: readonly Stretch[],
	edit: { afterPlace: number; beforePlace: number }
): Places | null {
	const touching = stretches.filter(
		({ doubt, fromPlace, toPlace }) =>
			doubt === 'strong' && toPlace >= edit.afterPlace && fromPlace <= edit.beforePlace
	);
	const [first, last] = [touching[0], touching.at(-1)];
	return first && last ? { fromPlace: first.fromPlace, toPlace: last.toPlace } : null;
}
