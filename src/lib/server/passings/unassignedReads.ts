/**
 * What phones recorded where they were not assigned (before they knew that they had been moved, or after a revocation), and
 * what arrived after the official results. It is kept, does not count, and an organiser accepts all of one phone at one
 * checkpoint at once.
 */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { decide } from '#lib/domain/timing/rulings/decisions.ts';
import { waitingStatus } from '#lib/domain/timing/judging/eligibility.ts';
import { correctedMs } from '#lib/domain/timing/facts/passing.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { StoredPassing } from './store/passingFacts.ts';
import { fromFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { recordRulings } from '#lib/server/rulings/rulings.ts';

export interface UnassignedReads {
	device: string;
	checkpoint: string;
	/** What they wait for an organiser for; one of several reasons where there are more. */
	reason: 'unassigned' | 'after-official';
	count: number;
	/** Corrected times of the first and the last, epoch milliseconds. */
	firstMs: number;
	lastMs: number;
}

/** By device, then checkpoint; none that was accepted or voided. */
export async function listUnassignedReads(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<UnassignedReads[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'time');
	if (!facts.ok) return facts;
	const groups = new Map<string, UnassignedReads>();
	for (const passing of waitingReads(facts.value)) {
		const { device, checkpoint, assigned } = passing;
		const ms = correctedMs(passing);
		const key = `${device} ${checkpoint}`;
		const reason = assigned ? 'after-official' : 'unassigned';
		const group = groups.get(key) ?? { device, checkpoint, reason, count: 0, firstMs: ms, lastMs: ms };
		group.count++;
		group.firstMs = Math.min(group.firstMs, ms);
		group.lastMs = Math.max(group.lastMs, ms);
		groups.set(key, group);
	}
	return ok([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group));
}

/** Each by a ruling of its own, all or none. Answers the ids of the rulings, for the way back. */
export async function acceptUnassignedReads(
	app: App,
	caller: Caller,
	{ event, device, checkpoint, why }: { event: string; device: string; checkpoint: string; why: string }
): Promise<Result<string[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'time');
	if (!facts.ok) return facts;
	const rulings = waitingReads(facts.value)
		.filter((passing) => passing.device === device && passing.checkpoint === checkpoint)
		.map(({ id }) => ({ type: 'accept' as const, passingId: id, why }));
	if (rulings.length === 0) return ok([]);
	const recorded = await recordRulings(app, caller, { event, rulings });
	return recorded.ok ? ok(recorded.value.map(({ id }) => id)) : recorded;
}

/** Once for the facts: the page of the phones asks every three seconds. */
export const waitingReads = (facts: EventFacts): StoredPassing[] =>
	fromFacts(facts, 'unassigned reads', () => {
		const decisions = decide(facts.rulings.map(({ ruling }) => ruling)).passings;
		return facts.passings.filter((passing) => {
			const decision = decisions.get(passing.id);
			return waitingStatus(passing, decision) !== null && !decision?.voided;
		});
	});
