/** Bibs of their own for each race: set in the event document, and given out by form, list and desk. */
import { expect, test } from 'vitest';
import type { ParticipantsAnswer } from '#lib/schemas/participant.ts';
import type { Problem } from '#lib/schemas/base/problem.ts';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { addParticipant } from '#lib/server/registration/addParticipant.ts';
import { register } from '#lib/server/registration/register.ts';
import { eventSettings, saveSettings } from '#lib/server/events/eventSettings.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { aRegistration } from '../support/openEvent.ts';

const { api, call } = apiOfFile();
const OWNER: Caller = { kind: 'owner-key' };
const event = 'ranges';
const PATH = `/events/${event}`;
type Range = { from: number; to: number } | null;

const put = (ranges: Record<string, Range>) =>
	call<Problem>(PATH, {
		method: 'PUT',
		key: api.ownerKey,
		json: anEvent({
			date: '2099-06-07',
			races: Object.entries(ranges).map(([slug, bibs]) => aRace({ slug, name: slug, bibs }))
		})
	});
async function take(...items: { race: string; bib?: string }[]): Promise<(string | undefined)[]> {
	const named = items.map((item, n) => ({ name: `Runner ${n}`, ...item }));
	const answer = await call<ParticipantsAnswer>(`${PATH}/participants`, {
		method: 'POST',
		key: api.ownerKey,
		json: { items: named }
	});
	return answer.body.items.map(({ bib }) => bib);
}
async function enter(race: string): Promise<string> {
	const registration = aRegistration({ race });
	const answer = await register(
		api.app,
		{ kind: 'public' },
		{ eventSlug: event, registration, locale: 'en' }
	);
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value.bib;
}

test('the document is read back with its ranges, and a race without one says null', async () => {
	expect((await put({ '5k': { from: 1, to: 499 }, children: null })).status).toBeLessThan(300);
	const read = await call<WrittenEventDocument>(PATH, {});
	expect(read.body.races.map(({ bibs }) => bibs)).toEqual([{ from: 1, to: 499 }, null]);
});

test('ranges that overlap, are turned round or have too long a number are refused with their place and rule', async () => {
	const faults = async (ranges: Record<string, Range>) => {
		const { status, body } = await put(ranges);
		return [status, body.errors?.map(({ pointer, message }) => `${pointer} ${message}`)];
	};
	expect(await faults({ a: { from: 1, to: 500 }, b: null, c: { from: 500, to: 599 } })).toEqual([
		422,
		['/races/2/bibs/from overlaps the bibs of item 0, 1 to 500']
	]);
	expect(await faults({ a: { from: 9, to: 8 } })).toEqual([
		422,
		['/races/0/bibs/to must be at least from (9)']
	]);
	expect(await faults({ a: { from: 1, to: 1_000_000 } })).toEqual([
		422,
		[expect.stringContaining('/races/0/bibs/to')]
	]);
});

test('each race gives out its own, by form and by list, and after all ranges once it is full', async () => {
	await put({ '5k': { from: 1, to: 3 }, children: { from: 500, to: 599 }, walk: null });
	expect(await enter('children')).toBe('500');
	expect(await enter('5k')).toBe('1');
	expect(await take({ race: '5k' }, { race: 'children' }, { race: '5k', bib: '3' })).toEqual([
		'2',
		'501',
		'3'
	]);
	expect(await enter('5k')).toBe('600');
	expect(await enter('walk')).toBe('601');
	expect(await take({ race: '5k' }, { race: 'children' }, { race: 'walk' })).toEqual(['602', '502', '603']);
});

test('a number that was given by hand at the end leaves those before it to be given', async () => {
	await put({ '5k': { from: 1, to: 9 } });
	expect(await take({ race: '5k', bib: '9' }, { race: '5k', bib: '002' })).toEqual(['9', '002']);
	expect([await enter('5k'), await enter('5k'), ...(await take({ race: '5k' }))]).toEqual(['1', '3', '4']);
});

test('whoever adds a person is told when the range is used up, and not for a bib that was named', async () => {
	await put({ '5k': { from: 1, to: 1 } });
	const add = async (bib?: string) => {
		const added = await addParticipant(api.app, OWNER, { event, person: { name: 'Ana', bib } });
		return added.ok && 'added' in added.value ? [added.value.added.bib, added.value.added.usedUp] : added;
	};
	expect(await add()).toEqual(['1', null]);
	expect(await add('77')).toEqual(['77', null]);
	expect(await add()).toEqual(['78', { from: 1, to: 1 }]);
});

test('by the page of settings a range is set and cleared, and an overlap is told at the field that was changed', async () => {
	await put({ '5k': null, children: { from: 500, to: 599 } });
	const settings = async () => {
		const found = await eventSettings(api.app, OWNER, { event });
		if (!found.ok) throw new Error(found.error.message);
		return found.value.settings;
	};
	const save = async (changed: Record<string, string>) => {
		const was = await settings();
		return saveSettings(api.app, OWNER, { event, typed: { ...was, ...changed }, was, told: '' });
	};
	expect((await settings())['bibs-children']).toBe('500–599');
	expect(await save({ 'bibs-5k': '1-550' })).toMatchObject({
		error: { why: 'faults', faults: [{ field: 'bibs-5k', reason: 'overlap' }] }
	});
	expect(await save({ 'bibs-5k': '5' })).toMatchObject({
		error: { why: 'faults', faults: [{ field: 'bibs-5k', reason: 'bibs' }] }
	});
	expect(await save({ 'bibs-5k': '1 - 499', 'bibs-children': '' })).toMatchObject({ ok: true });
	expect(await settings()).toMatchObject({ 'bibs-5k': '1–499', 'bibs-children': '' });
});
