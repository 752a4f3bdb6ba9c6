import { describe, expect, test } from 'vitest';
import { campaignSchema, figureSentence } from '#lib/schemas/event/campaign.ts';
import { demoEvents, nextSunday } from './events.ts';

const events = demoEvents(Date.parse('2026-11-24T12:00:00Z'));
const contents = events.flatMap(({ slug, content }) =>
	Object.entries(content).map(([locale, campaign]) => ({ slug, locale, campaign }))
);

describe.each(contents)('$slug in $locale', ({ campaign }) => {
	test('is campaign content by the schema', () => {
		expect(campaignSchema.safeParse(campaign).error?.issues).toBeUndefined();
	});

	test('says place and period in the sentence of every figure', () => {
		expect(campaign.figures.map((figure) => figure.value)).toEqual([44, 108, 22, 87]);
		for (const figure of campaign.figures) {
			expect(figureSentence(figure)).toContain(figure.place);
			expect(figureSentence(figure)).toContain(figure.period);
		}
	});

	test('marks every service as an example that nobody has checked', () => {
		for (const service of campaign.services) {
			expect(service).toMatchObject({ example: true, checked: null });
			expect(service.phone.fromAbroad).toMatch(/^\+373 22 000 00\d$/);
		}
	});

	test('is written with comma-below letters, never with cedillas', () => {
		expect(JSON.stringify(campaign)).not.toMatch(/[şţŞŢ]/);
	});
});

test('the same content stands in every language', () => {
	const counts = (campaign: object) =>
		Object.fromEntries(
			Object.entries(campaign).map(([key, value]) => [
				key,
				Array.isArray(value) ? value.length : typeof value
			])
		);
	for (const { content } of events) {
		expect(counts(content.ro)).toEqual(counts(content.en));
		expect(counts(content.ru)).toEqual(counts(content.en));
	}
});

describe('the practice edition', () => {
	test('is on the next Sunday, at ten in Chișinău', () => {
		expect(events[1]).toMatchObject({ date: '2026-11-29', startAtMs: Date.parse('2026-11-29T08:00:00Z') });
		expect(demoEvents(Date.parse('2026-06-30T12:00:00Z'))[1]?.startAtMs).toBe(
			Date.parse('2026-07-05T07:00:00Z')
		);
	});

	test.each([
		['on a Sunday', '2026-11-29T12:00:00Z', '2026-12-06'],
		['late on Saturday in Chișinău', '2026-11-28T21:59:00Z', '2026-11-29'],
		['when Sunday has begun in Chișinău but not in London', '2026-11-28T22:30:00Z', '2026-12-06'],
		['over the end of a year', '2026-12-31T12:00:00Z', '2027-01-03']
	])('%s', (_, now, sunday) => {
		expect(nextSunday(Date.parse(now))).toBe(sunday);
	});
});
