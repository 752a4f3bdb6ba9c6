import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copiedDocument, copyDefaults } from './copiedEvent.ts';
import { EventDocumentSchema, writeEventDocument, type WrittenEventDocument } from './event.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const written: WrittenEventDocument = {
	name: 'Run against trafficking 2026',
	date: '2026-06-07',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	status: 'archived',
	practice: true,
	registrationOpensAt: '2026-03-01T09:00:00+02:00',
	registrationClosesAt: '2026-06-05T23:59:59+03:00',
	races: [
		{
			slug: '5k',
			name: '5 km',
			distanceM: 5000,
			capacity: 400,
			waves: [
				{ slug: 'all', scheduledAt: '2026-06-07T10:00:00+03:00', gunStart: '2026-06-07T10:00:02+03:00' }
			],
			checkpoints: [{ slug: 'finish', kind: 'finish' }]
		}
	]
};
const document = EventDocumentSchema.parse(written);
const copied = (part: Partial<Record<'name' | 'date' | 'slug', string>> = {}) =>
	copiedDocument(document, { values: { ...copyDefaults(document, NOW), ...part }, nowMs: NOW });

describe('a copy of an event', () => {
	test('is a draft on the same day of the week a year later, with every moment as far before it', () => {
		const copy = copied();
		if (!copy.ok) throw new Error('refused');
		expect(writeEventDocument(copy.value)).toEqual({
			...writeEventDocument(document),
			name: 'Run against trafficking 2027',
			date: '2027-06-06',
			status: 'draft',
			practice: undefined,
			registrationOpensAt: '2027-02-28T09:00:00.000+02:00',
			registrationClosesAt: '2027-06-04T23:59:59.000+03:00',
			races: [
				expect.objectContaining({
					waves: [{ slug: 'all', gunStart: null, scheduledAt: '2027-06-06T10:00:00.000+03:00' }]
				})
			]
		});
	});

	test('has its year in the names of every language, and everything else that was said', () => {
		const words = {
			ro: { name: 'Alergarea 2026', place: 'Piața din 2026' },
			ru: { meetingPoint: 'у фонтана' }
		};
		const rules = { ro: 'Fără câini.' };
		const worded = EventDocumentSchema.parse({ ...written, words, rules });
		const copy = copiedDocument(worded, { values: copyDefaults(worded, NOW), nowMs: NOW });
		expect(copy.ok && [copy.value.words, copy.value.rules]).toEqual([
			{ ...words, ro: { name: 'Alergarea 2027', place: 'Piața din 2026' } },
			rules
		]);
	});

	test('proposes a day that has not passed, whatever year it is', () => {
		const later = Date.parse('2031-01-01T00:00:00Z');
		expect(copyDefaults(document, later)).toEqual({
			name: 'Run against trafficking 2031',
			date: '2031-06-01',
			slug: ''
		});
	});

	test('says which field is wrong', () => {
		expect(copied({ name: ' ', date: '7 June', slug: 'Our Run' })).toEqual({
			ok: false,
			error: [
				{ field: 'name', reason: 'missing' },
				{ field: 'date', reason: 'date' },
				{ field: 'slug', reason: 'slug' }
			]
		});
		expect(copied({ date: '2026-11-29' })).toEqual({ ok: false, error: [{ field: 'date', reason: 'past' }] });
	});

	test('is an event document on any day that is a day', () => {
		const day = fc
			.date({ min: new Date('2026-12-01'), max: new Date('2200-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(day, (date) => {
				const copy = copied({ date });
				if (copy.ok) expect(EventDocumentSchema.safeParse(writeEventDocument(copy.value)).success).toBe(true);
				else expect(copy.error).toEqual([{ field: 'date', reason: 'date' }]);
			})
		);
	});
});
