/** What can be done beside the check of unknown bibs: its reads are a runner's, or do not count. */
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { BibSchema, UuidSchema } from '#lib/schemas/base/common.ts';
import type { RulingRequest } from '#lib/schemas/ruling.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { recordRulings } from '#lib/server/rulings/rulings.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { wayBack } from '../wayBack.ts';

interface Posted {
	request: Request;
	locals: App.Locals;
	params: { event: string };
}

/** Reads that one press decides about; the page sends no more. */
export const READS_AT_ONCE = 200;

const idsOf = (sent: string): string[] => sent.split(' ').filter(Boolean);

/** `passings`: ids with spaces between them. `act`: `give` them to the runner with `bib`, or `void` them. */
export async function decideUnknownBib({ request, locals, params }: Posted) {
	const form = await readForm(request, { long: ['passings'] });
	const [race, act, typed] = [text(form, 'race'), text(form, 'act'), text(form, 'bib')];
	const ids = idsOf(text(form, 'passings'));
	const field = `give-${ids[0] ?? ''}`;
	const refuse = (message: string) => fail(400, { errors: [{ field, message }] });
	if (ids.length === 0 || ids.length > READS_AT_ONCE || !ids.every((id) => UuidSchema.safeParse(id).success))
		return refuse(m.organiser_refused_passing());
	const bib = BibSchema.safeParse(typed.toUpperCase());
	if (act !== 'void' && !bib.success) return refuse(m.organiser_bib_wrong({ value: typed }));
	const rulings = ids.map((passingId): RulingRequest => {
		if (act === 'void' || !bib.success) return { type: 'void', passingId, why: '' };
		return { type: 'claim', passingId, race, bib: bib.data, why: '' };
	});
	const recorded = await recordRulings(app(), locals.caller, { event: params.event, rulings });
	if (!recorded.ok) {
		const unknown = recorded.error.reason === 'participant-unknown';
		return refuse(unknown ? m.match_bib_unknown() : refusalWords(recorded.error));
	}
	return {
		done: m.match_done({ count: recorded.value.length }),
		undo: wayBack(recorded.value.map(({ id }) => id))
	};
}
