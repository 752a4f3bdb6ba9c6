import { expect, test } from 'vitest';
import { readVersion, versionText } from './formVersion.ts';

const current = { id: 'aaaa-1', version: 3 };

test('a form made from this entry is read, from whichever version it was', () => {
	for (const version of [1, 2, 3])
		expect(readVersion(versionText({ id: 'aaaa-1', version }), current)).toEqual({
			ok: true,
			value: version
		});
});

test.each([
	['', 'none'],
	['bbbb-2.1', 'other'],
	['aaaa-1', 'other'],
	['aaaa-1.0', 'other'],
	['aaaa-1.1.5', 'other'],
	['aaaa-1.x', 'other'],
	['aaaa-1.4', 'future'],
	['aaaa-1.999999999', 'future']
])('%j is refused as %s', (text, fault) => {
	expect(readVersion(text, current)).toEqual({ ok: false, error: fault });
});
