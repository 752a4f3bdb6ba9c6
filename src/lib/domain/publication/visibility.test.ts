import { expect, test } from 'vitest';
import { publicRunner, type RunnerIdentity } from './visibility.ts';

const runner = (part: Partial<RunnerIdentity>): RunnerIdentity => ({
	name: 'Ana Runner',
	alias: 'Runner in red',
	aliasState: 'released',
	visibility: 'name',
	...part
});
const running = { finished: false };
const finished = { finished: true };

test('who shows the name is listed by it before and after the finish, with splits', () => {
	expect(publicRunner(runner({}), running)).toEqual({ name: 'Ana Runner', splits: true });
	expect(publicRunner(runner({}), finished)).toEqual({ name: 'Ana Runner', splits: true });
});
test('who shows an alias is never listed by the name', () => {
	expect(publicRunner(runner({ visibility: 'alias' }), running)).toEqual({
		name: 'Runner in red',
		splits: true
	});
});
test('who shows the bib only is listed after the finish, without name and splits', () => {
	expect(publicRunner(runner({ visibility: 'bib' }), running)).toBeNull();
	expect(publicRunner(runner({ visibility: 'bib' }), finished)).toEqual({ name: null, splits: false });
});
test('an alias that was not given shows the bib only', () => {
	expect(publicRunner(runner({ visibility: 'alias', alias: null }), running)).toBeNull();
	expect(publicRunner(runner({ visibility: 'alias', alias: null }), finished)?.name).toBeNull();
});
test('who is hidden is in no list', () => {
	expect(publicRunner(runner({ visibility: 'hidden' }), running)).toBeNull();
	expect(publicRunner(runner({ visibility: 'hidden' }), finished)).toBeNull();
});

test.each(['waiting', 'refused', 'none'] as const)(
	'an alias that is %s shows the bib alone',
	(aliasState) => {
		const waiting = runner({ visibility: 'alias', aliasState });
		expect(publicRunner(waiting, running)).toBeNull();
		expect(publicRunner(waiting, finished)).toEqual({ name: null, splits: false });
	}
);
