import { describe, expect, test } from 'vitest';
import { HEADINGS } from '#lib/schemas/person.ts';
import { delimiterOf, readHeadings as read } from './headings.ts';
import { rowOf } from './row.ts';

const readHeadings = (headings: string[]) => read(headings, HEADINGS);
const names = { races: new Map([['5 km', '5k']]) };
const rowUnder = (headings: string[], cells: string[]) => rowOf(readHeadings(headings).columns, cells, names);

describe('headings of participants’ lists', () => {
	test('our own, whatever their case and punctuation', () => {
		const { columns } = readHeadings(['Bib', 'external_id', 'BIRTH DATE', 'e-mail']);
		expect(columns).toEqual(['bib', 'externalId', 'birthDate', 'email']);
	});

	test('those of other systems and languages', () => {
		expect(
			readHeadings(['Bib Number', 'First Name', 'Last Name', 'Gender', 'Date of Birth']).columns
		).toEqual(['bib', 'firstName', 'lastName', 'sex', 'birthDate']);
		expect(readHeadings(['Număr', 'Prenume', 'Nume', 'Data naşterii']).columns).toEqual([
			'bib',
			'firstName',
			'lastName',
			'birthDate'
		]);
		expect(readHeadings(['Номер', 'Фамилия', 'Имя', 'Пол']).columns).toEqual([
			'bib',
			'lastName',
			'firstName',
			'sex'
		]);
	});

	test('what is not known is named as written, and two headings for one field are told', () => {
		expect(readHeadings(['Bib', 'T-Shirt', 'Number'])).toMatchObject({
			unknown: ['T-Shirt'],
			repeated: ['bib']
		});
	});

	test('the delimiter is the one that the headings are separated by', () => {
		expect(delimiterOf('bib;name;club, if any')).toBe(';');
		expect(delimiterOf('bib\tname')).toBe('\t');
		expect(delimiterOf('name')).toBe(',');
	});
});

describe('a row of a participants’ list', () => {
	test('first and last name become the name, words for sex their letter, the race’s name its slug', () => {
		const headings = ['bib', 'First name', 'Last name', 'Gender', 'Event', 'dob', 'age'];
		expect(rowUnder(headings, ['f3', 'Ana', 'Șase', 'Femeie', '5 KM', '17.05.1990', '28'])).toEqual({
			bib: 'F3',
			name: 'Ana Șase',
			sex: 'F',
			race: '5k',
			birthDate: '1990-05-17',
			age: 28
		});
	});

	test('an empty cell clears an optional field, a missing column leaves it out', () => {
		expect(rowUnder(['name', 'club'], ['Ana', ' '])).toEqual({ name: 'Ana', club: null });
		expect(rowUnder(['name'], ['Ana'])).toEqual({ name: 'Ana' });
	});

	test('a date with slashes stays as it is, to be refused: nobody can tell day from month', () => {
		expect(rowUnder(['dob'], ['05/06/1990']).birthDate).toBe('05/06/1990');
	});
});
