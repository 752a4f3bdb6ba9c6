/** One person whom an organiser enters, such as at the desk on the morning of the race. */
import { countedNumber, type BibRange } from '#lib/domain/bibs/bibNumber.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { ImportRejection } from '#lib/domain/people/import/item.ts';
import type { ParticipantItem } from '#lib/schemas/participant.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { findRangeOf } from './store/bibNumbers.ts';
import { importParticipants } from './importParticipants.ts';

export interface AddedPerson {
	id: string;
	bib: string | null;
	/** The bibs of the race, all given out: the bib that was given by itself is none of them. */
	usedUp: BibRange | null;
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
	if (item?.id) {
		const { id, bib = null } = item;
		return ok({ added: { id, bib, usedUp: person.bib ? null : await usedUpRange(app, { event, id, bib }) } });
	}
	return ok({ rejected: item?.reason ?? 'invalid-item' });
}

async function usedUpRange(
	app: App,
	{ event, id, bib }: { event: string; id: string; bib: string | null }
): Promise<BibRange | null> {
	const range = await findRangeOf(app.database.prisma, { event, participantId: id });
	const number = bib === null ? null : countedNumber(bib);
	return range && number !== null && (number < range.from || number > range.to) ? range : null;
}
