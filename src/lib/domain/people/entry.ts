/**
 * Decides about one registration: who may enter, with which bib, as what they are shown, under which consents.
 * Pure: the service loads what is needed under a lock and stores what is decided.
 */
import { raceShut, type RacePlaces } from '#lib/domain/calendar/eventPhase.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { ageOnDay } from '#lib/domain/time/civilDate.ts';
import type { ConsentAnswer } from './consent.ts';
import type { AgeBounds, FieldFault } from './fault.ts';
import { foldName } from './foldedName.ts';
import { registrationState, type RegistrationWindow } from '#lib/domain/calendar/registrationWindow.ts';

/** Bib only is the default, so that hiding says nothing about anyone. */
export const VISIBILITIES = ['bib', 'alias', 'name', 'hidden'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What decides about somebody who registers, well-formed. All else that the form asks is stored as it is. */
export interface Registrant {
	name: string;
	/** `YYYY-MM-DD` */
	birthDate: string;
	email: string;
	visibility: Visibility;
	alias: string | null;
	photos: boolean;
	nextYearMail: boolean;
	guardianName: string | null;
	guardianConsent: boolean;
}

export interface EntrySituation {
	event: RegistrationWindow & { guardianUnderAge: number };
	race: RacePlaces & AgeBounds;
	registration: Registrant;
	/** The number for who is entered now. */
	nextBib: string;
	nowMs: number;
}

/** What is stored besides, or instead of, what was filled in. */
export interface Entry {
	bib: string;
	nameFolded: string;
	/** Lower-case, for comparing and finding. */
	email: string;
	alias: string | null;
	/** Null for runners of age: a guardian's name is not kept without a reason. */
	guardianName: string | null;
	consents: ConsentAnswer[];
}

export type EntryRefusal =
	{ reason: 'not-yet-open' | 'over' | 'cancelled' | 'full' } | { reason: 'faults'; faults: FieldFault[] };

/** Nobody older than this has run 5 km; a year before is a slip of the finger. */
const OLDEST_RUNNER_YEARS = 110;

export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** Under this age on the race day a guardian decides. */
export const isMinor = (
	runner: { birthDate: string },
	event: { date: string; guardianUnderAge: number }
): boolean => ageOnDay(runner.birthDate, event.date) < event.guardianUnderAge;

function faultsOf(registration: Registrant, { event, race }: EntrySituation): FieldFault[] {
	const age = ageOnDay(registration.birthDate, event.date);
	if (age < 0 || age > OLDEST_RUNNER_YEARS) return [{ field: 'birthDay', reason: 'birth-date-implausible' }];
	const { ageFrom, ageTo } = race;
	if (age < (ageFrom ?? 0) || age > (ageTo ?? OLDEST_RUNNER_YEARS))
		return [{ field: 'birthDay', reason: 'age-not-of-race', ages: { ageFrom, ageTo } }];
	if (!isMinor(registration, event)) return [];
	const faults: FieldFault[] = [];
	if (!registration.guardianName) faults.push({ field: 'guardianName', reason: 'guardian-name-missing' });
	if (!registration.guardianConsent)
		faults.push({ field: 'guardianConsent', reason: 'guardian-consent-missing' });
	return faults;
}

/** A minor gets no mail of a campaign, whatever was ticked. Answers that were not asked are not recorded. */
function consentsOf(registration: Registrant, minor: boolean): ConsentAnswer[] {
	const answers: ConsentAnswer[] = [
		{ kind: 'terms', given: true },
		{ kind: 'name', given: registration.visibility === 'name' },
		{ kind: 'photos', given: registration.photos },
		{ kind: 'next-year-mail', given: registration.nextYearMail && !minor }
	];
	if (minor) answers.push({ kind: 'guardian', given: true });
	return answers;
}

/**
 * Whether the event is open comes first, then what the person can put right, then whether a place is left. It compares
 * with nobody who is entered: a stranger who types somebody's details must not learn from the answer whether that person
 * runs. Organisers are shown possible doubles instead (doubles.ts).
 */
export function decideEntry(situation: EntrySituation): Result<Entry, EntryRefusal> {
	const { event, race, registration, nowMs } = situation;
	const state = registrationState(event, nowMs);
	if (state !== 'open') return err({ reason: state });
	const shut = raceShut(event, race, nowMs);
	if (shut === 'over') return err({ reason: 'over' });
	const faults = faultsOf(registration, situation);
	if (faults.length > 0) return err({ reason: 'faults', faults });
	if (shut === 'full') return err({ reason: 'full' });

	const minor = isMinor(registration, event);
	return ok({
		bib: situation.nextBib,
		nameFolded: foldName(registration.name),
		email: foldEmail(registration.email),
		alias: registration.visibility === 'alias' ? registration.alias : null,
		guardianName: minor ? registration.guardianName : null,
		consents: consentsOf(registration, minor)
	});
}
