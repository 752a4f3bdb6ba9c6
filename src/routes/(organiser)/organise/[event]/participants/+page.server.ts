import { ParticipantsQuerySchema } from '#lib/schemas/participant.ts';
import { app } from '#lib/server/app.ts';
import { deskParticipants } from '#lib/server/services/deskParticipants.ts';
import { orFail } from '../../../refusals.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
	// An address with a mistyped filter shows the whole list rather than an error.
	const parsed = ParticipantsQuerySchema.safeParse({ pageSize: PAGE_SIZE, ...given });
	const query = parsed.success ? parsed.data : { page: 1, pageSize: PAGE_SIZE };
	const list = orFail(await deskParticipants(app(), locals.caller, { event: params.event, query }));
	return { ...list, query: { q: query.q ?? '', race: query.race ?? '' } };
};
