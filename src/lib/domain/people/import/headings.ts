/**
 * Headings of participants' lists, our own and those that other systems export (RunSignup, RACE RESULT, Webscorer;
 * lists kept by hand in Romanian or Russian). Compared folded: accents, case, blanks and punctuation do not matter.
 */
import type { Question } from '#lib/domain/people/questions.ts';
import { headingOf, questionOf } from './answerColumns.ts';
import { foldHeading } from '#lib/domain/people/foldedName.ts';

/** Columns that are no field of a person, or a part of one, and what lists call them. */
const PLACE_AND_PARTS = {
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
	firstName: ['first name', 'given name', 'forename', 'prenume', 'имя'],
	lastName: ['last name', 'surname', 'family name', 'nume', 'nume de familie', 'фамилия']
};

/** What lists call each field of a person, besides its name. */
export type PersonHeadings = Readonly<Record<string, readonly string[]>>;

export interface Headings {
	/** Names of fields, one for each heading; null: not known. */
	columns: (string | null)[];
	/** As written. */
	unknown: string[];
	/** Columns that two headings stand for. */
	repeated: string[];
}

/** @param questions of the event; a heading of a person's field or place is none of theirs */
export function readHeadings(
	headings: readonly string[],
	person: PersonHeadings,
	questions: readonly Question[] = []
): Headings {
	const byHeading = new Map(
		Object.entries({ ...person, ...PLACE_AND_PARTS }).flatMap(([column, names]) =>
			[column, ...names].map((name) => [foldHeading(name), column] as const)
		)
	);
	const columns = headings.map((heading) => {
		const known = byHeading.get(foldHeading(heading));
		const question = known ? null : questionOf(heading, questions);
		return known ?? (question ? headingOf(question.slug) : null);
	});
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
