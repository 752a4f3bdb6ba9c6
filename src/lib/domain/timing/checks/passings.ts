import { bibOf, type Check, type CheckName, type Inspected, type InspectedPassing } from './check.ts';
import type { PassingStatus } from '#lib/domain/timing/facts/result.ts';

/** Passings that stand for nobody, or that nobody has let count: one entry for each bib or code. */
export function unplacedPassings({ passings }: Inspected): Check[] {
	return [
		...grouped(passings, { status: 'unknown-bib', check: 'unknown-bib' }),
		...grouped(passings, { status: 'unassigned', check: 'unassigned' }),
		...grouped(passings, { status: 'after-official', check: 'after-official' }),
		...grouped(passings, { status: 'unmatched', check: 'unmatched' })
	];
}

/**
 * Reads before the gun never count; many of them say that the gun is late, or that a phone practised. Of a runner who
 * started with another wave they are said already.
 */
export function readsBeforeGun({ passings, results }: Inspected): Check[] {
	const explained = new Set(
		results.flatMap(({ participantId, flags }) => (flags.includes('wrong-wave') ? participantId : []))
	);
	const early = new Map<string, InspectedPassing[]>();
	for (const one of passings) {
		if (one.status !== 'before-start' || explained.has(one.owner ?? '')) continue;
		const key = JSON.stringify([one.passing.checkpoint, one.passing.device]);
		early.set(key, [...(early.get(key) ?? []), one]);
	}
	return [...early.values()].map((reads) => ({
		check: 'before-gun',
		severity: 'warning',
		participantIds: [...new Set(reads.flatMap(({ owner }) => owner ?? []))],
		passingIds: reads.map(({ passing }) => passing.id),
		params: {
			checkpoint: reads[0]?.passing.checkpoint ?? '–',
			device: reads[0]?.passing.device ?? '–',
			count: String(reads.length)
		}
	}));
}

function grouped(
	passings: readonly InspectedPassing[],
	{ status, check }: { status: PassingStatus; check: CheckName }
): Check[] {
	const groups = new Map<string, Check & { params: { count?: string } }>();
	for (const { passing, owner, status: its } of passings) {
		if (its !== status) continue;
		// Taps come by the hundred: what has nothing to be recognised by is counted by device.
		const key = status === 'unmatched' ? passing.device : (passing.read ?? passing.id);
		const group = groups.get(key) ?? {
			check,
			severity: 'warning' as const,
			participantIds: owner === null ? [] : [owner],
			passingIds: [],
			params: {
				...(status === 'unmatched' ? {} : { read: passing.read ?? '–' }),
				checkpoint: passing.checkpoint,
				device: passing.device
			}
		};
		group.passingIds.push(passing.id);
		group.params.count = String(group.passingIds.length);
		groups.set(key, group);
	}
	return [...groups.values()];
}

/** One bib on two runners: given out twice in the list, or read again at the finish long after it had finished. */
export function duplicateBibs(inspected: Inspected): Check[] {
	return [...bibsGivenTwice(inspected), ...bibsSeenAgain(inspected)];
}

function bibsGivenTwice({ participants }: Inspected): Check[] {
	const holders = new Map<string, string[]>();
	for (const { id, bib } of participants.values()) {
		if (bib !== null) holders.set(bib, [...(holders.get(bib) ?? []), id]);
	}
	return [...holders]
		.filter(([, ids]) => ids.length > 1)
		.map(([bib, participantIds]) => ({
			check: 'duplicate-bib',
			severity: 'warning',
			participantIds,
			passingIds: [],
			params: { bib }
		}));
}

function bibsSeenAgain(inspected: Inspected): Check[] {
	const finishes = new Set(
		inspected.race.checkpoints
			.filter(({ kind }) => kind === 'finish' || kind === 'start-finish')
			.map(({ slug }) => slug)
	);
	const again = new Map<string, string[]>();
	for (const { passing, owner, status } of inspected.passings) {
		if (status !== 'over-limit' || owner === null || !finishes.has(passing.checkpoint)) continue;
		again.set(owner, [...(again.get(owner) ?? []), passing.id]);
	}
	return [...again].map(([participantId, passingIds]) => ({
		check: 'duplicate-bib',
		severity: 'notice',
		participantIds: [participantId],
		passingIds,
		params: { bib: bibOf(inspected, participantId) }
	}));
}
