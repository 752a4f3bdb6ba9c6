import { expect, test } from 'vitest';
import { OWN_REASON_CODES, OWN_REASONS, ownReasonOf } from './ownReasons.ts';

test('each reason of the product is known by the sentence that is stored', () => {
	expect(OWN_REASON_CODES.map((code) => ownReasonOf(OWN_REASONS[code]))).toEqual(OWN_REASON_CODES);
});

test('a reason stored in the language of whoever pressed is known too', () => {
	expect(ownReasonOf('Сопоставление подтверждено')).toBe('match-confirm');
	expect(ownReasonOf('anulat pe pagina telefoanelor')).toBe('reads-undone');
});

test('a person’s own words are left as they are', () => {
	expect(ownReasonOf('left the course at the bridge')).toBeNull();
	expect(ownReasonOf('')).toBeNull();
});
