/** The closed list of statuses: a case for each, and its reason in the three languages. */
import { expect, test } from 'vitest';
import { catalogueOf } from '../../../../../tests/support/catalogue.ts';
import type { DeriveInput } from '#lib/domain/timing/running/derive.ts';
import { explain } from '#lib/domain/timing/explanation/explain.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { PASSING_STATUSES, type PassingStatus } from '#lib/domain/timing/facts/result.ts';
import {
	at,
	checkpoint,
	derive,
	participant,
	race,
	ruling,
	scan
} from '../../../../../tests/support/timingBuilders.ts';

/** Facts in which `passing` has the status. */
interface Case extends Partial<DeriveInput> {
	passing: Passing;
	passings: Passing[];
}

/** One passing, alone. */
const alone = (passing: Passing, facts: Partial<DeriveInput> = {}): Case => ({
	...facts,
	passing,
	passings: [passing]
});
/** One passing among others. */
const among = (passing: Passing, others: Passing[], facts: Partial<DeriveInput> = {}): Case => ({
	...facts,
	passing,
	passings: [passing, ...others]
});
const finish = (clock: string, given: Partial<Passing> = {}) => scan('7', 'finish', clock, given);
const chute = (clock: string) => finish(clock, { kind: 'chute' });
const twoSplits = race({
	checkpoints: [
		checkpoint({ slug: 'km1', kind: 'split', minTimeMs: 0 }),
		checkpoint({ slug: 'km2', kind: 'split', minTimeMs: 0 }),
		checkpoint({ slug: 'finish', kind: 'finish' })
	]
});

const cases: Record<PassingStatus, () => Case> = {
	counted: () => alone(finish('20:00')),
	waiting: () => alone(finish('20:00'), { race: race({ waves: [{ slug: 'all', gunStartMs: null }] }) }),
	'before-start': () => alone(scan('7', 'start', '-1:00.001')),
	'early-start': () => alone(scan('7', 'start', '-0:00.001')),
	'superseded-start': () => among(scan('7', 'start', '0:02'), [scan('7', 'start', '0:05')]),
	'late-start': () => alone(scan('7', 'start', '15:00.001')),
	'too-early': () => alone(finish('9:59.999')),
	duplicate: () => among(finish('20:59.999'), [finish('20:00')]),
	'over-limit': () => among(finish('21:00'), [finish('20:00')]),
	'out-of-order': () =>
		among(scan('7', 'km2', '31:00'), [scan('7', 'km1', '8:00'), finish('30:00')], { race: twoSplits }),
	'other-device': () => among(finish('20:01', { device: 'finish-b' }), [finish('20:00')]),
	'after-ruling': () => alone(finish('20:00'), { rulings: [ruling({ type: 'dnf', participantId: 'p7' })] }),
	unassigned: () => alone(finish('20:00', { assigned: false })),
	'after-official': () => alone(finish('20:00', { late: true })),
	'unknown-bib': () => alone(finish('20:00', { participantId: null, read: '99' })),
	voided() {
		const passing = finish('20:00');
		return alone(passing, { rulings: [ruling({ type: 'void', passingId: passing.id })] });
	},
	unmatched: () => alone(chute('20:00')),
	matched() {
		const passing = chute('20:15');
		const confirmed = { type: 'assign-time' as const, tapId: null, valueMs: at('20:00') };
		return alone(passing, { rulings: [ruling({ ...confirmed, passingId: passing.id })] });
	},
	estimated() {
		const passing = chute('20:15');
		return alone(passing, {
			proposedTimes: new Map([[passing.id, { ms: at('20:00'), uncertaintyMs: 500 }]])
		});
	},
	overruled: () =>
		alone(finish('20:00'), {
			rulings: [ruling({ type: 'finish-time', participantId: 'p7', valueMs: at('19:00') })]
		}),
	'wrong-race': () => alone(scan('7', 'finish-10k', '20:00'))
};

test.each(PASSING_STATUSES)('there is a passing that ends as %s', (status) => {
	const { passing, ...facts } = cases[status]();
	expect(derive(facts).statuses.get(passing.id)).toBe(status);
});

test.each(['en', 'ro', 'ru'])('in %s the reason of every status is a whole sentence', (locale) => {
	const catalogue = catalogueOf(locale) as Record<string, string>;
	for (const status of PASSING_STATUSES) {
		const { passing, ...facts } = cases[status]();
		// A read that belongs to nobody is explained to nobody; whoever it is given to reads another reason.
		if (passing.participantId === null) continue;
		const input = { race: race(), participants: [participant('7')], rulings: [], ...facts };
		const explained = explain(input, 'p7')?.passings.find(({ passingId }) => passingId === passing.id);
		const { key = '', params = {} } = explained?.reason ?? {};
		const sentence = (catalogue[key] ?? '').replaceAll(
			/\{(\w+)\}/g,
			(_, name: string) => params[name] ?? '–'
		);
		expect(explained?.status, status).toBe(status);
		expect(sentence, status).toMatch(/^\S[^{}–]{5,}\.$/u);
	}
});
