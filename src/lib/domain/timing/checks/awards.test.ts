import { expect, test } from 'vitest';
import { checkMessage } from './message.ts';
import type { AwardCategory } from '#lib/domain/timing/facts/course.ts';
import { participant, race, ruling, scan } from '../../../../../tests/support/timingBuilders.ts';
import { check, names, started } from '../../../../../tests/support/checkedRaces.ts';

const award = (given: Partial<AwardCategory> = {}): AwardCategory => ({
	name: 'Overall',
	sex: null,
	division: null,
	rankBy: 'gun',
	depth: 1,
	exclusive: false,
	...given
});

test('the podium by gun differs from the podium by net', () => {
	const passings = [
		scan('7', 'start', '0:01'),
		scan('8', 'start', '0:30'),
		scan('7', 'finish', '20:00'),
		scan('8', 'finish', '20:10')
	];
	const found = check({ passings });
	expect(found).toMatchObject([{ check: 'podium-differs', params: { gun: '7, 8', net: '8, 7' } }]);
	const [first] = found;
	expect(first && checkMessage(first).key).toBe('timing_check_podium_differs');
	const women = check({
		passings,
		participants: [participant('7', { sex: 'F' }), participant('8', { sex: 'F' })]
	});
	expect(women.map(checkMessage).map(({ key }) => key)).toContain('timing_check_podium_differs_in');
});

test('award places inside one second, also the first one that misses out', () => {
	const passings = [
		started('7'),
		started('8'),
		scan('7', 'finish', '20:00.100'),
		scan('8', 'finish', '20:00.900')
	];
	expect(check({ race: race({ awards: [award()] }), passings })).toMatchObject([
		{ check: 'same-second-award', participantIds: ['p7', 'p8'], params: { award: 'Overall', apart: '800' } }
	]);
	const heat = [ruling({ type: 'dead-heat', participantIds: ['p7', 'p8'] })];
	expect(names({ race: race({ awards: [award({ depth: 2 })] }), passings, rulings: heat })).toEqual([]);
});

test('uncertainty that could swap two places that matter, unless one clock made both reads', () => {
	const apart = (given: object) => [
		started('7'),
		started('8'),
		scan('7', 'finish', '20:00', { device: 'a', uncertaintyMs: 700 }),
		scan('8', 'finish', '20:01.400', { device: 'b', uncertaintyMs: 700, ...given })
	];
	const awarded = race({ awards: [award()] });
	expect(names({ race: awarded, passings: apart({}) })).toEqual(['uncertain-place']);
	expect(names({ race: awarded, passings: apart({ uncertaintyMs: 699 }) })).toEqual([]);
	expect(names({ race: awarded, passings: apart({ device: 'a' }) })).toEqual([]);
});

test('the age of a winner at the edge of the age group', () => {
	const divisions = [
		{ name: 'U40', sex: null, ageFrom: null, ageTo: 39 },
		{ name: '40+', sex: null, ageFrom: 40, ageTo: null }
	];
	const awarded = race({ divisions, awards: [award({ division: '40+' })] });
	const passings = [started('7'), scan('7', 'finish', '20:00')];
	const born = (given: object) => [participant('7', { sex: 'F', ...given })];
	expect(names({ race: awarded, passings, participants: born({ birthDate: '1978-06-05' }) })).toEqual([
		'award-age-edge'
	]);
	expect(names({ race: awarded, passings, participants: born({ birthDate: '1978-05-05' }) })).toEqual([]);
	expect(names({ race: awarded, passings, participants: born({ age: 40 }) })).toEqual(['award-age-edge']);
	expect(names({ race: awarded, passings, participants: born({ age: 41 }) })).toEqual([]);
	expect(names({ race: awarded, passings, participants: born({ age: 40, division: '40+' }) })).toEqual([]);
});
