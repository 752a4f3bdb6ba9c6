/** What a runner sees and does on the own page: see, change, cancel. Called with the session's runner only. */
import { raceNameIn } from '#lib/domain/calendar/ownWords.ts';
import { bibAddress } from '#lib/domain/bibs/bibCode.ts';
import { decideChange } from '#lib/domain/people/change.ts';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { isMinor } from '#lib/domain/people/entry.ts';
import {
	clashesOf,
	differenceOf,
	entryAt,
	type Clash,
	type EntryFields,
	type LoggedChange
} from '#lib/domain/people/entryVersions.ts';
import { readVersion, versionText, type VersionFault } from '#lib/domain/people/formVersion.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { OWN_FIELDS, type OwnField, type Person } from '#lib/schemas/person.ts';
import type { OwnChange } from '#lib/schemas/registration.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { insertAudit } from '#lib/server/access/store/audit.ts';
import { insertEntryChanges, listEntryChanges } from './store/entryChanges.ts';
import { insertConsents } from './store/entries.ts';
import { queueMail } from '#lib/server/mail/store/outgoingMails.ts';
import { deleteAccess } from './store/runnerLinks.ts';
import { findRunner, lockRunner, markCancelled, updateRunner, type Runner } from './store/runners.ts';
import type { QrSquares } from '#lib/domain/bibs/qrSquares.ts';
import { announce } from '#lib/server/live/announce.ts';
import { qrSquares } from '#lib/server/print/bibQr.ts';
import { eventWords, type EventWords } from '#lib/server/events/eventWords.ts';
import { ownResult, type OwnResult } from '#lib/server/results/ownResult.ts';

/**
 * `kept`: no mail server is set up, so mails lie in DATA_DIR/outbox. Nothing about the single mail: whether it has left
 * tells how many the address was sent, and so whether somebody else entered with it.
 */
export type MailWay = 'sent' | 'kept';

export interface RunnerPage extends Pick<Person, OwnField> {
	bib: { number: string; qr: QrSquares } | null;
	/** The runner asks for the alias, and no organiser has released it: the public sees the bib. */
	aliasWaits: boolean;
	email: string | null;
	minor: boolean;
	photos: boolean;
	nextYearMail: boolean;
	race: string;
	/** False: at a walk, which has no results. */
	timed: boolean;
	event: EventWords & { slug: string; date: string; timeZone: string; startAtMs: number | null };
	/** Of the entry, for the form that changes it: `id.count`. */
	version: string;
	/** False once the race day is over. */
	cancellable: boolean;
	mail: MailWay;
	/** Also of a hidden runner; null until the runner has been seen on the course. */
	result: OwnResult | null;
}

export async function runnerPage(
	app: App,
	caller: Caller,
	{ locale }: { locale: string }
): Promise<Result<RunnerPage, Refusal>> {
	const { prisma } = app.database;
	const runner = await ownEntry(caller, (id) => findRunner(prisma, id));
	if (!runner.ok) return runner;
	const { bib, event, consents, ...entry } = runner.value;
	const { slug, date, timeZone, startAtMs } = event;
	return ok({
		bib: bib && { number: bib.number, qr: qrSquares(bibAddress(app.origin(), bib.code)) },
		...(Object.fromEntries(OWN_FIELDS.map((field) => [field, entry[field]])) as Pick<Person, OwnField>),
		aliasWaits: entry.visibility === 'alias' && entry.aliasState !== 'released',
		email: entry.email,
		minor: isMinorEntry(runner.value),
		photos: consents.photos,
		nextYearMail: consents['next-year-mail'],
		race: raceNameIn(entry.race, locale),
		timed: entry.race.timed,
		version: versionText(entry),
		event: { ...eventWords(event, locale), slug, date, timeZone, startAtMs },
		cancellable: isCancellable(runner.value, app.now()),
		mail: app.env.SMTP_URL ? 'sent' : 'kept',
		result: await ownResult(app, { participantId: entry.id, eventSlug: slug, raceSlug: entry.race.slug })
	});
}

interface OwnChangeInput {
	change: OwnChange;
	/** Of the consents, and of the mails. */
	locale: string;
	/** Which version the form says it was made from, see formVersion.ts; left out: the one that is stored. */
	madeFrom?: string;
}

/** `edited-since`: the form was made from no version of this entry; or the fields at odds, and the version that stands now. */
export type OwnChangeRefusal = Refusal & { versionFault?: VersionFault; clashes?: Clash[]; version?: string };

const ownFieldsOf = (entry: Partial<Record<OwnField, unknown>>): EntryFields =>
	Object.fromEntries(OWN_FIELDS.map((field) => [field, entry[field]]));

/** Holds at once, everywhere: names are joined when results are read. */
export async function changeEntry(
	app: App,
	caller: Caller,
	{ change: sent, locale, madeFrom }: OwnChangeInput
): Promise<Result<null, OwnChangeRefusal>> {
	const saved = await app.database.prisma.$transaction(async (tx) => {
		const runner = await ownEntry(caller, (id) => lockRunner(tx, id));
		if (!runner.ok) return runner;
		const { id, alias, consents, event } = runner.value;
		const stored = ownFieldsOf(runner.value);
		const version = readVersion(madeFrom ?? versionText(runner.value), runner.value);
		if (!version.ok)
			return err({
				reason: 'edited-since',
				message: 'of no such version',
				versionFault: version.error
			} as const);
		const changes = await listEntryChanges(tx, { participantId: id, after: version.value });
		const merged = mergeOwn(sent, { stored, changes, version: version.value });
		if (!merged.ok) return err({ ...merged.error, version: versionText(runner.value) });
		const change = merged.value;
		const changed = decideChange({ change, alias, inForce: consents, minor: isMinorEntry(runner.value) });
		await updateRunner(tx, { id, changed });
		const difference = differenceOf(stored, ownFieldsOf(changed.entry));
		await insertEntryChanges(tx, {
			by: actorOf(caller),
			atMs: app.now(),
			changes: difference ? [{ participantId: id, ...difference }] : []
		});
		await insertConsents(tx, {
			participantId: id,
			answers: changed.consents,
			rules: null,
			locale,
			nowMs: app.now()
		});
		await insertAudit(tx, [
			{ eventId: event.id, actor: actorOf(caller), action: 'participant-changed', subject: id }
		]);
		return runner;
	});
	if (!saved.ok) return saved;
	announce(app, { eventId: saved.value.event.id, kind: 'participants' });
	return ok(null);
}

/** What the runner left as it was follows what somebody else made of it since; what both changed differently is told. */
function mergeOwn(
	sent: OwnChange,
	since: { stored: EntryFields; changes: readonly LoggedChange[]; version: number }
): Result<OwnChange, Refusal & { clashes?: Clash[] }> {
	const then = entryAt(since.stored, since);
	const wanted = differenceOf(then, ownFieldsOf(sent))?.after ?? {};
	const clashes = clashesOf(wanted, since);
	const message = 'somebody else changed the same meanwhile';
	if (clashes.length > 0) return err({ reason: 'edited-since', message, clashes });
	return ok({ ...sent, ...since.stored, ...wanted } as OwnChange);
}

/** Gives the place back, takes the bib out of use, ends every link and session, and confirms by mail. */
export async function cancelEntry(app: App, caller: Caller): Promise<Result<{ eventSlug: string }, Refusal>> {
	const cancelled = await app.database.prisma.$transaction(async (tx) => {
		const runner = await ownEntry(caller, (id) => lockRunner(tx, id));
		if (!runner.ok) return runner;
		const { id, event } = runner.value;
		if (!isCancellable(runner.value, app.now())) return refuse('closed', 'The race day is over');
		await markCancelled(tx, id);
		const change = { participantId: id, before: { state: 'registered' }, after: { state: 'cancelled' } };
		await insertEntryChanges(tx, { by: actorOf(caller), atMs: app.now(), changes: [change] });
		await deleteAccess(tx, id);
		await queueMail(tx, { participantId: id, kind: 'cancelled', nowMs: app.now() });
		await insertAudit(tx, [
			{ eventId: event.id, actor: actorOf(caller), action: 'participant-cancelled', subject: id }
		]);
		return runner;
	});
	if (!cancelled.ok) return cancelled;
	announce(app, { eventId: cancelled.value.event.id, kind: 'participants' });
	return ok({ eventSlug: cancelled.value.event.slug });
}

async function ownEntry(
	caller: Caller,
	find: (id: string) => Promise<Runner | null>
): Promise<Result<Runner, Refusal>> {
	const runner = caller.kind === 'runner' ? await find(caller.participantId) : null;
	return runner && !runner.cancelled
		? ok(runner)
		: refuse('not-signed-in', 'Open your own page by your link');
}

const isMinorEntry = ({ birthDate, event }: Runner): boolean =>
	birthDate !== null && isMinor({ birthDate }, event);

const isCancellable = ({ event }: Runner, nowMs: number): boolean =>
	civilDateAt(nowMs, event.timeZone) <= event.date;
