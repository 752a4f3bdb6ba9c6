import { describe, expect, test } from 'vitest';
import { figureSchema, serviceSchema, sourceSchema, statementSchema } from './campaign.ts';

const source = { title: 'A report', publisher: 'An office', date: '2018-06' };
const figure = {
	kind: 'identified',
	value: 44,
	unit: 'registered cases',
	population: 'of trafficking in persons',
	place: 'Moldova',
	period: '2018',
	source
};

describe('a figure', () => {
	test('stands with value, unit, population, place, period and source', () => {
		expect(figureSchema.safeParse(figure).success).toBe(true);
	});

	test.each(['value', 'unit', 'population', 'place', 'period', 'source', 'kind'])(
		'does not stand without its %s',
		(key) => {
			expect(figureSchema.safeParse({ ...figure, [key]: undefined }).success).toBe(false);
		}
	);

	test.each(['title', 'publisher', 'date'])('does not stand on a source without %s', (key) => {
		expect(figureSchema.safeParse({ ...figure, source: { ...source, [key]: '' } }).success).toBe(false);
	});
});

test('a source with an address says when it was read', () => {
	const withAddress = { ...source, url: 'https://example.org/report' };
	expect(sourceSchema.safeParse(withAddress).success).toBe(false);
	expect(sourceSchema.safeParse({ ...withAddress, accessedOn: '2026-11-24' }).success).toBe(true);
});

describe('a statement', () => {
	const official = {
		kind: 'official',
		speaker: 'A speaker',
		role: 'a role',
		occasion: 'at the finish',
		reported: 'Spoke of support.',
		source
	};

	test('is reported speech', () => {
		expect(statementSchema.safeParse(official).success).toBe(true);
	});

	test.each(['"Support."', '„Sprijin.”', '«Поддержка.»', '“Support.”'])(
		'has no quotation marks: %s',
		(reported) => {
			expect(statementSchema.safeParse({ ...official, reported }).success).toBe(false);
		}
	);

	test('of a survivor needs a pseudonym and a consent record', () => {
		const survivor = { kind: 'survivor', pseudonym: 'A.', occasion: 'in a talk', reported: 'Spoke of work.' };
		expect(statementSchema.safeParse(survivor).success).toBe(false);
		const consentRecord = '0192f0c1-2b3c-7d4e-8f50-123456789abc';
		expect(statementSchema.safeParse({ ...survivor, consentRecord }).success).toBe(true);
	});
});

test('a service says when and by whom it was checked, or that nobody did', () => {
	const service = {
		name: 'Helpline',
		phone: { local: '022 000 000', fromAbroad: '+373 22 000 000' },
		hours: 'always',
		languages: ['Romanian'],
		cost: 'free',
		forWhom: 'anyone',
		confidentiality: 'no name asked',
		source: 'example',
		example: true
	};
	expect(serviceSchema.safeParse(service).success).toBe(false);
	expect(serviceSchema.safeParse({ ...service, checked: null }).success).toBe(true);
	expect(serviceSchema.safeParse({ ...service, checked: { on: '2026-11-24', by: 'the desk' } }).success).toBe(
		true
	);
});
