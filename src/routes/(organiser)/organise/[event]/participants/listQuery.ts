/** How the list is filtered and sorted, as its address says it; each part that cannot be read is left out by itself. */
import {
	PARTICIPANT_FILTERS,
	ParticipantsQuerySchema,
	type ParticipantColumn,
	type ParticipantFilter,
	type ParticipantsQuery
} from '#lib/schemas/participant.ts';

const PAGE_SIZE = 100;
export const FILTERS = Object.keys(PARTICIPANT_FILTERS) as ParticipantFilter[];
const PARTS = [...FILTERS, 'sort', 'page'] as const;

export function readListQuery(search: URLSearchParams): ParticipantsQuery {
	const said = PARTS.flatMap((part) => {
		const value = search.get(part) ?? '';
		const read = value === '' ? null : ParticipantsQuerySchema.shape[part].safeParse(value);
		return read?.success && read.data !== undefined ? [[part, read.data] as const] : [];
	});
	return { page: 1, pageSize: PAGE_SIZE, ...Object.fromEntries(said) };
}

/** For the address: `?race=5k&sort=-name`; empty for the whole list. */
export function listSearch(query: Partial<ParticipantsQuery>): string {
	const said = new URLSearchParams();
	for (const part of PARTS) {
		const value = query[part];
		if (value !== undefined && value !== 1) said.set(part, String(value));
	}
	return said.size > 0 ? `?${said}` : '';
}

/** A participant's page by way of the list, which it knows its way back to. */
export const withList = (address: string, query: Partial<ParticipantsQuery>): string => {
	const search = listSearch(query);
	return search === '' ? address : `${address}?${new URLSearchParams({ list: search.slice(1) })}`;
};

/** The list that a participant's page was opened from. */
export const listOf = (url: URL): ParticipantsQuery =>
	readListQuery(new URLSearchParams(url.searchParams.get('list') ?? ''));

export const pageOf = ({ at }: { at: number }): number => Math.ceil(at / PAGE_SIZE);

/** A second press turns the order round; a third lets it be as it was. */
export function nextSort(
	column: ParticipantColumn,
	sort: ParticipantsQuery['sort']
): Pick<ParticipantsQuery, 'sort'> {
	if (sort === column) return { sort: `-${column}` };
	return { sort: sort === `-${column}` ? undefined : column };
}
