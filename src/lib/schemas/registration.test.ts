import { expect, test } from 'vitest';
import { parseEntryChange, parseLinkRequest, parseRegistration, type FormFields } from './registration.ts';

const filled: FormFields = {
	race: '5k',
	name: ' Ana   Șase ',
	sex: 'F',
	birthDay: '7',
	birthMonth: '05',
	birthYear: '1990',
	email: ' ana@example.org ',
	club: '',
	visibility: 'bib',
	alias: '',
	terms: 'yes',
	guardianName: '',
	website: ''
};
const faults = (fields: FormFields) => {
	const parsed = parseRegistration(fields);
	return parsed.ok ? [] : parsed.error;
};

test('a filled form becomes a registration; boxes left alone are not given', () => {
	expect(parseRegistration(filled)).toEqual({
		ok: true,
		value: {
			race: '5k',
			name: 'Ana Șase',
			sex: 'F',
			birthDate: '1990-05-07',
			email: 'ana@example.org',
			club: null,
			visibility: 'bib',
			alias: null,
			photos: false,
			nextYearMail: false,
			guardianName: null,
			guardianConsent: false
		}
	});
});
test('an empty form is told everything that is missing at once, in the order of the form', () => {
	expect(faults({})).toEqual([
		{ field: 'race', reason: 'race-missing' },
		{ field: 'name', reason: 'name-missing' },
		{ field: 'sex', reason: 'sex-missing' },
		{ field: 'birthDay', reason: 'birth-date-missing' },
		{ field: 'email', reason: 'email-missing' },
		{ field: 'visibility', reason: 'visibility-missing' },
		{ field: 'terms', reason: 'terms-missing' }
	]);
});
test('nobody has to say the sex', () => {
	const parsed = parseRegistration({ ...filled, sex: 'unsaid' });
	expect(parsed.ok && parsed.value.sex).toBeNull();
});
test('a name needs a letter', () =>
	expect(faults({ ...filled, name: ' - ' })).toEqual([{ field: 'name', reason: 'name-missing' }]));
test('a day that the calendar does not have is not a birth date', () => {
	const slips: FormFields[] = [{ birthDay: '31', birthMonth: '4' }, { birthDay: 'May' }, { birthDay: '0x7' }];
	for (const slip of slips)
		expect(faults({ ...filled, ...slip })).toEqual([{ field: 'birthDay', reason: 'birth-date-unreal' }]);
});
test('half an address is none', () =>
	expect(faults({ ...filled, email: 'ana@' })).toEqual([{ field: 'email', reason: 'email-unreal' }]));
test('somebody shown under another name needs one', () =>
	expect(faults({ ...filled, visibility: 'alias' })).toEqual([{ field: 'alias', reason: 'alias-missing' }]));
test('a program that fills in every field is caught', () =>
	expect(faults({ ...filled, website: 'https://spam.example' })).toEqual([
		{ field: 'website', reason: 'trap-filled' }
	]));
test('too long is said of each field', () => {
	const long = 'a'.repeat(201);
	expect(
		faults({ ...filled, name: long, club: long, alias: long, guardianName: long }).map((f) => f.reason)
	).toEqual(['name-too-long', 'club-too-long', 'guardian-name-too-long', 'alias-too-long']);
});
test('a change takes consents back by leaving the box', () => {
	const parsed = parseEntryChange({ name: 'Ana', visibility: 'hidden', nextYearMail: 'yes' });
	expect(parsed.ok && parsed.value).toMatchObject({
		photos: false,
		nextYearMail: true,
		visibility: 'hidden'
	});
});
test('a link is asked for with an address', () =>
	expect(parseLinkRequest({ email: '' })).toEqual({
		ok: false,
		error: [{ field: 'email', reason: 'email-missing' }]
	}));
