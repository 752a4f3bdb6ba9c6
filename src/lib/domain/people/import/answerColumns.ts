/** Columns of a list that answer questions of the event: by the question's short name, or as it is worded in any language. */
import { foldHeading } from '#lib/domain/people/foldedName.ts';
import type { Question } from '#lib/domain/people/questions.ts';

/** As our own lists are headed, so that it is no field of a person. */
export const headingOf = (question: string): string => PREFIX + question;
const PREFIX = 'q-';

/** The question whose answers stand in this column; undefined: none. */
export const questionIn = (
	column: string | null,
	questions: readonly Question[] = []
): Question | undefined =>
	column?.startsWith(PREFIX) ? questions.find(({ slug }) => headingOf(slug) === column) : undefined;

/** The question that a heading stands for; null: none. */
export const questionOf = (heading: string, questions: readonly Question[]): Question | null =>
	questions.find(({ slug }) => heading.trim().toLowerCase() === headingOf(slug)) ??
	questions.find(({ label }) =>
		Object.values(label).some((text) => text && foldHeading(text) === foldHeading(heading))
	) ??
	null;

/** A cell as it is stored: a choice by its short name or by its words in any language. */
export function answerOfCell({ kind, choices }: Question, cell: string): string {
	if (kind === 'yes-no') return YES.has(foldHeading(cell)) ? 'yes' : NO.has(foldHeading(cell)) ? 'no' : cell;
	if (kind !== 'choice' && kind !== 'size') return cell;
	const said = choices.find(
		({ slug, label }) =>
			slug === cell.toLowerCase() ||
			Object.values(label).some((text) => text && foldHeading(text) === foldHeading(cell))
	);
	return said?.slug ?? cell;
}

const YES = new Set(['yes', 'y', 'true', '1', 'da', 'да', 'x']);
const NO = new Set(['no', 'n', 'false', '0', 'nu', 'нет']);
