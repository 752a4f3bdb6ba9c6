import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { NewApiKeySchema } from '#lib/schemas/apiKey.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { listKeys, makeApiKey, revokeKey } from '#lib/server/access/apiKeys.ts';
import { organisedEvents } from '#lib/server/desk/desk.ts';
import { orFail } from '../../refusals.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from '../[event]/formValues.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'manage-installation',
	make: 'manage-installation',
	revoke: 'manage-installation'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals }) => {
	const keys = orFail(await listKeys(app(), locals.caller)).items;
	const events = orFail(await organisedEvents(app(), locals.caller));
	return {
		keys,
		events: events.map(({ slug, name }) => ({ slug, name })),
		// A key is of the installation; its times are read where the newest event is.
		timeZone: events[0]?.timeZone ?? 'UTC'
	};
};

export const actions: Actions = {
	make: async ({ request, locals, setHeaders }) => {
		// The answer holds a secret.
		setHeaders({ 'Cache-Control': 'no-store' });
		const form = await readForm(request);
		const values = { name: text(form, 'name'), scope: text(form, 'scope') };
		const owner = values.scope === 'owner';
		const key = NewApiKeySchema.safeParse({
			name: values.name,
			role: owner ? 'owner' : 'organiser',
			event: owner ? null : values.scope.replace(/^event:/, '') || null
		});
		if (!key.success)
			return fail(400, {
				values,
				errors: [{ field: 'name', message: m.organiser_key_name_wrong({ value: values.name }) }]
			});
		const made = await makeApiKey(app(), locals.caller, key.data);
		if (!made.ok) {
			const taken = made.error.reason === 'in-use';
			const message = taken ? m.organiser_key_taken({ name: values.name }) : refusalWords(made.error);
			return fail(400, { values, errors: [{ field: 'name', message }] });
		}
		return { made: { name: made.value.name, key: made.value.key } };
	},
	revoke: async ({ request, locals }) => {
		const id = text(await readForm(request), 'id');
		const revoked = await revokeKey(app(), locals.caller, { id });
		if (!revoked.ok) return fail(400, { errors: [{ field: '', message: refusalWords(revoked.error) }] });
		return { done: m.organiser_key_revoked_now({ name: revoked.value.name }) };
	}
};
