/** Where an event stands is said in the same words everywhere, and no page offers what another one denies. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { ownerSession, type Session } from './stage.ts';

const server = serverOfFile({ data: 'empty', env: { DEMO: 'off' } });
let owner: Session;

const DAY_MS = 86_400_000;
const ZONE = 'Europe/Chisinau';
const dayIn = (days: number): string => civilDateAt(Date.now() + days * DAY_MS, ZONE);
const instantIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

interface Case {
	document: Partial<WrittenEventDocument>;
	/** Runners entered, of 3 places. */
	runners?: number;
	publish?: 'provisional' | 'official';
	/** The badge at the desk, and in the list of events; null: it is not in the list. */
	badge: string;
	home: string | null;
	/** Whether its page can be opened by anybody. */
	found?: false;
	/** The banner on every page of it. */
	banner?: string;
	/** What can be done on its page. */
	buttons: string[];
	/** The form, or why there is none. */
	form: string;
	live: string;
	results: string;
}
const started = (days: number) => ({
	races: [aRace({ waves: [{ slug: 'all', gunStart: instantIn(days) }], capacity: 3 })]
});
const REGISTER = 'Register for the run';
const FORM = 'What the public sees';
const BEFORE = 'The run has not taken place yet';
const NONE = 'No results are published yet';
const CLOSED = 'Registration is closed';

const PHASES: Record<string, Case> = {
	draft: {
		document: { status: 'draft', date: dayIn(30) },
		badge: 'Draft',
		home: null,
		found: false,
		buttons: [],
		form: '',
		live: '',
		results: ''
	},
	'not-yet-open': {
		document: { date: dayIn(30), registrationOpensAt: instantIn(5) },
		badge: 'Registration has not opened yet',
		home: 'Registration has not opened yet',
		buttons: [],
		form: 'Registration has not opened yet',
		live: BEFORE,
		results: BEFORE
	},
	open: {
		document: { date: dayIn(30) },
		badge: 'Registration is open',
		home: 'Registration is open',
		buttons: [REGISTER],
		form: FORM,
		live: BEFORE,
		results: BEFORE
	},
	full: {
		document: { date: dayIn(30) },
		runners: 3,
		badge: 'All places are taken',
		home: 'All places are taken',
		buttons: [],
		form: 'This race is full',
		live: BEFORE,
		results: BEFORE
	},
	closed: {
		document: { date: dayIn(30), registrationClosesAt: instantIn(-1) },
		badge: CLOSED,
		home: CLOSED,
		buttons: [],
		form: CLOSED,
		live: BEFORE,
		results: BEFORE
	},
	today: {
		document: { date: dayIn(0) },
		badge: 'Today',
		home: 'Today',
		buttons: [REGISTER],
		form: FORM,
		live: 'Nobody has crossed the line yet',
		results: NONE
	},
	running: {
		document: { date: dayIn(0), ...started(-0.001) },
		badge: 'Today',
		home: 'Running now',
		buttons: ['Watch it live'],
		form: 'The run has started',
		live: 'Nobody has crossed the line yet',
		results: NONE
	},
	past: {
		document: { date: dayIn(-30) },
		badge: 'Past',
		home: 'Past',
		buttons: [],
		form: CLOSED,
		live: 'The run is over',
		results: NONE
	},
	provisional: {
		document: { date: dayIn(-1), ...started(-1) },
		publish: 'provisional',
		badge: 'Provisional results',
		home: 'Provisional results',
		buttons: ['Results'],
		form: CLOSED,
		live: 'The run is over',
		results: 'Provisional'
	},
	official: {
		document: { date: dayIn(-1), ...started(-1) },
		publish: 'official',
		badge: 'Official results',
		home: 'Official results',
		buttons: ['Results'],
		form: CLOSED,
		live: 'The run is over',
		results: 'Official'
	},
	cancelled: {
		document: { status: 'cancelled', date: dayIn(30) },
		badge: 'Cancelled',
		home: 'Cancelled',
		banner: 'The run is cancelled.',
		buttons: [],
		form: 'The event is cancelled',
		live: 'Cancelled',
		results: 'Cancelled'
	},
	postponed: {
		document: { status: 'moved', date: dayIn(-3) },
		badge: 'Postponed',
		home: 'Postponed',
		banner: 'The run is postponed.',
		buttons: [],
		form: CLOSED,
		live: 'Postponed',
		results: 'Postponed'
	},
	archived: {
		document: { status: 'archived', date: dayIn(-400) },
		badge: 'Archived',
		home: null,
		buttons: [],
		form: CLOSED,
		live: 'The run is over',
		results: NONE
	}
};

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	for (const [slug, { document, runners = 0, publish }] of Object.entries(PHASES)) {
		const body = anEvent({
			name: `Event ${slug}`,
			timeZone: ZONE,
			races: [aRace({ capacity: 3 })],
			...document
		});
		await call(server.url, `/events/${slug}`, { method: 'PUT', body });
		const items = Array.from({ length: runners }, (_, i) => ({
			race: '5k',
			wave: 'all',
			bib: String(i + 1),
			name: `Runner ${i + 1}`
		}));
		if (runners > 0)
			await call(server.url, `/events/${slug}/participants`, { method: 'POST', body: { items } });
		if (publish)
			await call(server.url, `/events/${slug}/races/5k/publications`, {
				method: 'POST',
				body: { state: publish }
			});
	}
});

const opened = async (browser: Browser, session?: Session): Promise<Page> =>
	(await browser.newContext(session ? { storageState: session } : {})).newPage();

test('each phase is told the same by the list, the page, the form, live, the results and the desk', async ({
	browser
}) => {
	const visitor = await opened(browser);
	const desk = await opened(browser, owner);
	let cells = 0;
	for (const [slug, phase] of Object.entries(PHASES))
		await test.step(slug, async () => {
			await visitor.goto(server.url);
			const row = visitor.getByRole('listitem').filter({ hasText: `Event ${slug}` });
			if (phase.home === null) await expect(row).toHaveCount(0);
			else await expect(row).toContainText(phase.home);

			const page = await visitor.goto(`${server.url}/e/${slug}`);
			expect(page?.status()).toBe(phase.found === false ? 404 : 200);
			if (phase.found !== false) {
				const offers = visitor
					.locator('main')
					.getByRole('link', { name: /^(Register for the run|Watch it live|Results)$/ });
				expect(await offers.allInnerTexts()).toEqual(phase.buttons);
				for (const [path, words] of [
					['', `Event ${slug}`],
					['/register', phase.form],
					['/live', phase.live],
					['/results', phase.results]
				] as const) {
					await visitor.goto(`${server.url}/e/${slug}${path}`);
					await expect(visitor.locator('main')).toContainText(words);
					const banner = visitor.getByText(/^The run is (cancelled|postponed)\./);
					if (phase.banner) await expect(banner.first()).toContainText(phase.banner);
					else await expect(banner).toHaveCount(0);
					cells++;
				}
			}
			await desk.goto(`${server.url}/organise`);
			await expect(desk.getByRole('listitem').filter({ hasText: `Event ${slug}` })).toContainText(
				phase.badge
			);
			await desk.goto(`${server.url}/organise/${slug}`);
			await expect(desk.locator('summary').first()).toContainText(phase.badge);
			cells += 4;
		});
	console.log(`phases and pages: ${Object.keys(PHASES).length} phases, ${cells} cells`);
	await visitor.context().close();
	await desk.context().close();
});
