/** A person is one at every door: the same text is taken or refused, and the same is stored of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tidyText } from '#lib/domain/people/tidyText.ts';
import { factsOf, PERSON, type PersonField } from '#lib/schemas/person.ts';
import { anOpenEvent, DAY_BEFORE } from '../support/openEvent.ts';
import { doorsOf, REFUSED, type Door } from '../support/personDoors.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let doors: Door[];

beforeAll(async () => {
	api = await startApi();
	api.setNow(DAY_BEFORE);
	await anOpenEvent(api.app);
	doors = doorsOf(api);
});
afterAll(() => api.close());

/** What each door of the field makes of the value, by the door's name. */
async function atEveryDoor(field: PersonField, value: string) {
	const outcomes: Record<string, unknown> = {};
	for (const door of doors)
		if (door.fields.includes(field)) outcomes[door.name] = await door.put(field, value);
	return outcomes;
}

async function expectAtEveryDoor(field: PersonField, { value, stored }: { value: string; stored: unknown }) {
	const outcomes = await atEveryDoor(field, value);
	expect(Object.keys(outcomes)).not.toEqual([]);
	expect(outcomes).toEqual(Object.fromEntries(Object.keys(outcomes).map((door) => [door, stored])));
}

const fields = Object.keys(PERSON) as PersonField[];
const longest = fields.flatMap((field): [PersonField, number][] => {
	const { most } = factsOf(field);
	return most === undefined ? [] : [[field, most]];
});
const ofLength = (field: PersonField, length: number): string =>
	field === 'email' ? 'runner@example.org'.padStart(length, 'r') : 'Ș'.padEnd(length, 'ș');

describe('what is said in words', () => {
	test.each(longest)('%s is taken with %i characters, and with one more refused', async (field, most) => {
		const text = ofLength(field, most);
		await expectAtEveryDoor(field, { value: text, stored: text });
		await expectAtEveryDoor(field, { value: ofLength(field, most + 1), stored: REFUSED });
	});

	test.each(longest)('%s may be longer by what is tidied away, however long it is', async (field, most) => {
		const text = ofLength(field, most);
		await expectAtEveryDoor(field, { value: `  ${text} \u00a0`, stored: text });
	});

	const words = fields.filter((field) => factsOf(field).kind === 'words');
	test.each(words)('%s is kept on one line, with single blanks, composed', async (field) => {
		const value = '\t S\u0326ase \u00a0\u3000 de\r\n Bra\u0306ila\u0007\u200b ';
		const stored = 'Șase de Brăila \u200b';
		expect(tidyText(value)).toBe(stored);
		await expectAtEveryDoor(field, { value, stored });
	});

	test.each(fields.filter((field) => factsOf(field).kind === 'reference'))(
		'%s names something elsewhere, so only the blanks around it go',
		async (field) => {
			await expectAtEveryDoor(field, { value: '  S\u0326  1\t', stored: 'S\u0326  1' });
		}
	);

	test('a club in which nothing can be seen is none; a program says null instead', async () => {
		const outcomes = await atEveryDoor('club', '\u200b \u00a0');
		const { 'an item of the API': item, 'a change by the API': change, ...written } = outcomes;
		expect([item, change]).toEqual([REFUSED, REFUSED]);
		expect(new Set(Object.values(written))).toEqual(new Set([null]));
	});

	test('an address is kept in small letters', () =>
		expectAtEveryDoor('email', { value: ' Runner@Example.ORG\n', stored: 'runner@example.org' }));
});

describe('what is said otherwise', () => {
	const good: [PersonField, string, unknown][] = [
		['sex', 'F', 'F'],
		['birthDate', '1990-05-17', '1990-05-17'],
		['age', '130', 130],
		['visibility', 'hidden', 'hidden']
	];
	test.each(good)('%s: %s is taken', (field, value, stored) => expectAtEveryDoor(field, { value, stored }));

	const wrong: [PersonField, string][] = [
		['sex', 'Y'],
		['birthDate', '1990-02-30'],
		['birthDate', '1899-12-31'],
		['birthDate', '2201-01-01'],
		['age', '131'],
		['visibility', 'nobody'],
		['email', 'runner@']
	];
	test.each(wrong)('%s: %s is refused', (field, value) =>
		expectAtEveryDoor(field, { value, stored: REFUSED })
	);

	test('each field that is no text is tried', () => {
		const texts = longest.map(([field]) => field);
		expect(new Set([...texts, ...good.map(([field]) => field)])).toEqual(new Set(fields));
	});
});
