/** What stands around each page of the desk: the rooms that the caller may open, and what needs an eye wherever one works. */
import type { Verb } from '#lib/domain/access/roles.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { may } from '#lib/server/access/permissions.ts';
import { findStuckMails, type StuckMails } from '#lib/server/mail/store/stuckMails.ts';
import { countContacts, type PhoneContacts } from '#lib/server/phones/store/contacts.ts';

/** The pages that the rail of rooms leads to, below the event's address, with the verb that each page declares. */
export const DESK_PAGES = {
	'': 'see-desk',
	'/setup': 'edit-event',
	'/mail': 'write-to-participants',
	'/copy': 'manage-installation',
	'/participants': 'see-contact',
	'/participants/import': 'import-participants',
	'/participants/bibs': 'export',
	'/participants/aliases': 'protect',
	'/race-day': 'see-desk',
	'/phones': 'time',
	'/matching': 'time',
	'/decisions': 'see-participants',
	'/results': 'see-participants',
	'/results/import': 'time'
} as const satisfies Record<string, Verb>;
export type DeskPage = keyof typeof DESK_PAGES;

/** Of times alone: an event of walks has none of them. */
const TIMED_PAGES: readonly DeskPage[] = ['/matching', '/results', '/results/import'];

export const pagesFor = (caller: Caller, { id, timed }: { id: string; timed: boolean }): DeskPage[] =>
	(Object.entries(DESK_PAGES) as [DeskPage, Verb][])
		.filter(([page, verb]) => may(caller, verb, { id }) && (timed || !TIMED_PAGES.includes(page)))
		.map(([page]) => page);

export interface DeskState {
	/** Null: none is stuck, or the caller does not write to participants. */
	mail: Omit<StuckMails, 'fault'> | null;
	/** Null: the caller has nothing to do with phones. */
	phones: PhoneContacts | null;
}

/** One bounded statement for each of the two, and none for who may not know. */
export async function stateOf(app: App, caller: Caller, eventId: string): Promise<DeskState> {
	const at = { eventId, nowMs: app.now() };
	const [stuck, phones] = await Promise.all([
		may(caller, 'write-to-participants', { id: eventId }) ? findStuckMails(app.database.prisma, at) : [],
		may(caller, 'time', { id: eventId }) ? countContacts(app.database.prisma, at) : null
	]);
	return { mail: together(stuck), phones };
}

const together = (stuck: StuckMails[]): DeskState['mail'] =>
	stuck.length === 0
		? null
		: {
				count: stuck.reduce((sum, { count }) => sum + count, 0),
				sinceMs: Math.min(...stuck.map(({ sinceMs }) => sinceMs))
			};

export async function deskState(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<DeskState, Refusal>> {
	const opened = await openEvent(app, caller, event, 'see-desk');
	return opened.ok ? ok(await stateOf(app, caller, opened.value.id)) : opened;
}
