/** The button of every form of every page, pressed with the form's defaults, on an event with something everywhere. */
import { randomUUID } from 'node:crypto';
import { expect, test, type Browser } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { formButtons, press, type FormButton, type Tour } from './formTour.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, ownerSession, publish, runnerSession, type Session } from './stage.ts';

test.describe.configure({ timeout: 300_000 });

const server = serverOfFile();
let owner: Session;
/** One for what ends a session by leaving, one for what ends it by cancelling. */
let runners: Session[];

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	runners = [(await runnerSession(browser, server)).session, (await runnerSession(browser, server)).session];
	await secondRace();
	await holdRace(server);
	await publish(server);
	await publish(server);
	await somethingEverywhere();
});

/** A race that waits for its start, so that every list has a choice of race. */
async function secondRace(): Promise<void> {
	const document = await call<{ races: object[] }>(server.url, `/events/${EVENT}?as=document`);
	const races = [...document.races, { ...document.races[0], slug: 'walk', name: 'Walk' }];
	await call(server.url, `/events/${EVENT}`, { method: 'PUT', body: { ...document, races } });
}

/** What the desk's rarer forms are about: doubles, aliases, taps to match, phones, reads that wait, keys. */
async function somethingEverywhere(): Promise<void> {
	const post = <T>(path: string, body: object) => call<T>(server.url, path, { method: 'POST', body });
	const twin = { race: '5k', name: 'Runner Twice', birthDate: '1990-03-27' };
	await post(`/events/${EVENT}/participants`, {
		items: [
			{ ...twin, email: 'a@example.org' },
			{ ...twin, email: 'b@example.org' },
			// One pair is merged, of the other one entry is cancelled.
			{ ...twin, name: 'Runner Double', email: 'c@example.org' },
			{ ...twin, name: 'Runner Double', email: 'd@example.org' },
			{ race: '5k', name: 'Runner Zulu', visibility: 'alias', alias: 'Fulger', email: 'z@example.org' },
			{ race: 'walk', name: 'Walker One', bib: '991' }
		]
	});
	const fact = (agoS = 0) => ({
		id: randomUUID(),
		checkpoint: 'finish',
		at: new Date(Date.now() - agoS * 1000).toISOString()
	});
	for (const [index, bib] of ['901', '902', '903', '904', '991'].entries()) {
		const agoS = 100 - 20 * index;
		await post(`/events/${EVENT}/passings`, {
			device: 'finish-tap',
			items: [{ ...fact(agoS), kind: 'tap' }]
		});
		await post(`/events/${EVENT}/passings`, {
			device: 'finish-chute',
			items: [{ ...fact(agoS - 5), kind: 'chute', bib }]
		});
	}
	const { code } = await post<{ code: string }>(`/events/${EVENT}/pairings`, {
		checkpoint: 'km-2-5',
		device: 'moved-a'
	});
	const { token } = await post<{ token: string }>('/pairings', { code });
	const sent = await fetch(`${server.url}/api/v1/events/${EVENT}/passings`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({ device: 'moved-a', items: [{ ...fact(), kind: 'scan', bib: '903' }] })
	});
	expect(sent.status).toBe(200);
	await post('/keys', { name: 'Scoreboard', role: 'organiser', event: EVENT });
}

/** What ends the session, or the entry with it, comes after all that needs them. */
const endsSession = ({ path, key }: FormButton): boolean =>
	/\?\/(out|leave)/.test(key) || path.startsWith('/me/cancel');

/** A merge is looked at and made while both its entries are there: before what cancels one. */
function turnOf(button: FormButton): number {
	const { path, key } = button;
	if (endsSession(button)) return 3;
	if (path.includes('/merge')) return 1;
	return key.includes('/merge') ? 0 : 2;
}

async function pressAll(
	browser: Browser,
	{ session, ...tour }: Omit<Tour, 'origin'> & { session?: Session }
): Promise<{ pressed: FormButton[]; faults: string[] }> {
	const context = await browser.newContext({ storageState: session, reducedMotion: 'reduce' });
	const found = await formButtons(await context.newPage(), { origin: server.url, ...tour });
	const faults: string[] = [];
	const pressed: FormButton[] = [];
	for (const button of found.toSorted((a, b) => turnOf(a) - turnOf(b))) {
		const wrong = await press(context, { origin: server.url, button });
		if (wrong) pressed.push(button);
		faults.push(...(wrong ?? []).map((fault) => `${button.path} ${button.key}: ${fault}`));
	}
	const acts = pressed.map(actOf);
	const missed = found.filter((button) => !acts.includes(actOf(button)));
	faults.push(...missed.map(({ path, key }) => `${path} ${key}: gone before it was pressed`));
	await context.close();
	console.log(`${found.length} buttons found, ${pressed.length} pressed`);
	return { pressed, faults };
}

/** What an act before has done may be gone from its page, when the same act was pressed elsewhere. */
const actOf = ({ key }: FormButton): string => key.split('|').slice(0, 4).join('|');

test('no form of the public pages is refused by the browser or fails unexplained', async ({ browser }) => {
	const { pressed, faults } = await pressAll(browser, { starts: ['/', '/help', '/me', '/sign-in'] });
	expect(faults).toEqual([]);
	expect(pressed.map(({ path }) => path)).toEqual(
		expect.arrayContaining([`/e/${EVENT}/register`, `/e/${EVENT}/link`, `/e/${EVENT}/results`, '/sign-in'])
	);
});

test('no form of a runner’s pages is refused by the browser or fails unexplained', async ({ browser }) => {
	const acts: (string | undefined)[] = [];
	const tours = [
		{ session: runners[0], starts: ['/me'], within: '/me', except: '/me/cancel' },
		{ session: runners[1], starts: ['/me/cancel'], within: '/me/cancel' }
	];
	for (const tour of tours) {
		const { pressed, faults } = await pressAll(browser, tour);
		expect(faults).toEqual([]);
		acts.push(...pressed.map(({ path, key }) => `${path} ${key.split('|')[1]}`));
	}
	expect(acts).toEqual(expect.arrayContaining(['/me ?/change', '/me ?/leave', '/me/cancel ']));
});

test('no form of the desk is refused by the browser or fails unexplained', async ({ browser }) => {
	const { pressed, faults } = await pressAll(browser, {
		session: owner,
		starts: [`/organise/${EVENT}`, '/organise'],
		within: '/organise'
	});
	expect(faults).toEqual([]);
	const acts = new Set(pressed.map(({ key }) => key.split('|')[1]));
	for (const act of [
		'start',
		'gun',
		'provisional',
		'official',
		'rule',
		'takeBack',
		'decide',
		'cancel&doubles'
	])
		expect([...acts], 'the tour meets the acts of race day').toContain(`?/${act}`);
});
