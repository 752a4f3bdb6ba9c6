/** A page that shows an event reads it once, whatever its layout and its own load need of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setApp } from '#lib/server/app.ts';
import { anOpenEvent, DAY_BEFORE } from '../support/openEvent.ts';
import { recordStatements, type Recording } from '../support/statements.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
let recording: Recording;
let id: string;

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
	setApp(fixture.app);
	recording = recordStatements(fixture.app.database.pool);
	({ id } = await anOpenEvent(fixture.app, { slug: 'run' }));
});
afterAll(() => fixture.close());

type Load = (event: object) => unknown;
interface Loading {
	load: Load;
}

const PUBLIC = [
	() => import('../../src/routes/(public)/e/[event]/+layout.server.ts'),
	() => import('../../src/routes/(public)/e/[event]/+page.server.ts')
];
const RESULTS = [PUBLIC[0], () => import('../../src/routes/(public)/e/[event]/results/+page.server.ts')];
const LIVE = [PUBLIC[0], () => import('../../src/routes/(public)/e/[event]/live/+page.server.ts')];
const DESK = () => import('../../src/routes/(organiser)/organise/[event]/+layout.server.ts');
const DAY = [DESK, () => import('../../src/routes/(organiser)/organise/[event]/+page.server.ts')];
const DESK_RESULTS = [
	DESK,
	() => import('../../src/routes/(organiser)/organise/[event]/results/+page.server.ts')
];

/** All loads of a page at once, as kit runs them. */
async function look(modules: readonly unknown[]): Promise<void> {
	const locals = { caller: { kind: 'owner-key' }, runnerId: null };
	const loads = await Promise.all(modules.map((module) => (module as () => Promise<Loading>)()));
	const event = {
		locals,
		params: { event: 'run' },
		url: new URL('http://localhost/'),
		depends: () => undefined
	};
	const [frame, page] = loads as [Loading, Loading];
	const framed = frame.load(event);
	await Promise.all([framed, page.load({ ...event, parent: () => framed })]);
}

test.each([
	['the event page', PUBLIC, { whole: 1, version: 0 }],
	['the results', RESULTS, { whole: 1, version: 1 }],
	['the live board', LIVE, { whole: 1, version: 1 }],
	["the organiser's overview", DAY, { whole: 1, version: 1 }],
	["the organiser's results", DESK_RESULTS, { whole: 1, version: 1 }]
])('%s', async (_page, modules, expected) => {
	// Facts stay in memory from one request to the next.
	await look(modules);
	recording.take();
	await look(modules);
	const statements = recording.take().map(({ text }) => text);
	expect({
		whole: statements.filter((text) => /"event"\."(slug|id)" =/.test(text)).length,
		version: statements.filter((text) => text.includes('e.entries_version')).length
	}).toEqual(expected);
});

test('the shell of the desk asks once for mails and once for phones, and for neither where the caller may not know', async () => {
	const asked = async (caller: object) => {
		const { load } = (await DESK()) as unknown as Loading;
		recording.take();
		await load({ locals: { caller }, params: { event: 'run' } });
		const statements = recording.take().map(({ text }) => text);
		return ['outgoing_mail m', 'from device d'].map(
			(table) => statements.filter((text) => text.includes(table)).length
		);
	};
	expect(await asked({ kind: 'owner-key' })).toEqual([1, 1]);
	const viewer = { role: 'viewer', event: { id, slug: 'run' } };
	expect(await asked({ kind: 'account', userId: 'u', roles: [viewer] })).toEqual([0, 0]);
});
