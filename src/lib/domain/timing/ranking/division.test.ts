import { expect, test } from 'vitest';
import { ageOnReferenceDay, divisionOf } from './division.ts';
import { participant, race } from '../../../../../tests/support/timingBuilders.ts';

const divisions = [
	{ name: 'F 18–39', sex: 'F' as const, ageFrom: 18, ageTo: 39 },
	{ name: 'F 40+', sex: 'F' as const, ageFrom: 40, ageTo: null },
	{ name: 'M', sex: 'M' as const, ageFrom: null, ageTo: null },
	{ name: 'U18', sex: null, ageFrom: null, ageTo: 17 }
];
const divided = race({ divisions });
const woman = (given: object) => participant('7', { sex: 'F', ...given });

test.each([
	['1978-06-10', 40, 'on the birthday itself'],
	['1978-06-11', 39, 'a day before the birthday'],
	['1980-02-29', 38, 'born on a leap day']
])('born %s is %i on the race day, %s', (birthDate, age) => {
	expect(ageOnReferenceDay(birthDate, { raceDate: '2018-06-10', ageOn: 'race-day' })).toBe(age);
});

test('who is born on 29 February turns older on 1 March of a common year', () => {
	const ageOn = 'race-day';
	expect(ageOnReferenceDay('2000-02-29', { raceDate: '2018-02-28', ageOn })).toBe(17);
	expect(ageOnReferenceDay('2000-02-29', { raceDate: '2018-03-01', ageOn })).toBe(18);
});

test('on 31 December and by year of birth the day of birth does not matter', () => {
	for (const ageOn of ['december-31', 'year-of-birth'] as const) {
		expect(ageOnReferenceDay('1978-12-31', { raceDate: '2018-06-10', ageOn })).toBe(40);
	}
});

test('age and sex choose the first fitting division', () => {
	expect(divisionOf(woman({ age: 39 }), divided)).toBe('F 18–39');
	expect(divisionOf(woman({ age: 40 }), divided)).toBe('F 40+');
	expect(divisionOf(woman({ age: 17 }), divided)).toBe('U18');
	expect(divisionOf(participant('8', { sex: 'M', age: 12 }), divided)).toBe('M');
});

test('the birth date wins over a given age', () => {
	expect(divisionOf(woman({ birthDate: '1978-06-10', age: 20 }), divided)).toBe('F 40+');
});

test('an explicit division wins over everything', () => {
	expect(divisionOf(woman({ age: 39, division: 'Elite' }), divided)).toBe('Elite');
	expect(divisionOf(participant('8', { division: 'Elite' }), divided)).toBe('Elite');
});

test('without age or sex there is no division, not even the fallback', () => {
	const fallback = race({ divisions, fallbackDivision: 'Open' });
	expect(divisionOf(woman({}), fallback)).toBeNull();
	expect(divisionOf(participant('8', { age: 30 }), fallback)).toBeNull();
});

test('a non-binary runner goes where the organiser configured: an own division, everyone, or the fallback', () => {
	const runner = participant('9', { sex: 'X', age: 30 });
	expect(divisionOf(runner, divided)).toBeNull();
	expect(divisionOf(runner, race({ divisions, fallbackDivision: 'Open' }))).toBe('Open');
	const own = { name: 'X', sex: 'X' as const, ageFrom: null, ageTo: null };
	expect(divisionOf(runner, race({ divisions: [...divisions, own] }))).toBe('X');
	expect(divisionOf({ ...runner, age: 15 }, divided)).toBe('U18');
});
