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
