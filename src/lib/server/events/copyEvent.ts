/** Next year's event out of this year's: everything but people, phones, reads and results. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import {
	copiedDocument,
	copyDefaults,
	type CopyFault,
	type CopyValues
} from '#lib/schemas/event/copiedEvent.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { App } from '#lib/server/app.ts';
import { newEvent } from './newEvent.ts';
import { copyCampaigns } from './store/campaignCopies.ts';
import { findEvent } from './store/events.ts';

const opened = (app: App, caller: Caller, slug: string) =>
	openAs(caller, {
		slug,
		verb: 'manage-installation',
		find: () => findEvent(app.database.prisma, slug)
	});

export async function offeredCopy(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<{ name: string; values: CopyValues }, Refusal>> {
	const stored = await opened(app, caller, event);
	if (!stored.ok) return stored;
	const { document } = stored.value;
	return ok({ name: document.name, values: copyDefaults(document, app.now()) });
}

export type CopyRefusal = { why: 'faults'; faults: CopyFault[] } | { why: 'refused'; refusal: Refusal };

export async function copyEvent(
	app: App,
	caller: Caller,
	{ event, values }: { event: string; values: CopyValues }
): Promise<Result<{ slug: string }, CopyRefusal>> {
	const stored = await opened(app, caller, event);
	if (!stored.ok) return err({ why: 'refused', refusal: stored.error });
	const copied = copiedDocument(stored.value.document, { values, nowMs: app.now() });
	if (!copied.ok) return err({ why: 'faults', faults: copied.error });
	const made = await newEvent(app, caller, { slug: values.slug.trim() || null, document: copied.value });
	if (!made.ok) return err({ why: 'refused', refusal: made.error });
	const { name: was, date } = stored.value.document;
	const is = copied.value;
	// In other languages the event has another name, of which the year is known.
	const rename = (name: string): string =>
		name === was ? is.name : name.replaceAll(date.slice(0, 4), is.date.slice(0, 4));
	await copyCampaigns(app.database.prisma, { from: stored.value.id, to: made.value.slug, rename });
	return ok(made.value);
}
