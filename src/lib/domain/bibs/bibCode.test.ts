import { expect, test } from 'vitest';
import { bibAddress, bibCodeIn, bibCodeOf, toBibCode } from './bibCode.ts';

test('a code has ten characters, none of which is I, L, O or U', () => {
	const code = bibCodeOf(Uint8Array.from({ length: 10 }, (_, i) => i * 25));
	expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
});
test('what the QR holds is read back, whatever the host', () => {
	const address = bibAddress('https://run.example.org:8443', 'K7Q2M9XA4T');
	expect(address).toBe('HTTPS://RUN.EXAMPLE.ORG:8443/B/K7Q2M9XA4T');
	expect(bibCodeIn(address)).toBe('K7Q2M9XA4T');
	expect(bibCodeIn('http://192.168.1.5:3000/b/k7q2m9xa4t/')).toBe('K7Q2M9XA4T');
});
test('capitals, hyphens, O and I are taken as people mean them', () =>
	expect(toBibCode('k7q2m-9xaOI')).toBe('K7Q2M9XA01'));
test('another QR is no bib', () => {
	for (const other of ['https://example.org/', 'https://example.org/B/', 'K7Q2M9XA4T', 'https://x/B/K7Q2'])
		expect(bibCodeIn(other)).toBeNull();
});
