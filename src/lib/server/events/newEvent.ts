/** Makes an event that was not there before; an address that is taken is never written over. */
import slugify from '@sindresorhus/slugify';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { EventDocument } from '#lib/schemas/event/event.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import { putEventDocument } from './eventDocument.ts';

/** Addresses of the desk's own pages. */
const OWN_ADDRESSES = ['new', 'keys', 'backups', 'bin'];
const LONGEST_SLUG = 40;
const MOST_TRIES = 50;

/**
 * @param input.slug null: made out of the name and the year, with a number where that is taken
 * @returns the slug; `in-use` where the one given is taken
 */
export async function newEvent(
	app: App,
	caller: Caller,
	{ slug, document }: { slug: string | null; document: EventDocument }
): Promise<Result<{ slug: string }, Refusal>> {
	const refused = refusalOf(caller, 'manage-installation', null);
	if (refused) return refused;
	const candidates = slug === null ? slugsFor(document) : [slug];
	for (const candidate of candidates) {
		if (OWN_ADDRESSES.includes(candidate)) continue;
		// No ETag is the one of an event that is there.
		const made = await putEventDocument(app, caller, { event: candidate, document, ifMatch: [] });
		if (made.ok) return ok({ slug: candidate });
		if (made.error.reason !== 'edited-since') return made;
	}
	return refuse('in-use', `the address "${candidates[0] ?? ''}" is taken`);
}

function slugsFor({ name, date }: EventDocument): string[] {
	const year = date.slice(0, 4);
	const words = slugify(name).replace(/[^a-z0-9-]/g, '') || 'run';
	const of = (end: string): string =>
		`${words.slice(0, LONGEST_SLUG - end.length - 1).replace(/-+$/, '')}-${end}`;
	const first = words.endsWith(year) && words.length <= LONGEST_SLUG ? words : of(year);
	return [first, ...Array.from({ length: MOST_TRIES }, (_, i) => of(`${year}-${i + 2}`))];
}
