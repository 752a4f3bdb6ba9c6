import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import type { ReadFaultReason } from '#lib/domain/timing/import/readRows.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { deskCourses } from '#lib/server/desk/deskCourse.ts';
import {
	importReads,
	previewReadsText,
	type ReadsText,
	type ReadsTextFault
} from '#lib/server/passings/importReads.ts';
import { orFail } from '../../../../refusals.ts';
import { text } from '../../formValues.ts';
import { listFaultWords, unreadableWords } from '../../lists/listFaults.ts';
import { listText, pastedText } from '../../lists/uploadedList.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const _verbs = { load: 'time', preview: 'time', save: 'time' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	races: orFail(await deskCourses(app(), locals.caller, params)).filter(({ timed }) => timed),
	race: url.searchParams.get('race')
});

interface Asked {
	checkpoint: string;
	meaning: string;
}

const askedOf = (form: FormData): Asked => ({
	checkpoint: text(form, 'checkpoint'),
	meaning: text(form, 'meaning')
});

/** Race and checkpoint are one choice, `5k/finish`, so that none is chosen that the race does not have. */
function requestOf({ params }: RequestEvent, { asked, list }: { asked: Asked; list: string }): ReadsText {
	const [race = '', checkpoint = ''] = asked.checkpoint.split('/');
	const meaning = asked.meaning === 'elapsed' || asked.meaning === 'time-of-day' ? asked.meaning : undefined;
	return { event: params.event, race, checkpoint, meaning, text: list };
}

const textFault = (refused: ReadsTextFault): string =>
	refused.fault === 'empty' ? m.organiser_list_missing() : unreadableWords(refused);

const faultWords: Record<ReadFaultReason, (input: { value: string }) => string> = {
	'no-runner': m.reads_fault_no_runner,
	'bib-invalid': m.reads_fault_bib,
	'no-time': m.reads_fault_no_time,
	'time-invalid': m.reads_fault_time,
	'date-invalid': m.reads_fault_date,
	'checkpoint-unknown': m.reads_fault_checkpoint,
	'gun-not-set': m.reads_fault_gun,
	repeated: m.reads_fault_repeated
};

/** Faults shown; a list of another kind has one in every row. */
const FAULTS_SHOWN = 200;
const ROWS_SHOWN = 20;

export const actions: Actions = {
	preview: async (event) => {
		const form = await readForm(event.request, { lists: ['file', 'text'] });
		const asked = askedOf(form);
		const refused = (message: string) =>
			fail(400, { asked, pasted: pastedText(form), errors: [{ field: 'file', message }] });
		const list = await listText(form);
		if (!list.ok) return refused(listFaultWords[list.error]());
		const request = requestOf(event, { asked, list: list.value });
		const preview = orFail(await previewReadsText(app(), event.locals.caller, request));
		if (!preview.ok) return refused(textFault(preview.error));
		const { reads, faults, meaning, unknownHeadings } = preview.value;
		return {
			asked,
			preview: {
				list: list.value,
				meaning,
				unknown: unknownHeadings,
				counts: {
					fresh: reads.filter(({ stored }) => !stored).length,
					stored: reads.filter(({ stored }) => stored).length,
					nobody: reads.filter(({ known }) => !known).length,
					faulty: faults.length
				},
				faulty: faults.slice(0, FAULTS_SHOWN).map(({ line, reason, value }) => ({
					line,
					message: faultWords[reason]({ value })
				})),
				rows: reads.slice(0, ROWS_SHOWN)
			}
		};
	},
	save: async (event) => {
		const form = await readForm(event.request, { lists: ['file', 'text'] });
		const asked = askedOf(form);
		const list = await listText(form);
		if (!list.ok)
			return fail(400, { asked, errors: [{ field: 'file', message: listFaultWords[list.error]() }] });
		const request = requestOf(event, { asked, list: list.value });
		const saved = orFail(await importReads(app(), event.locals.caller, request));
		if (!saved.ok) return fail(400, { asked, errors: [{ field: 'file', message: textFault(saved.error) }] });
		return { asked, saved: saved.value };
	}
};
