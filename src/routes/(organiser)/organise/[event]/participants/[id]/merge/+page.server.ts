import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { readVersion, versionText } from '#lib/domain/people/formVersion.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { Caller } from '#lib/server/access/caller.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { mergeEntries, mergeQuestion } from '#lib/server/registration/merging/mergeEntries.ts';
import { orFail } from '../../../../../refusals.ts';
import { refusalWords, versionFaultWords } from '../../../../../refusalWords.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'see-contact', merge: 'change-participants' } satisfies RouteVerbs;

/** The question as it is to be asked now. */
async function asked(caller: Caller, of: { event: string; id: string; other: string }) {
	const { entry, candidates, merge } = orFail(await mergeQuestion(app(), caller, of));
	const sides = merge ? [merge.kept, merge.other] : [];
	return { entry, candidates, merge, versions: sides.map(versionText) };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const other = (url.searchParams.get('other') ?? '').slice(0, 100);
	const question = await asked(locals.caller, { ...params, other });
	return {
		question,
		/** As typed; an id stands in the address alone. */
		other: question.candidates.some(({ id }) => id === other) ? '' : other,
		asked: url.searchParams.has('other')
	};
};

export const actions: Actions = {
	merge: async ({ request, locals, params }) => {
		const versions = (await readForm(request)).getAll('version').map(String);
		const sides = versions.map((version) => {
			const id = version.slice(0, version.lastIndexOf('.'));
			// Which version is there now, mergeEntries compares.
			const read = readVersion(version, { id, version: Number.MAX_SAFE_INTEGER });
			return read.ok ? { id, version: read.value } : null;
		});
		const [one, two] = sides;
		if (!one || !two)
			return fail(409, { again: null, errors: [{ field: '', message: versionFaultWords.none() }] });
		const merged = await mergeEntries(app(), locals.caller, { event: params.event, sides: [one, two] });
		if (merged.ok)
			redirect(303, localizeHref(`/organise/${params.event}/participants/${merged.value.keptId}#twins`));
		const { error } = merged;
		const message = error.reason === 'edited-since' ? m.merge_edited_since() : refusalWords(error);
		const other = one.id === params.id ? two.id : one.id;
		const again = await asked(locals.caller, { ...params, other });
		return fail(409, { again, errors: [{ field: '', message }] });
	}
};
