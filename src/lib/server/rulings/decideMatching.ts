/** What an organiser does to a matching. Every act is one or more rulings, so that it can be taken back. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { RulingRequest } from '#lib/schemas/ruling.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { matchingsAtDesk, type DeskMatching, type MatchRow } from '#lib/server/desk/deskMatching.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { recordRulings } from './rulings.ts';

/**
 * `confirm`: the pairs as they were seen; one that the proposal has changed since is left alone. `move`: the bib gets the
 * tap before or after its own. `split`: the bib crossed with the one above it. `time`: no tap was made, this is when.
 * `void`: a tap or a read that was a mistake. `claim`: an unknown finisher, or a read without a bib, is this runner.
 */
export type MatchAct =
	| { kind: 'confirm'; pairs: { chuteId: string; tapId: string | null }[] }
	| { kind: 'move'; chuteId: string; to: 'earlier' | 'later' }
	| { kind: 'split'; chuteId: string }
	| { kind: 'time'; chuteId: string; ms: number }
	| { kind: 'void'; passingId: string }
	| { kind: 'claim'; passingId: string; bib: string };

/** Answers the ids of the rulings, for the way back; none where there was nothing to decide. */
export async function decideMatching(
	app: App,
	caller: Caller,
	{ event, checkpoint, act, why }: { event: string; checkpoint: string; act: MatchAct; why: string }
): Promise<Result<string[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'time');
	if (!facts.ok) return facts;
	const matching = matchingsAtDesk(facts.value).find((line) => line.checkpoint === checkpoint);
	if (!matching) return refuse('not-found', `nothing is matched at "${checkpoint}"`);
	const requests = requestsOf(facts.value, matching, act);
	if (!requests.ok || requests.value.length === 0) return requests.ok ? ok([]) : requests;
	const rulings = requests.value.map((request): RulingRequest => ({ ...request, why }));
	const recorded = await recordRulings(app, caller, { event, rulings });
	return recorded.ok ? ok(recorded.value.map(({ id }) => id)) : recorded;
}

type Request = Omit<RulingRequest, 'why'>;

function requestsOf(facts: EventFacts, { rows }: DeskMatching, act: MatchAct): Result<Request[], Refusal> {
	switch (act.kind) {
		case 'confirm':
			return ok(confirmed(rows, act.pairs));
		case 'void':
			return ok([{ type: 'void', passingId: act.passingId }]);
		case 'claim':
			return claim(facts, act);
		case 'time':
			return ok([assigned(act.chuteId, null, act.ms)]);
		case 'move': {
			const tap = tapBeside(rows, act);
			return tap
				? ok([assigned(act.chuteId, tap.id, tap.ms)])
				: refuse('passing-unknown', 'there is no tap beyond this one');
		}
		case 'split': {
			const at = rows.findIndex(({ id }) => id === act.chuteId);
			const above = rows.slice(0, Math.max(at, 0)).findLast(({ bib }) => bib !== null);
			return above
				? ok([assigned(act.chuteId, null, above.ms)])
				: refuse('passing-unknown', 'there is no finisher above this one');
		}
	}
}

const assigned = (passingId: string, tapId: string | null, valueMs: number): Request => ({
	type: 'assign-time',
	passingId,
	tapId,
	valueMs: Math.round(valueMs)
});

function confirmed(rows: MatchRow[], pairs: { chuteId: string; tapId: string | null }[]): Request[] {
	const seen = new Map(pairs.map(({ chuteId, tapId }) => [chuteId, tapId]));
	return rows
		.filter(({ id, bib, rulingId }) => bib?.chuteId === id && rulingId === null && seen.has(id))
		.filter(({ id, tap }) => (tap?.id ?? null) === seen.get(id))
		.map(({ id, tap, ms }) => assigned(id, tap?.id ?? null, ms));
}

/** Of all taps, also those of other bibs: the neighbours then give way. */
function tapBeside(rows: MatchRow[], { chuteId, to }: { chuteId: string; to: 'earlier' | 'later' }) {
	const row = rows.find(({ id }) => id === chuteId);
	if (!row) return undefined;
	const taps = rows.flatMap(({ tap }) => tap ?? []).sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1));
	const at = row.tap ? taps.findIndex(({ id }) => id === row.tap?.id) : -1;
	if (at >= 0) return taps[at + (to === 'later' ? 1 : -1)];
	return to === 'later' ? taps.find(({ ms }) => ms >= row.ms) : taps.findLast(({ ms }) => ms <= row.ms);
}

function claim(
	facts: EventFacts,
	{ passingId, bib }: { passingId: string; bib: string }
): Result<Request[], Refusal> {
	const entry = facts.entryOf.get(facts.whose('bib', bib) ?? '');
	const race = facts.event.courses.find(({ id }) => id === entry?.raceId)?.race.slug;
	if (!entry || race === undefined)
		return refuse('participant-unknown', `nobody in this event has bib ${bib}`);
	return ok([{ type: 'claim', passingId, race, participantId: entry.participant.id }]);
}
