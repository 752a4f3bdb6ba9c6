import { expect, test } from 'vitest';
import { bibAddress, bibCodeIn } from './bibCode.ts';
import { finishTokenAddress, finishTokenIn, typedFinishToken } from './finishToken.ts';

test('a printed token is read back, whatever the host it was printed for', () => {
	expect(finishTokenIn(finishTokenAddress('https://run.example.org', 42))).toBe(42);
	expect(finishTokenIn('http://other.example:8080/t/0042/')).toBe(42);
});

test('a bib is no token, and a token is no bib', () => {
	expect(finishTokenIn(bibAddress('https://run.example.org', 'K7Q2M9XA4T'))).toBeNull();
	expect(bibCodeIn(finishTokenAddress('https://run.example.org', 42))).toBeNull();
});

test('there is no token 0', () => expect(finishTokenIn('https://run.example.org/T/0')).toBeNull());

test('a token with a torn QR is typed with a T before its number', () => {
	expect(['T31', 't031', 'T0', '31', 'T', 'T1234567'].map(typedFinishToken)).toEqual([
		31,
		31,
		null,
		null,
		null,
		null
	]);
});
