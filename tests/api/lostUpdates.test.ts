import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { versionText } from '#lib/domain/people/formVersion.ts';
import type { ParticipantChange } from '#lib/schemas/participant.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { entrySince, undoEntryChange } from '#lib/server/registration/entryLog.ts';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { register } from '#lib/server/registration/register.ts';
import { cancelEntry, changeEntry } from '#lib/server/registration/runnerPage.ts';
import { anOpenEvent, aRegistration, DAY_BEFORE } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
let id: string;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
beforeEach(async () => {
	await fixture.reset();
	await anOpenEvent(fixture.app);
	const registration = aRegistration({ club: 'Club A' });
	const entered = await register(fixture.app, PUBLIC, { eventSlug: 'practice', registration, locale: 'en' });
	id = entered.ok ? entered.value.participantId : '';
});
afterAll(() => fixture.close());

const PUBLIC: Caller = { kind: 'public' };
const ONE: Caller = { kind: 'owner-key' };
const OTHER: Caller = { kind: 'key', name: 'second desk', role: 'organiser', event: null };

const change = (caller: Caller, change: ParticipantChange, version?: number) =>
	changeParticipant(fixture.app, caller, {
		event: 'practice',
		id,
		change,
		...(version === undefined ? {} : { version })
	});
const logOf = (entry: string) =>
	entrySince(fixture.app, ONE, {
		event: 'practice',
		id: entry,
		madeFrom: versionText({ id: entry, version: 1 })
	});
const log = async () => {
	const read = await logOf(id);
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
};
const own = (part: object, madeFrom?: string) =>
	changeEntry(
		fixture.app,
		{ kind: 'runner', participantId: id },
		{
			change: { ...aRegistration({ club: 'Club A' }), ...part },
			locale: 'en',
			...(madeFrom === undefined ? {} : { madeFrom })
		}
	);

describe('two who change one entry', () => {
	test('lose nothing where they change different fields', async () => {
		expect((await change(ONE, { club: 'Club B' }, 1)).ok).toBe(true);
		expect((await change(OTHER, { name: 'Ana Nouă' }, 1)).ok).toBe(true);
		const { participant, version } = await log();
		expect(participant).toMatchObject({ club: 'Club B', name: 'Ana Nouă' });
		expect(version).toBe(3);
	});

	test('the later one of the same field is told both values and whose, and nothing of it is stored', async () => {
		await change(ONE, { club: 'Club B' }, 1);
		const refused = await change(OTHER, { club: 'Club C', name: 'Ana Nouă' }, 1);
		expect(refused).toMatchObject({
			ok: false,
			error: {
				reason: 'edited-since',
				clashes: [{ field: 'club', mine: 'Club C', theirs: 'Club B', by: 'owner-key' }]
			}
		});
		expect((await log()).participant).toMatchObject({ club: 'Club B', name: 'Ana Șase' });
		expect((await change(OTHER, { club: 'Club C', name: 'Ana Nouă' }, 2)).ok).toBe(true);
	});

	test('a runner and the desk: what the runner left alone stays as the desk made it', async () => {
		await change(ONE, { club: 'Club B' }, 1);
		const made = versionText({ id, version: 1 });
		expect((await own({ name: 'Ana Nouă' }, made)).ok).toBe(true);
		expect((await log()).participant).toMatchObject({ club: 'Club B', name: 'Ana Nouă' });
		const clash = await own({ club: 'Club C' }, made);
		expect(clash).toMatchObject({
			error: { reason: 'edited-since', clashes: [{ field: 'club', mine: 'Club C', theirs: 'Club B' }] }
		});
	});

	test.each([
		['no version', '', 'none'],
		['another entry’s', versionText({ id: randomUUID(), version: 1 }), 'other'],
		['a future one', 'future', 'future'],
		['none at all', 'x', 'other']
	])(
		'a runner’s form with %s is refused with its own answer, and nothing is stored',
		async (_name, text, fault) => {
			const madeFrom = text === 'future' ? versionText({ id, version: 2 }) : text;
			expect(await own({ name: 'Ana Nouă' }, madeFrom)).toMatchObject({
				error: { reason: 'edited-since', versionFault: fault }
			});
			expect(await log()).toMatchObject({ version: 1, changes: [], participant: { name: 'Ana Șase' } });
		}
	);
});

describe('the log of an entry', () => {
	test('says who changed what and when, whichever door it came through', async () => {
		await own({ club: 'Club B' });
		fixture.setNow(DAY_BEFORE + 1000);
		await change(OTHER, { sex: 'X', state: 'cancelled' });
		await change(OTHER, { state: 'registered' });
		await cancelEntry(fixture.app, { kind: 'runner', participantId: id });
		const { changes, version } = await log();
		expect(version).toBe(5);
		expect(changes.map(({ version: made, by, atMs, after }) => [made, by, atMs - DAY_BEFORE, after])).toEqual(
			[
				[5, 'runner', 1000, { state: 'cancelled' }],
				[4, 'key:second desk', 1000, { state: 'registered' }],
				[3, 'key:second desk', 1000, { sex: 'X', state: 'cancelled' }],
				[2, 'runner', 0, { club: 'Club B' }]
			]
		);
		expect(changes.at(-1)?.before).toEqual({ club: 'Club A' });
	});

	test('holds what a list changed, and nothing of whom it left as they were', async () => {
		const list = (club: string) => [
			{ race: '5k', bib: '50', name: 'Vlad', club },
			{ race: '5k', bib: '51', name: 'Olga', club: 'Club E' }
		];
		const imported = async (club: string) =>
			importParticipants(fixture.app, OTHER, { event: 'practice', items: list(club) });
		const made = await imported('Club C');
		await imported('Club D');
		const ids = made.ok ? made.value.items.map((item) => item.id ?? '') : [];
		const logs = await Promise.all(ids.map((entry) => logOf(entry)));
		expect(logs.map((read) => read.ok && read.value.changes)).toMatchObject([
			[{ version: 2, by: 'key:second desk', before: { club: 'Club C' }, after: { club: 'Club D' } }],
			[]
		]);
	});

	test('holds nothing where nothing was changed', async () => {
		await own({});
		await change(ONE, { club: 'Club A' });
		expect(await log()).toMatchObject({ version: 1, changes: [] });
	});

	test('a change is undone, and the undoing too; what was changed again since is not taken along', async () => {
		await change(ONE, { club: 'Club B', sex: 'X' });
		const undo = (version: number) =>
			undoEntryChange(fixture.app, OTHER, {
				event: 'practice',
				id,
				change: versionText({ id, version })
			});
		expect((await undo(2)).ok).toBe(true);
		expect((await log()).participant).toMatchObject({ club: 'Club A', sex: 'F' });
		expect((await undo(3)).ok).toBe(true);
		expect((await log()).participant).toMatchObject({ club: 'Club B', sex: 'X' });
		await change(ONE, { club: 'Club C' });
		expect(await undo(4)).toMatchObject({ error: { reason: 'edited-since', clashes: [{ field: 'club' }] } });
		expect(await undo(9)).toMatchObject({ error: { versionFault: 'future' } });
		expect(await undo(1)).toMatchObject({ error: { reason: 'not-found' } });
		expect((await log()).participant).toMatchObject({ club: 'Club C', sex: 'X' });
	});
});
