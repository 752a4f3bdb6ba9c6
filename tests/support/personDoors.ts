/** Every door by which something becomes known of a person: each puts one value into one field and answers what is stored. */
import type { Result } from '#lib/domain/result.ts';
import { parseWith } from '#lib/schemas/base/faults.ts';
import {
	ParticipantChangeSchema,
	type ParticipantChange,
	type ParticipantsAnswer
} from '#lib/schemas/participant.ts';
import {
	DESK_FIELDS,
	ORGANISER_FIELDS,
	OWN_FIELDS,
	RUNNER_FIELDS,
	type Person,
	type PersonField
} from '#lib/schemas/person.ts';
import { parseEntryChange, parseRegistration, type FormFields } from '#lib/schemas/registration.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { changeParticipant, readParticipants } from '#lib/server/registration/participants.ts';
import { readParticipantsText } from '#lib/server/registration/participantsText.ts';
import { previewParticipants } from '#lib/server/registration/previewParticipants.ts';
import { register } from '#lib/server/registration/register.ts';
import { changeEntry } from '#lib/server/registration/runnerPage.ts';
import {
	changeOf,
	sentValues,
	valuesOf
} from '../../src/routes/(organiser)/organise/[event]/participants/[id]/changeForm.ts';
import { callerOfApi } from './apiClient.ts';
import type { TestApi } from './server.ts';

export const REFUSED = Symbol('refused');
type Stored = Person[PersonField] | typeof REFUSED;

export interface Door {
	name: string;
	fields: readonly PersonField[];
	/** @param value as text; numbers in figures. */
	put: (field: PersonField, value: string) => Promise<Stored>;
}

const EVENT = 'practice';
const OWNER: Caller = { kind: 'owner-key' };

/** Of the open event `practice`, which has one race, `5k`. Each `put` is about a participant of its own, who is gone after it. */
export function doorsOf(api: TestApi): Door[] {
	const { app } = api;
	const { prisma } = app.database;

	/** The only participant as stored, who is then deleted. */
	const taken = async (field: PersonField): Promise<Stored> => {
		const [row] = await prisma.participant.findMany();
		await prisma.participant.deleteMany();
		const value = row?.[field];
		return row === undefined ? REFUSED : value instanceof Date ? dateOf(value) : (value as Stored);
	};
	/** With the door's value where it took it. */
	const verdict = async (result: Result<unknown, unknown>, field: PersonField): Promise<Stored> => {
		const stored = await taken(field);
		return result.ok ? stored : REFUSED;
	};
	const registered = async (fields: FormFields) => {
		const registration = parseRegistration(fields);
		if (!registration.ok) return registration;
		const input = { eventSlug: EVENT, registration: registration.value, locale: 'en' };
		return register(app, { kind: 'public' }, input);
	};
	/** Entered by an organiser, with nothing known but the name. */
	const entered = async () => {
		await importParticipants(app, OWNER, { event: EVENT, items: [{ name: 'Runner' }] });
		const query = { page: 1, pageSize: 1 };
		const list = await readParticipants(app, OWNER, { event: EVENT, query });
		const participant = list.ok ? list.value.items[0] : undefined;
		if (!participant) throw new Error('nobody was entered');
		return participant;
	};
	const changed = async (parsed: Result<ParticipantChange | null, unknown>, id: string) =>
		parsed.ok && parsed.value
			? changeParticipant(app, OWNER, { event: EVENT, id, change: parsed.value })
			: parsed;
	const sent = async (answer: Promise<{ body: ParticipantsAnswer }>, field: PersonField) => {
		const [item] = (await answer).body.items;
		return verdict({ ok: item?.status === 'created', value: null, error: null }, field);
	};
	const call = callerOfApi(api.url);
	const post = (body: object) =>
		call<ParticipantsAnswer>(`/events/${EVENT}/participants`, { key: api.ownerKey, ...body });

	return [
		{
			name: 'the form of registration',
			fields: RUNNER_FIELDS,
			put: async (field, value) => verdict(await registered(formWith(field, value)), field)
		},
		{
			name: 'the own page',
			fields: OWN_FIELDS,
			async put(field, value) {
				const runner = await registered(formWith('visibility', 'bib'));
				if (!runner.ok) throw new Error('the runner was not registered');
				const caller: Caller = { kind: 'runner', participantId: runner.value.participantId };
				const change = parseEntryChange(formWith(field, value));
				return verdict(
					change.ok ? await changeEntry(app, caller, { change: change.value, locale: 'en' }) : change,
					field
				);
			}
		},
		{
			name: 'an item of the API',
			fields: ORGANISER_FIELDS,
			put: (field, value) => sent(post({ json: { items: [itemWith(field, value)] } }), field)
		},
		{
			name: 'a change by the API',
			fields: ORGANISER_FIELDS,
			async put(field, value) {
				const { id } = await entered();
				const change = parseWith(ParticipantChangeSchema, { [field]: written(field, value) });
				return verdict(await changed(change, id), field);
			}
		},
		{
			name: 'the desk’s form',
			fields: DESK_FIELDS,
			async put(field, value) {
				const stored = await entered();
				const form = new FormData();
				for (const [name, text] of Object.entries({ ...valuesOf(stored), [field]: value }))
					form.set(name, text);
				return verdict(await changed(changeOf(sentValues(form), stored), stored.id), field);
			}
		},
		{
			name: 'a list sent to the API',
			fields: ORGANISER_FIELDS,
			put: (field, value) =>
				sent(post({ raw: listWith(field, value), headers: { 'Content-Type': 'text/csv' } }), field)
		},
		{
			name: 'a list brought to the desk',
			fields: ORGANISER_FIELDS,
			async put(field, value) {
				const read = readParticipantsText(listWith(field, value), { races: new Map() });
				if (!read.ok) throw new Error(read.error.reason);
				const { items } = read.value;
				const preview = await previewParticipants(app, OWNER, { event: EVENT, items });
				await importParticipants(app, OWNER, { event: EVENT, items: items.map(({ item }) => item) });
				const stored = await taken(field);
				const promised = preview.ok && preview.value[0]?.change === 'created';
				return promised === (stored !== REFUSED) ? stored : null;
			}
		}
	];
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);

const written = (field: PersonField, value: string): string | number =>
	field === 'age' ? Number(value) : value;

const itemWith = (field: PersonField, value: string) => ({ name: 'Runner', [field]: written(field, value) });

const listWith = (field: PersonField, value: string): string => {
	const item: Record<string, string> = { name: 'Runner', [field]: value };
	const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
	return `${Object.keys(item).join(',')}\n${Object.values(item).map(cell).join(',')}\n`;
};

/** A minor's, shown by another name, so that nothing that is filled in is left aside. */
function formWith(field: PersonField, value: string): FormFields {
	const [birthYear = '', birthMonth = '', birthDay = ''] = (
		field === 'birthDate' ? value : '2012-01-31'
	).split('-');
	return {
		race: '5k',
		name: 'Runner',
		sex: 'X',
		email: 'runner@example.org',
		visibility: 'alias',
		alias: 'Another',
		guardianName: 'Guardian',
		guardianConsent: 'on',
		terms: 'on',
		...{ birthDay, birthMonth, birthYear },
		[field]: value
	};
}
