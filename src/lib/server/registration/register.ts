/** A runner registers: place, bib, consents, mail and session in one transaction, or nothing. */
import { decideEntry, type Entry, type EntryRefusal } from '#lib/domain/people/entry.ts';
import type { EventRules } from '#lib/domain/calendar/ownWords.ts';
import { answersTo } from '#lib/domain/people/questions.ts';
import type { FieldFault } from '#lib/domain/people/fault.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { Reason, Refusal } from '#lib/schemas/base/problem.ts';
import type { Registration } from '#lib/schemas/registration.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { newBibCode } from '#lib/server/secret.ts';
import { insertAudit } from '#lib/server/access/store/audit.ts';
import { writeAnswers } from './answers/store/answers.ts';
import { findNextBib } from './store/bibNumbers.ts';
import { findRaceForEntry, insertEntry, lockEvent } from './store/entries.ts';
import { queueMail } from '#lib/server/mail/store/outgoingMails.ts';
import { announce } from '#lib/server/live/announce.ts';
import { findRules } from '#lib/server/events/store/formTexts.ts';
import { gunsInForce } from '#lib/server/rulings/store/guns.ts';
import { openRunnerSession, type RunnerSession } from './runnerLink.ts';

export interface Registered {
	participantId: string;
	bib: string;
	session: RunnerSession;
}

/** `why` tells the form more than the reason tells a program; `faults` are those that only the event can judge. */
export interface RegistrationRefusal extends Refusal {
	why: EntryRefusal['reason'] | 'unknown';
	faults: FieldFault[];
}

const REASONS: Record<EntryRefusal['reason'], { reason: Reason; message: string }> = {
	'not-yet-open': { reason: 'closed', message: 'Registration has not opened yet' },
	over: { reason: 'closed', message: 'Registration is closed' },
	cancelled: { reason: 'closed', message: 'The event is cancelled' },
	full: { reason: 'full', message: 'The race is full' },
	faults: { reason: 'invalid-request', message: 'The registration cannot be taken as it is' }
};

/** Waiting for the event's lock counts too: a rush at the opening queues up here. */
const TRANSACTION = { maxWait: 20_000, timeout: 30_000 };

/**
 * `answers`: slug of a question → as typed. `rulesRead`: the version of the event's rules that the form showed. `locale` is
 * the language that the form was read in: of the consents, and of the mails.
 */
export async function register(
	app: App,
	caller: Caller,
	input: {
		eventSlug: string;
		registration: Registration;
		answers?: Record<string, string>;
		rulesRead?: number | null;
		locale: string;
	}
): Promise<Result<Registered, RegistrationRefusal>> {
	const nowMs = app.now();
	const { registration, locale } = input;
	const stored = await app.database.prisma.$transaction(async (tx) => {
		const event = await lockEvent(tx, input.eventSlug);
		// Nobody registers for a draft, not even its team.
		if (!event || event.status === 'draft')
			return refused('unknown', { reason: 'event-unknown', message: 'No such event' });
		const race = await findRaceForEntry(tx, { eventId: event.id, slug: registration.race });
		const [waveId] = race?.waveIds ?? [];
		if (!race || !waveId) return refused('unknown', { reason: 'race-unknown', message: 'No such race' });
		const fired = await gunsInForce(tx, [event.id]);
		const guns = race.waveIds.map((id) => fired.get(id)?.valueMs ?? null);
		const decided = decideEntry({
			event,
			race: { ...race, guns },
			registration,
			nextBib: await findNextBib(tx, { eventId: event.id, bibs: race.bibs }),
			nowMs
		});
		const answers = answersTo(event.questions, { race: registration.race, answers: input.answers ?? {} });
		if (!decided.ok && decided.error.reason !== 'faults')
			return refused(decided.error.reason, REASONS[decided.error.reason]);
		if (!decided.ok || !answers.ok)
			return refused('faults', REASONS.faults, [...faultsIn(decided), ...(answers.ok ? [] : answers.error)]);
		const participantId = await insertEntry(tx, {
			event,
			race: { id: race.id, waveId },
			registration,
			entry: decided.value,
			bibCode: newBibCode(),
			locale,
			rules: readRules(input.rulesRead ?? null, await findRules(tx, event.id)),
			nowMs
		});
		await writeAnswers(
			tx,
			answers.value.map((answer) => ({ ...answer, participantId }))
		);
		await queueMail(tx, { participantId, kind: 'registered', nowMs });
		await insertAudit(tx, [
			{ eventId: event.id, actor: actorOf(caller), action: 'participant-registered', subject: participantId }
		]);
		const session = await openRunnerSession(tx, { participantId, nowMs });
		return ok({ participantId, bib: decided.value.bib, session, eventId: event.id });
	}, TRANSACTION);
	if (!stored.ok) return stored;
	const { eventId, ...registered } = stored.value;
	announce(app, { eventId, kind: 'participants' });
	return ok(registered);
}

/** Which version was agreed to: the one that the form showed, where it was one. */
function readRules(shown: number | null, now: EventRules | null): number | null {
	if (!now || Object.keys(now.texts).length === 0) return null;
	return shown !== null && Number.isInteger(shown) && shown >= 1 && shown <= now.version
		? shown
		: now.version;
}

const faultsIn = (decided: Result<Entry, EntryRefusal>): FieldFault[] =>
	!decided.ok && decided.error.reason === 'faults' ? decided.error.faults : [];

function refused(
	why: RegistrationRefusal['why'],
	answer: { reason: Reason; message: string },
	faults: FieldFault[] = []
): { ok: false; error: RegistrationRefusal } {
	return err({ ...answer, why, faults });
}
