/** The rooms of the desk in the order of an event's year, with the pages in each. */
import * as m from '#lib/paraglide/messages.js';
import type { DeskPage } from '#lib/server/desk/shell.ts';

export type RoomName = 'overview' | 'setup' | 'people' | 'race-day' | 'results';

export interface Room {
	room: RoomName;
	label: string;
	/** Those that may be opened; the first is the room's own. */
	pages: { page: DeskPage; label: string }[];
}

/** Functions, since the language is the request's. */
const ROOMS: { room: RoomName; label: () => string; pages: [DeskPage, () => string][] }[] = [
	{ room: 'overview', label: m.desk_overview, pages: [['', m.desk_overview]] },
	{
		room: 'setup',
		label: m.settings_title,
		pages: [
			['/setup', m.settings_title],
			['/mail', m.desk_mail],
			['/copy', m.desk_copy]
		]
	},
	{
		room: 'people',
		label: m.desk_people,
		pages: [
			['/participants', m.organiser_nav_participants],
			['/participants/import', m.desk_import],
			['/participants/bibs', m.desk_bibs],
			['/participants/aliases', m.alias_title]
		]
	},
	{
		room: 'race-day',
		label: m.organiser_nav_day,
		pages: [
			['/race-day', m.desk_clocks],
			['/phones', m.organiser_nav_phones],
			['/matching', m.organiser_nav_matching],
			['/decisions', m.organiser_decisions]
		]
	},
	{
		room: 'results',
		label: m.organiser_nav_results,
		pages: [
			['/results', m.organiser_nav_results],
			['/results/import', m.desk_import]
		]
	}
];

/** Without the rooms of which no page may be opened. */
export const shownRooms = (open: readonly DeskPage[]): Room[] =>
	ROOMS.map(({ room, label, pages }) => ({
		room,
		label: label(),
		pages: pages.filter(([page]) => open.includes(page)).map(([page, words]) => ({ page, label: words() }))
	})).filter(({ pages }) => pages.length > 0);

/** The page of the rail that an address belongs to: `/participants` of `/participants/7f…`. Null: none. */
export function pageAt(below: string, rooms: readonly Room[]): DeskPage | null {
	const around = rooms
		.flatMap(({ pages }) => pages)
		.filter(({ page }) => (page === '' ? below === '' : below === page || below.startsWith(`${page}/`)));
	return around.toSorted((a, b) => b.page.length - a.page.length)[0]?.page ?? null;
}
