/**
 * Headings of participants' lists, our own and those that other systems export (RunSignup, RACE RESULT, Webscorer;
 * lists kept by hand in Romanian or Russian). Compared folded: accents, case, blanks and punctuation do not matter.
 */
import { foldName } from '#lib/domain/people/foldedName.ts';

/** What a column holds: a field of `ImportItem`, or a part of one. */
export const COLUMNS = [
	'race',
	'wave',
	'bib',
	'name',
	'firstName',
	'lastName',
	'sex',
	'birthDate',
	'age',
	'club',
	'externalId',
	'division',
	'visibility',
	'alias',
	'email'
] as const;
export type Column = (typeof COLUMNS)[number];

const SYNONYMS: Record<Column, string[]> = {
	race: ['contest', 'event', 'distance', 'cursa', 'proba', 'distanta', 'забег', 'дистанция'],
	wave: ['corral', 'start group', 'start wave', 'val', 'волна'],
	bib: [
		'bib number',
		'bib no',
		'number',
		'race number',
		'no',
		'numar',
		'nr',
		'numar de concurs',
		'номер',
		'№'
	],
	name: [
		'full name',
		'participant',
		'runner',
		'athlete',
		'nume complet',
		'nume si prenume',
		'фио',
		'имя и фамилия'
	],
	firstName: ['first name', 'given name', 'forename', 'prenume', 'имя'],
	lastName: ['last name', 'surname', 'family name', 'nume', 'nume de familie', 'фамилия'],
	sex: ['gender', 'sexul', 'gen', 'пол'],
	birthDate: ['date of birth', 'dob', 'birthday', 'born', 'data nasterii', 'дата рождения'],
	age: ['age on race day', 'varsta', 'возраст'],
	club: ['team', 'team name', 'club name', 'echipa', 'клуб', 'команда'],
	externalId: ['external id', 'id', 'registration id', 'participant id', 'user id'],
	division: ['category', 'age group', 'class', 'categorie', 'grupa de varsta', 'категория'],
	visibility: ['public name'],
	alias: ['nickname', 'display name', 'pseudonim', 'псевдоним'],
	email: ['e mail', 'email address', 'mail', 'posta electronica', 'почта']
};

/** `Date of birth:` → `dateofbirth`. */
const foldHeading = (heading: string): string => foldName(heading).replace(/[^\p{L}\p{N}№]/gu, '');

const BY_HEADING = new Map(
	COLUMNS.flatMap((column) =>
		[column, ...SYNONYMS[column]].map((name) => [foldHeading(name), column] as const)
	)
);

export interface Headings {
	/** One for each heading; null: not known. */
	columns: (Column | null)[];
	/** As written. */
	unknown: string[];
	/** Columns that two headings stand for. */
	repeated: Column[];
}

export function readHeadings(headings: readonly string[]): Headings {
	const columns = headings.map((heading) => BY_HEADING.get(foldHeading(heading)) ?? null);
	const known = columns.filter((column) => column !== null);
	return {
		columns,
		unknown: headings.filter((_, i) => columns[i] === null),
		repeated: [...new Set(known.filter((column, i) => known.indexOf(column) < i))]
	};
}

/** What separates the cells: whichever of comma, semicolon and tab the line of headings has most of. */
export function delimiterOf(headingLine: string): string {
	const count = (delimiter: string): number => headingLine.split(delimiter).length;
	return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
