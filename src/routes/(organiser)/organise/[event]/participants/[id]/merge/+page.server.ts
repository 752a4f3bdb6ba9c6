import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { readVersion, versionText } from '#lib/domain/people/formVersion.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { mergeEntries, mergeQuestion } from '#lib/server/registration/merging/mergeEntries.ts';
import { orFail } from '../../../../../refusals.ts';
import { refusalWords, versionFaultWords } from '../../../../../refusalWords.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'see-contact', merge: 'change-participants' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const other = url.searchParams.get('other') ?? '';
	const { entry, candidates, merge } = orFail(
		await mergeQuestion(app(), locals.caller, { ...params, other: other.slice(0, 100) })
	);
	const sides = merge ? [merge.kept, merge.other] : [];
	return {
		entry,
		candidates,
		merge,
		/** As typed; an id stands in the address alone. */
		other: candidates.some(({ id }) => id === other) ? '' : other,
		asked: url.searchParams.has('other'),
		versions: sides.map(versionText)
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
		const refused = (message: string) => fail(409, { errors: [{ field: '', message }] });
		if (!one || !two) return refused(versionFaultWords.none());
		const merged = await mergeEntries(app(), locals.caller, { event: params.event, sides: [one, two] });
		if (merged.ok)
			redirect(303, localizeHref(`/organise/${params.event}/participants/${merged.value.keptId}#twins`));
		const { error } = merged;
		return refused(error.reason === 'edited-since' ? m.merge_edited_since() : refusalWords(error));
	}
};
