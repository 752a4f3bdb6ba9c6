import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { chosenAliases, decideAboutAliases, type AliasDecision } from '#lib/server/registration/aliases.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalWords } from '../../../../refusalWords.ts';
import { seenAliases } from './seenAliases.ts';
import { writtenAlias } from './writtenAlias.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const _verbs = {
	load: 'protect',
	release: 'protect',
	refuse: 'protect',
	undo: 'protect'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) =>
	orFail(await chosenAliases(app(), locals.caller, params));

async function decide({ request, locals, params }: RequestEvent, decision: AliasDecision) {
	// Refuse stands beside one alias: what is ticked for the release is not meant by it.
	const aliases = seenAliases(await readForm(request), decision === 'refuse' ? 'refuse' : 'alias');
	const none = fail(400, { errors: [{ field: '', message: m.alias_none_ticked() }] });
	if (aliases.length === 0) return none;
	const decided = await decideAboutAliases(app(), locals.caller, { ...params, aliases, decision });
	if (!decided.ok) return fail(400, { errors: [{ field: '', message: refusalWords(decided.error) }] });
	const count = decided.value.length;
	const words = { release: m.alias_released, refuse: m.alias_refused, undecided: m.alias_undone };
	const done = count === 0 ? m.alias_changed_meanwhile() : words[decision]({ count });
	if (decision === 'undecided' || count === 0) return { done };
	const fields = decided.value.map((alias): [string, string] => ['alias', writtenAlias(alias)]);
	return { done, undo: { action: '?/undo', fields } satisfies WayBack };
}

export const actions: Actions = {
	release: (event) => decide(event, 'release'),
	refuse: (event) => decide(event, 'refuse'),
	undo: (event) => decide(event, 'undecided')
};
