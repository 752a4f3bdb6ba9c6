/** One person whom an organiser enters, such as at the desk on the morning of the race. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { ImportRejection } from '#lib/domain/people/import/item.ts';
import type { ParticipantItem } from '#lib/schemas/participant.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { importParticipants } from './importParticipants.ts';

export interface AddedPerson {
	id: string;
	bib: string | null;
}

/**
 * Somebody who bears the bib already is not changed, unlike by a list: `duplicate-bib`.
 * @returns in `rejected` why the event cannot take the person
 */
export async function addParticipant(
	app: App,
	caller: Caller,
	{ event, person }: { event: string; person: ParticipantItem }
): Promise<Result<{ added: AddedPerson } | { rejected: ImportRejection }, Refusal>> {
	const answer = await importParticipants(app, caller, { event, items: [person], known: 'refused' });
	if (!answer.ok) return answer;
	const [item] = answer.value.items;
	if (item?.id) return ok({ added: { id: item.id, bib: item.bib ?? null } });
	return ok({ rejected: item?.reason ?? 'invalid-item' });
}
