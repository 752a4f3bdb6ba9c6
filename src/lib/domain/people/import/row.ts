/** A row of a participants' list as the fields of an item. Values that are not recognised go through as they are, for the schema to refuse by name. */
import { readCell } from '#lib/domain/csvCell.ts';
import { civilDate } from '#lib/domain/time/civilDate.ts';
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { Question } from '#lib/domain/people/questions.ts';
import { answerOfCell, questionIn } from './answerColumns.ts';
import { onOneLine } from '#lib/domain/people/tidyText.ts';

/** Names of races and waves, folded, and their slugs: lists often say "5 km" where the event says `5k`. */
export interface PlaceNames {
	races: ReadonlyMap<string, string>;
	/** Of the event, whose answers stand in columns of their own. */
	questions?: readonly Question[];
}

/** @param cells as read; an empty cell clears an optional field. A column that is missing leaves the field out. */
export function rowOf(
	columns: readonly (string | null)[],
	cells: readonly string[],
	names: PlaceNames
): Record<string, unknown> {
	const item: Record<string, unknown> = {};
	const answers: Record<string, string> = {};
	columns.forEach((column, i) => {
		const question = questionIn(column, names.questions);
		if (question) answers[question.slug] = answerOfCell(question, oneLine(readCell(cells[i] ?? '')));
		else if (column) item[column] = valueOf(column, oneLine(readCell(cells[i] ?? '')), names);
	});
	if (Object.keys(answers).length > 0) item.answers = answers;
	const { firstName, lastName, ...rest } = item;
	if (rest.name === undefined && (firstName !== undefined || lastName !== undefined))
		rest.name = [firstName, lastName].filter(Boolean).join(' ');
	return rest;
}

/** A line break inside a cell is a blank: spreadsheets wrap long names so. */
const oneLine = (cell: string): string => cell.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').trim();

function valueOf(column: string, cell: string, names: PlaceNames): unknown {
	if (onOneLine(cell) === '') return emptyOf(column);
	switch (column) {
		case 'race':
			return names.races.get(foldName(cell)) ?? cell;
		case 'bib':
			return cell.toUpperCase();
		case 'sex':
			return SEX_WORDS.get(foldName(cell)) ?? cell;
		case 'birthDate':
			return birthDateOf(cell);
		case 'age':
			return /^\d+$/.test(cell) ? Number(cell) : cell;
		case 'visibility':
			return cell.toLowerCase();
		default:
			return cell;
	}
}

/** These have no null: an empty cell says nothing. */
function emptyOf(column: string): unknown {
	const needed = ['race', 'wave', 'visibility', 'firstName', 'lastName'];
	if (needed.includes(column)) return undefined;
	return column === 'name' ? '' : null;
}

const words = (sex: string, ...list: string[]) => list.map((word) => [foldName(word), sex] as const);
const SEX_WORDS = new Map([
	...words('F', 'f', 'female', 'w', 'woman', 'women', 'femeie', 'feminin', 'ж', 'жен', 'женский'),
	...words('M', 'm', 'male', 'man', 'men', 'bărbat', 'masculin', 'м', 'муж', 'мужской'),
	...words('X', 'x', 'non-binary', 'nonbinary', 'nb', 'd', 'diverse')
]);

/** `1990-05-17` and `17.05.1990`. With slashes nobody can tell day from month, so those are refused. */
function birthDateOf(cell: string): string {
	const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
	if (!day) return cell;
	return civilDate({ year: Number(year), month: Number(month), day: Number(day) }) ?? cell;
}
