import { expect, test } from 'vitest';
import { bibIndex } from './bibIndex.ts';

const whose = bibIndex([
	{ participantId: 'ana', bib: '7', code: 'K7Q2M9XA4T' },
	{ participantId: 'ion', bib: '007', code: null }
]);

test('a bib is compared as given', () => {
	expect(whose('bib', '7')).toBe('ana');
	expect(whose('bib', '007')).toBe('ion');
	expect(whose('bib', '07')).toBeNull();
});
test('a code is recognised whatever the host, and bare', () => {
	expect(whose('code', 'HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T')).toBe('ana');
	expect(whose('code', 'https://old.example.net/B/k7q2m9xa4t')).toBe('ana');
	expect(whose('code', 'K7Q2M9XA4T')).toBe('ana');
	expect(whose('code', 'HTTPS://RUN.EXAMPLE.ORG/B/0000000000')).toBeNull();
});
test('a bib’s number is no code', () => {
	expect(whose('code', '7')).toBeNull();
});
test('a tag may be a bib’s number or code', () => {
	expect(whose('tag', '7')).toBe('ana');
	expect(whose('tag', 'K7Q2M9XA4T')).toBe('ana');
});
test('a tap is nobody’s', () => {
	expect(whose(null, null)).toBeNull();
});
