import { expect, test } from 'vitest';
import { decideChange } from './change.ts';
import { consentsInForce } from './consent.ts';

const change = {
	name: 'Ana',
	club: null,
	visibility: 'bib' as const,
	alias: null,
	photos: false,
	nextYearMail: false
};
const allGiven = consentsInForce([
	{ kind: 'terms', given: true },
	{ kind: 'name', given: true },
	{ kind: 'photos', given: true },
	{ kind: 'next-year-mail', given: true }
]);

test('withdrawing is a record of its own', () => {
	expect(decideChange({ change, alias: null, inForce: allGiven, minor: false }).consents).toEqual([
		{ kind: 'name', given: false },
		{ kind: 'photos', given: false },
		{ kind: 'next-year-mail', given: false }
	]);
});
test('what stays as it was is not recorded again', () => {
	expect(decideChange({ change, alias: null, inForce: consentsInForce([]), minor: false }).consents).toEqual(
		[]
	);
});
test('the last record of a kind is in force', () => {
	const records = [
		{ kind: 'photos' as const, given: true },
		{ kind: 'photos' as const, given: false }
	];
	expect(consentsInForce(records).photos).toBe(false);
});
test('a minor cannot ask for mail of next year', () => {
	const asking = { ...change, nextYearMail: true };
	expect(
		decideChange({ change: asking, alias: null, inForce: consentsInForce([]), minor: true }).consents
	).toEqual([]);
});
test('leaving the alias forgets it', () => {
	const named = decideChange({
		change: { ...change, alias: 'Fulger' },
		alias: null,
		inForce: allGiven,
		minor: false
	});
	expect(named.entry.alias).toBeNull();
});

test('an alias that stays keeps the decision about it, another one does not', () => {
	const asking = { ...change, visibility: 'alias' as const, alias: 'Fulger' };
	const inForce = consentsInForce([]);
	const changed = (alias: string | null) => decideChange({ change: asking, alias, inForce, minor: false });
	expect(['Fulger', 'Trăsnet', null].map((alias) => changed(alias).aliasChanged)).toEqual([
		false,
		true,
		true
	]);
});
