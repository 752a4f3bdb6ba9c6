import { expect, test } from 'vitest';
import type { MatchRow } from '#lib/server/desk/deskMatching.ts';
import { shownRows } from './shownRows.ts';

const row = (id: string, bib: Partial<NonNullable<MatchRow['bib']>>): MatchRow => ({
	id,
	place: 1,
	unknown: null,
	tap: { id: `tap-${id}`, ms: 1000, device: 'finish-tap' },
	bib: { chuteId: id, bib: '7', name: 'Runner 7', participantId: 'p7', lane: '', readMs: 2000, ...bib },
	ms: 1000,
	gunMs: 0,
	uncertaintyMs: null,
	doubt: 'none',
	reason: 'tap',
	rulingId: null
});

test('a bib that nobody has is to be looked at, and never certain, however well its tap fits', () => {
	const nobodys = row('b', { bib: '99', name: null, participantId: null });
	const matching = { checkpoint: 'finish', edits: [], rows: [row('a', {}), nobodys] };
	const shown = shownRows(matching, new URLSearchParams());
	expect(shown.certain).toEqual(['a=tap-a']);
	expect(shown.toLookAt).toBe(1);
	const decided = { ...matching, rows: [{ ...nobodys, rulingId: 'r' }] };
	expect(shownRows(decided, new URLSearchParams()).toLookAt).toBe(0);
});
