import { CHECKS } from '#lib/domain/timing/checks/check.ts';
import { SAID_OF_MANY } from '#lib/domain/timing/checks/message.ts';
import { keyPart, type TimingMessageKey } from './message.ts';
import { PASSING_STATUSES, RESULT_FLAGS, RESULT_STATUSES } from '#lib/domain/timing/facts/result.ts';
import { RULINGS } from '#lib/domain/timing/rulings/table.ts';

const keys = (kind: string, names: readonly string[]): TimingMessageKey[] =>
	names.map((name) => `timing_${kind}_${keyPart(name)}` as const);

/** Every text that explanations and checks refer to; a test holds the three catalogues to this list. */
export const TIMING_MESSAGE_KEYS: readonly TimingMessageKey[] = [
	...keys('status', PASSING_STATUSES),
	...keys('reason', PASSING_STATUSES),
	...keys('reason', ['counted_start', 'counted_split', 'counted_finish']),
	...keys('flag', RESULT_FLAGS),
	...keys('result', RESULT_STATUSES),
	...Object.values(RULINGS).flatMap(({ words }) => words.map(({ explained }) => explained)),
	...keys('check', CHECKS),
	...keys('check', ['podium-differs-in']),
	...keys(
		'check',
		SAID_OF_MANY.map((check) => `${check}-many`)
	)
];
