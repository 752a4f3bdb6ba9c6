/** The fields of a person as columns of `participant`: each has one of its name in snake case. */
import { factsOf, type PERSON, type Person, type PersonField, type Said } from '#lib/schemas/person.ts';
import { Prisma } from '#lib/server/database/client/client.ts';

const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const listed = (fields: readonly PersonField[], sqlOf: (column: string, field: PersonField) => string) =>
	Prisma.raw(fields.map((field) => sqlOf(columnOf(field), field)).join(', '));

/** Of `participant p`, each under the field's name. Dates as text: the database formats every date that it holds. */
export const selectedFields = (fields: readonly PersonField[]): Prisma.Sql =>
	listed(fields, (column, field) =>
		factsOf(field).kind === 'day'
			? `to_char(p.${column}, 'YYYY-MM-DD') as "${field}"`
			: `p.${column} as "${field}"`
	);

export const columnNames = (fields: readonly PersonField[]): Prisma.Sql => listed(fields, (column) => column);

/** For an update of `participant` from rows `u`. */
export const columnsFromRows = (fields: readonly PersonField[]): Prisma.Sql =>
	listed(fields, (column) => `${column} = u.${column}`);

/** Keys are columns, as `jsonb_populate_recordset(null::participant, …)` reads them. */
export const columnValues = (fields: readonly PersonField[], person: Partial<Person>) =>
	Object.fromEntries(fields.map((field) => [columnOf(field), person[field] ?? null]));

/** As the client of the database takes them: what is left out stays as it is. */
export const clientValues = <F extends PersonField>(fields: readonly F[], person: Said<F>): Kept<Said<F>> =>
	Object.fromEntries(
		fields.map((field) => {
			const value = (person as Partial<Person>)[field];
			return [field, factsOf(field).kind === 'day' && typeof value === 'string' ? new Date(value) : value];
		})
	) as Kept<Said<F>>;

/** What the client of the database answers, as fields of a person. */
export const personOf = <F extends PersonField>(
	fields: readonly F[],
	row: Kept<Pick<Person, F>>
): Pick<Person, F> =>
	Object.fromEntries(
		fields.map((field) => {
			const value: unknown = row[field];
			return [field, value instanceof Date ? value.toISOString().slice(0, 10) : value];
		})
	) as Pick<Person, F>;

type Day = { [K in PersonField]: (typeof PERSON)[K]['kind'] extends 'day' ? K : never }[PersonField];
type Widened<Value> = Value extends string ? string : Value;
/** To the client of the database dates are dates, and closed lists any text. */
type Kept<Fields> = { [K in keyof Fields]: K extends Day ? Date | null : Widened<Fields[K]> };
