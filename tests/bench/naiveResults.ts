import type { Participant } from '#lib/domain/timing/facts/course.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';

export interface NaiveRow {
	participantId: string;
	gunTimeMs: number;
	netTimeMs: number;
	splits: { checkpoint: string; gunTimeMs: number }[];
	place: number;
	sexPlace: number;
}

/**
 * The loop that a programmer without the rule book writes: group by runner, sort by time, first read at each
 * checkpoint, sort by finish. It is the limit of what deriving the same table can cost; it knows no rule.
 */
export function naiveResults(
	{ participants, passings }: { participants: readonly Participant[]; passings: readonly Passing[] },
	gunStartMs: number
): NaiveRow[] {
	const byRunner = new Map<string, Passing[]>();
	for (const passing of passings) {
		if (passing.participantId === null) continue;
		const own = byRunner.get(passing.participantId);
		if (own) own.push(passing);
		else byRunner.set(passing.participantId, [passing]);
	}
	const sexes = new Map(participants.map(({ id, sex }) => [id, sex]));
	const rows: NaiveRow[] = [];
	for (const [participantId, own] of byRunner) {
		own.sort((a, b) => a.atMs + a.offsetMs - (b.atMs + b.offsetMs));
		const first = new Map<string, number>();
		for (const { checkpoint, atMs, offsetMs } of own) {
			if (!first.has(checkpoint)) first.set(checkpoint, atMs + offsetMs);
		}
		const finish = first.get('finish');
		if (finish === undefined) continue;
		const splits: NaiveRow['splits'] = [];
		for (const [checkpoint, ms] of first) splits.push({ checkpoint, gunTimeMs: ms - gunStartMs });
		rows.push({
			participantId,
			gunTimeMs: finish - gunStartMs,
			netTimeMs: finish - (first.get('start') ?? gunStartMs),
			splits,
			place: 0,
			sexPlace: 0
		});
	}
	rows.sort((a, b) => a.gunTimeMs - b.gunTimeMs);
	const sexCounts = new Map<string | null | undefined, number>();
	rows.forEach((row, index) => {
		row.place = index + 1;
		const sex = sexes.get(row.participantId);
		row.sexPlace = (sexCounts.get(sex) ?? 0) + 1;
		sexCounts.set(sex, row.sexPlace);
	});
	return rows;
}
