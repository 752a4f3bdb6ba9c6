import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { deskCourses } from '#lib/server/desk/deskCourse.ts';
import { importParticipants, openImport } from '#lib/server/registration/importParticipants.ts';
import {
	readParticipantsText,
	type ParticipantsText,
	type TextFault
} from '#lib/server/registration/participantsText.ts';
import { previewParticipants } from '#lib/server/registration/previewParticipants.ts';
import { orFail } from '../../../../refusals.ts';
import { text } from '../../formValues.ts';
import { listFaultWords, unreadableWords } from '../../lists/listFaults.ts';
import { listText, pastedText } from '../../lists/uploadedList.ts';
import { faultWords } from './faultWords.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const _verbs = {
	load: 'import-participants',
	preview: 'import-participants',
	save: 'import-participants'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => ({
	races: orFail(await deskCourses(app(), locals.caller, params))
});

function textFaultWords(fault: TextFault): string {
	switch (fault.reason) {
		case 'empty':
			return m.organiser_list_missing();
		case 'no-rows':
			return m.organiser_list_no_rows();
		case 'no-name':
			return m.organiser_list_no_name();
		case 'repeated':
			return m.organiser_list_repeated({ detail: fault.columns });
		case 'broken':
			return unreadableWords(fault);
	}
}

type Read = { ok: true; list: string; read: ParticipantsText } | { ok: false; message: string };

/** The sent list, its rows each with a race where the form names one for those that do not. */
async function readList({ locals, params }: RequestEvent, form: FormData): Promise<Read> {
	const list = await listText(form);
	if (!list.ok) return { ok: false, message: listFaultWords[list.error]() };
	const names = orFail(await openImport(app(), locals.caller, params));
	const read = readParticipantsText(list.value, names);
	if (!read.ok) return { ok: false, message: textFaultWords(read.error) };
	const race = text(form, 'race');
	if (race) for (const { item } of read.value.items) item.race ??= race;
	return { ok: true, list: list.value, read: read.value };
}

/** Faults shown; a list of another kind has one in every row. */
const FAULTS_SHOWN = 200;
const ROWS_SHOWN = 20;

export const actions: Actions = {
	preview: async (event) => {
		const form = await readForm(event.request, { lists: ['file', 'text'] });
		const list = await readList(event, form);
		const race = text(form, 'race');
		if (!list.ok)
			return fail(400, {
				race,
				pasted: pastedText(form),
				errors: [{ field: 'file', message: list.message }]
			});
		const { items, unknown } = list.read;
		const rows = orFail(
			await previewParticipants(app(), event.locals.caller, { event: event.params.event, items })
		);
		const faulty = rows.filter(({ change }) => change === 'rejected');
		const good = rows.filter(({ change }) => change !== 'rejected');
		const count = (change: string) => rows.filter((row) => row.change === change).length;
		return {
			race,
			preview: {
				list: list.list,
				unknown,
				counts: {
					created: count('created'),
					updated: count('updated'),
					unchanged: count('unchanged'),
					rejected: faulty.length
				},
				faulty: faulty.slice(0, FAULTS_SHOWN).map((row) => ({ ...row, words: faultWords(row) })),
				good: good.slice(0, ROWS_SHOWN)
			}
		};
	},
	save: async (event) => {
		const list = await readList(event, await readForm(event.request, { lists: ['file', 'text'] }));
		if (!list.ok) return fail(400, { errors: [{ field: 'file', message: list.message }] });
		const { items } = orFail(
			await importParticipants(app(), event.locals.caller, {
				event: event.params.event,
				items: list.read.items.map(({ item }) => item)
			})
		);
		const count = (status: string) => items.filter((item) => item.status === status).length;
		return {
			saved: { created: count('created'), updated: count('updated'), rejected: count('rejected') }
		};
	}
};
