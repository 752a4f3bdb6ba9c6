import { describe, expect, test } from 'vitest';
import { decideEntry, type EntrySituation, type Registrant } from './entry.ts';

const RACE_DAY = '2026-11-29';
const NOON_BEFORE = Date.UTC(2026, 10, 28, 10);

const aRegistration = (part: Partial<Registrant> = {}): Registrant => ({
	name: 'Ana Șase',
	birthDate: '1990-05-17',
	email: 'Ana@Example.org',
	visibility: 'bib',
	alias: null,
	photos: false,
	nextYearMail: false,
	guardianName: null,
	guardianConsent: false,
	...part
});

const aRace = (part: Partial<EntrySituation['race']> = {}): EntrySituation['race'] => ({
	capacity: null,
	registered: 0,
	guns: [],
	ageFrom: null,
	ageTo: null,
	...part
});

const aSituation = (part: Partial<EntrySituation> = {}): EntrySituation => ({
	event: {
		status: 'published',
		opensAtMs: null,
		closesAtMs: null,
		date: RACE_DAY,
		timeZone: 'Europe/Chisinau',
		guardianUnderAge: 18
	},
	race: aRace(),
	registration: aRegistration(),
	nextBib: '1',
	nowMs: NOON_BEFORE,
	...part
});

const refusal = (situation: EntrySituation) => {
	const decided = decideEntry(situation);
	return decided.ok ? null : decided.error;
};
const entry = (situation: EntrySituation) => {
	const decided = decideEntry(situation);
	if (!decided.ok) throw new Error(decided.error.reason);
	return decided.value;
};

describe('capacity', () => {
	test('the last free place is given', () => {
		expect(refusal(aSituation({ race: aRace({ capacity: 10, registered: 9 }) }))).toBeNull();
	});
	test('a full race takes nobody', () => {
		expect(refusal(aSituation({ race: aRace({ capacity: 10, registered: 10 }) }))).toEqual({
			reason: 'full'
		});
	});
	test('a race without a limit is never full', () => {
		expect(refusal(aSituation({ race: aRace({ capacity: null, registered: 100_000 }) }))).toBeNull();
	});
});

describe('a race for some ages', () => {
	const children = aRace({ ageFrom: 6, ageTo: 12 });
	const guardian = { guardianName: 'A guardian', guardianConsent: true };
	const born = (birthDate: string) =>
		refusal(aSituation({ race: children, registration: aRegistration({ birthDate, ...guardian }) }));
	test('takes both ends, by the age on the race day', () => {
		expect(born('2020-11-29')).toBeNull();
		expect(born('2013-11-30')).toBeNull();
	});
	test('refuses others at the birth date, with its bounds', () => {
		const fault = { field: 'birthDay', reason: 'age-not-of-race', ages: { ageFrom: 6, ageTo: 12 } };
		expect(born('2020-11-30')).toEqual({ reason: 'faults', faults: [fault] });
		expect(born('2013-11-29')).toEqual({ reason: 'faults', faults: [fault] });
	});
});

describe('minors', () => {
	const minor = { birthDate: '2008-11-30' };

	test('eighteen on the race day is of age, a day short of it is not', () => {
		expect(refusal(aSituation({ registration: aRegistration({ birthDate: '2008-11-29' }) }))).toBeNull();
		expect(refusal(aSituation({ registration: aRegistration(minor) }))).toEqual({
			reason: 'faults',
			faults: [
				{ field: 'guardianName', reason: 'guardian-name-missing' },
				{ field: 'guardianConsent', reason: 'guardian-consent-missing' }
			]
		});
	});
	test("a guardian's consent lets a minor in and is recorded", () => {
		const registration = aRegistration({ ...minor, guardianName: 'Maria Șase', guardianConsent: true });
		const decided = entry(aSituation({ registration }));
		expect(decided.guardianName).toBe('Maria Șase');
		expect(decided.consents).toContainEqual({ kind: 'guardian', given: true });
	});
	test('a minor gets no mail of next year, whatever was ticked', () => {
		const registration = aRegistration({
			...minor,
			guardianName: 'Maria Șase',
			guardianConsent: true,
			nextYearMail: true
		});
		expect(entry(aSituation({ registration })).consents).toContainEqual({
			kind: 'next-year-mail',
			given: false
		});
	});
	test("a guardian's name is not kept for somebody of age", () => {
		const registration = aRegistration({ guardianName: 'Maria Șase', guardianConsent: true });
		const decided = entry(aSituation({ registration }));
		expect(decided.guardianName).toBeNull();
		expect(decided.consents.map((c) => c.kind)).not.toContain('guardian');
	});
});

describe('what is stored', () => {
	test('consents are answered one by one, and nothing is given that was not ticked', () => {
		expect(entry(aSituation()).consents).toEqual([
			{ kind: 'terms', given: true },
			{ kind: 'name', given: false },
			{ kind: 'photos', given: false },
			{ kind: 'next-year-mail', given: false }
		]);
	});
	test('choosing to be shown by name is the consent to it', () => {
		const registration = aRegistration({ visibility: 'name' });
		expect(entry(aSituation({ registration })).consents).toContainEqual({ kind: 'name', given: true });
	});
	test('an alias is kept only by who wants to be shown under it', () => {
		expect(entry(aSituation({ registration: aRegistration({ alias: 'Fulger' }) })).alias).toBeNull();
		const shown = aRegistration({ alias: 'Fulger', visibility: 'alias' });
		expect(entry(aSituation({ registration: shown })).alias).toBe('Fulger');
	});
	test('a birth date after the race or 111 years before it is a slip', () => {
		for (const birthDate of ['2026-11-30', '1915-11-29'])
			expect(refusal(aSituation({ registration: aRegistration({ birthDate }) }))).toEqual({
				reason: 'faults',
				faults: [{ field: 'birthDay', reason: 'birth-date-implausible' }]
			});
	});
	test('a closed event is said before anything else', () => {
		const closed = aSituation({ registration: aRegistration({ birthDate: '2030-01-01' }) });
		expect(refusal({ ...closed, event: { ...closed.event, status: 'archived' } })).toEqual({
			reason: 'over'
		});
	});
});
