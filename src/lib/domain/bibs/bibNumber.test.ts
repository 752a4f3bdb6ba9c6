import { expect, test } from 'vitest';
import { BibNumbers, countedNumber } from './bibNumber.ts';

const next = (last: number, taken: string[]): string => new BibNumbers(last, taken).next();

test('the first runner gets 1', () => expect(next(0, [])).toBe('1'));
test('the next number is one above the highest, also where lower ones are free', () =>
	expect(next(0, ['1', '2', '500', '4'])).toBe('501'));
test('a number that was given and is gone is not given again', () => expect(next(9, ['1', '2'])).toBe('10'));
test('007 counts as 7, and 001001 as 1001', () => {
	expect(next(0, ['6', '007'])).toBe('8');
	expect(next(0, ['001001'])).toBe('1002');
});
test('letters count as nothing', () => {
	expect(next(0, ['F7', '1-A'])).toBe('1');
	expect(countedNumber('F7')).toBeNull();
});
test('a number too long for a bib moves nothing, and is skipped when the others come to it', () => {
	expect(next(20, ['0691234567'])).toBe('21');
	expect(next(999_999, ['1000000', '01000001'])).toBe('1000002');
});
test('of several, each is above the one before', () => {
	const numbers = new BibNumbers(3, ['5']);
	expect([numbers.next(), numbers.next(), numbers.next()]).toEqual(['6', '7', '8']);
});

const RANGES = [
	['5k', { from: 1, to: 4 }],
	['children', { from: 500, to: 502 }]
] as const;

test("a race's next number is above the highest in its range, then what is free below, then after all ranges", () => {
	const numbers = new BibNumbers(502, ['3', '502', '501'], RANGES);
	const five = () => numbers.next('5k');
	expect([five(), five(), five(), five(), five()]).toEqual(['4', '1', '2', '503', '504']);
	expect([numbers.next('children'), numbers.next('children'), numbers.next()]).toEqual(['500', '505', '506']);
});
test('a race without a range takes no number of another’s', () =>
	expect(new BibNumbers(2, ['1', '2'], RANGES).next('10k')).toBe('503'));
test('a number with zeros before it takes its place in a range', () =>
	expect(new BibNumbers(3, ['001', '0003'], RANGES).next('5k')).toBe('4'));
