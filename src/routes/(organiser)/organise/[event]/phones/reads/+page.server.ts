import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import type { PassingRejection } from '#lib/schemas/passing.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import {
	importPhoneReads,
	previewPhoneReads,
	type PhoneReadsFault
} from '#lib/server/passings/phoneReads.ts';
import { orFail } from '../../../../refusals.ts';
import { listFaultWords } from '../../lists/listFaults.ts';
import { listText } from '../../lists/uploadedList.ts';
import type { Actions } from './$types';

export const _verbs = { preview: 'time', save: 'time' } satisfies RouteVerbs;

function faultWords(refused: PhoneReadsFault): string {
	switch (refused.fault) {
		case 'damaged':
			return m.phone_reads_damaged();
		case 'other-event':
			return m.phone_reads_other_event({ detail: refused.event });
		case 'device-unknown':
			return m.phone_reads_device_unknown({ detail: refused.device });
	}
}

const rejectionWords: Record<PassingRejection, (named: { checkpoint: string }) => string> = {
	malformed: m.phone_reads_malformed,
	'checkpoint-unknown': m.phone_reads_checkpoint_unknown
};

const refused = (message: string) => fail(400, { errors: [{ field: 'file', message }] });

/** Faults shown; the rest are counted. */
const FAULTS_SHOWN = 100;

export const actions: Actions = {
	preview: async ({ request, locals, params }) => {
		const list = await listText(await readForm(request, { lists: ['file', 'text'] }));
		if (!list.ok) return refused(listFaultWords[list.error]());
		const input = { event: params.event, text: list.value };
		const preview = orFail(await previewPhoneReads(app(), locals.caller, input));
		if (!preview.ok) return refused(faultWords(preview.error));
		const { faults, ...shown } = preview.value;
		return {
			preview: {
				...shown,
				text: list.value,
				faulty: faults.length,
				faults: faults.slice(0, FAULTS_SHOWN).map(({ position, reason, checkpoint }) => ({
					position,
					message: rejectionWords[reason]({ checkpoint })
				}))
			}
		};
	},
	save: async ({ request, locals, params }) => {
		const list = await listText(await readForm(request, { lists: ['file', 'text'] }));
		if (!list.ok) return refused(listFaultWords[list.error]());
		const input = { event: params.event, text: list.value };
		const saved = orFail(await importPhoneReads(app(), locals.caller, input));
		if (!saved.ok) return refused(faultWords(saved.error));
		return { saved: saved.value };
	}
};
