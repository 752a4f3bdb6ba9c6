/** The rail of the desk leads where its visitor may go: it knows the verb of each page by the page's own word. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROLES, type HeldRole } from '#lib/domain/access/roles.ts';
import { declaredVerbs } from '../../src/lib/server/access/undeclared.ts';
import { DESK_PAGES, pagesFor, type DeskPage } from '../../src/lib/server/desk/shell.ts';
import { pageAt, shownRooms } from '../../src/routes/(organiser)/shell/rooms.ts';

const pages = Object.keys(DESK_PAGES) as DeskPage[];
const all = shownRooms(pages);

test.each(pages)('the rail shows "%s" to those whom the page itself takes', (page) => {
	const code = readFileSync(`src/routes/(organiser)/organise/[event]${page}/+page.server.ts`, 'utf8');
	expect(declaredVerbs(code).get('load')).toBe(DESK_PAGES[page]);
});

test('each page stands in one room', () => {
	expect(all.flatMap((room) => room.pages.map(({ page }) => page)).toSorted()).toEqual(pages.toSorted());
});

test('a person sees the rooms of the own roles only', () => {
	const event = { id: 'e', slug: 'run' };
	const roomsOf = (role: HeldRole['role']) =>
		shownRooms(
			pagesFor({ kind: 'account', userId: 'u', roles: [{ role, event }] }, { id: 'e', timed: true })
		).map(({ room, pages: open }) => `${room} ${open.length}`);
	expect(Object.fromEntries(ROLES.map((role) => [role, roomsOf(role)]))).toEqual({
		owner: ['overview 1', 'setup 3', 'people 4', 'race-day 4', 'results 2'],
		organiser: ['overview 1', 'setup 2', 'people 4', 'race-day 4', 'results 2'],
		timing: ['overview 1', 'race-day 4', 'results 2'],
		'check-in': ['overview 1', 'race-day 2', 'results 1'],
		safeguarding: ['overview 1', 'people 2', 'race-day 2', 'results 1'],
		press: ['overview 1', 'race-day 1'],
		viewer: ['overview 1', 'race-day 1']
	});
});

test('an event of walks has no pages of times', () => {
	const open = pagesFor({ kind: 'owner-key' }, { id: 'e', timed: false });
	expect(pages.filter((page) => !open.includes(page))).toEqual(['/matching', '/results', '/results/import']);
});

test.each([
	['', ''],
	['/participants', '/participants'],
	['/participants/7f6c', '/participants'],
	['/participants/import', '/participants/import'],
	['/phones/tokens', '/phones'],
	['/results/versions/1', '/results'],
	['/setupper', null]
] as const)('"%s" belongs to the page "%s" of the rail', (below, page) => {
	expect(pageAt(below, all)).toBe(page);
});
