import { app } from '#lib/server/app.ts';
import { organisedEvent } from '#lib/server/services/desk.ts';
import { orFail } from '../../refusals.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => ({
	event: orFail(await organisedEvent(app(), locals.caller, { event: params.event }))
});
