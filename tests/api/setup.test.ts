/** The one-time link with which the first owner signs up. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAuth } from '#lib/server/accounts/auth.ts';
import { isSetupLink, newSetupLink, setUpOwner } from '#lib/server/accounts/setup.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: Date.now() });
	openAuth(fixture.app, { secret: 'a secret for the cookies of these tests' });
});
beforeEach(() => fixture.reset());
afterAll(() => fixture.close());

const links = () => fixture.app.database.prisma.setupLink.count();
const start = async () => (await newSetupLink(fixture.app)) ?? '';
const owner = { name: 'Owner', email: 'owner@example.org', password: 'a few words in a row' };

test('a start ends the links of earlier starts', async () => {
	const [first, second] = [await start(), await start()];
	expect(await isSetupLink(fixture.app, { link: first })).toBe(false);
	expect(await isSetupLink(fixture.app, { link: second })).toBe(true);
	expect((await setUpOwner(fixture.app, { link: first, ...owner })).ok).toBe(false);
	expect(await links()).toBe(1);
});

test('after there is an owner no link is left, and a start makes none', async () => {
	const link = await start();
	expect((await setUpOwner(fixture.app, { link, ...owner })).ok).toBe(true);
	expect(await links()).toBe(0);
	await fixture.app.database.prisma.setupLink.create({ data: { hash: 'left by an earlier version' } });
	expect(await newSetupLink(fixture.app)).toBeNull();
	expect(await links()).toBe(0);
});
