import { expect, test } from 'vitest';
import { aliasClashes, type NamedEntry } from './aliasClash.ts';
import { aliasStateOf } from './aliasState.ts';
import { foldName } from './foldedName.ts';

test.each([
	[{ alias: null, aliasDecided: null, aliasReleased: false }, 'none'],
	[{ alias: 'Fulger', aliasDecided: null, aliasReleased: false }, 'waiting'],
	[{ alias: 'Fulger', aliasDecided: 'Fulger', aliasReleased: true }, 'released'],
	[{ alias: 'Fulger', aliasDecided: 'Fulger', aliasReleased: false }, 'refused'],
	[{ alias: 'fulger', aliasDecided: 'Fulger', aliasReleased: true }, 'waiting']
] as const)('%j is %s: a decision holds for the text that it was made about', (alias, state) => {
	expect(aliasStateOf(alias)).toBe(state);
});

const entry = (bib: string, name: string, alias: string | null = null): NamedEntry => ({
	id: bib,
	bib,
	nameFolded: foldName(name),
	alias
});

test('an alias clashes with names and aliases however they are written, and with the own name', () => {
	const everybody = [
		entry('1', 'Ana Șase', 'Fulger'),
		entry('2', 'Ion', 'FULGER'),
		entry('3', 'Eva', 'Ana Sase'),
		entry('4', 'Vera', 'Véra'),
		entry('5', 'Maria', 'Lumina')
	];
	expect(Object.fromEntries(aliasClashes(everybody, everybody))).toEqual({
		1: [{ with: 'alias', bibs: ['2'] }],
		2: [{ with: 'alias', bibs: ['1'] }],
		3: [{ with: 'name', bibs: ['1'] }],
		4: [{ with: 'own-name' }],
		5: []
	});
});
