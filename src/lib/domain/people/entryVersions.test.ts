import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clashesOf, differenceOf, entryAt, type LoggedChange } from './entryVersions.ts';

const change = (version: number, before: object, after: object): LoggedChange => ({
	version,
	by: `editor ${version}`,
	atMs: version * 1000,
	before: { ...before },
	after: { ...after }
});

const fields = fc.record({
	name: fc.string(),
	club: fc.option(fc.string()),
	race: fc.constantFrom('5k', '10k')
});

test('from what is stored and what was logged, every earlier version comes back', () => {
	fc.assert(
		fc.property(fc.array(fields, { minLength: 1, maxLength: 8 }), (versions) => {
			const changes = versions.slice(1).map((after, index): LoggedChange => {
				const difference = differenceOf(versions[index] ?? {}, after) ?? { before: {}, after: {} };
				return { version: index + 2, by: 'somebody', atMs: index, ...difference };
			});
			const stored = versions.at(-1) ?? {};
			versions.forEach((entry, index) =>
				expect(entryAt(stored, { changes: changes.toReversed(), version: index + 1 })).toEqual(entry)
			);
		})
	);
});

test('a field that nobody else changed, and one changed to the same, do not clash', () => {
	const changes = [change(2, { club: 'A' }, { club: 'B' })];
	const stored = { name: 'Ana', club: 'B' };
	expect(clashesOf({ name: 'Anna' }, { stored, changes, version: 1 })).toEqual([]);
	expect(clashesOf({ club: 'B' }, { stored, changes, version: 1 })).toEqual([]);
	expect(clashesOf({ club: 'C' }, { stored, changes, version: 2 })).toEqual([]);
});

test('a field changed by somebody since to something else clashes, and says by whom last', () => {
	const changes = [change(2, { club: 'A' }, { club: 'B' }), change(3, { club: 'B' }, { club: null })];
	expect(clashesOf({ club: 'C' }, { stored: { club: null }, changes, version: 1 })).toEqual([
		{ field: 'club', mine: 'C', theirs: null, by: 'editor 3', atMs: 3000 }
	]);
});

test('a field that was changed and changed back since does not clash', () => {
	const changes = [change(2, { club: 'A' }, { club: 'B' }), change(3, { club: 'B' }, { club: 'A' })];
	expect(clashesOf({ club: 'C' }, { stored: { club: 'A' }, changes, version: 1 })).toEqual([]);
});
