import { expect, test } from 'vitest';
import { nextBibNumber } from './bibNumber.ts';

test('the first runner gets 1', () => expect(nextBibNumber([])).toBe('1'));
test('the lowest free number is given, also below reserved ones', () =>
	expect(nextBibNumber(['1', '2', '500', '4'])).toBe('3'));
test('007 keeps 7 out of use', () => expect(nextBibNumber(['1', '2', '3', '4', '5', '6', '007'])).toBe('8'));
test('lettered bibs keep no number out of use', () => expect(nextBibNumber(['F1', '1-A'])).toBe('1'));
