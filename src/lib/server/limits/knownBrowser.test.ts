import { expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { knownBrowser, rememberedBrowser } from './knownBrowser.ts';

const appWith = (secret: string) => ({ env: { AUTH_SECRET: secret }, state: new Map() }) as unknown as App;
const app = appWith('a secret of this installation, long enough');
const account = 'owner@example.org';

test('a browser that signed in is known for that account, in any case of its letters, and for no other', () => {
	const cookie = rememberedBrowser(app, { cookie: undefined, account });
	expect(knownBrowser(app, { cookie, account })).not.toBeNull();
	expect(knownBrowser(app, { cookie, account: 'Owner@Example.ORG' })).not.toBeNull();
	expect(knownBrowser(app, { cookie, account: 'other@example.org' })).toBeNull();
});

test('a browser is one browser for all accounts that it signed in to, the last eight', () => {
	const accounts = Array.from({ length: 9 }, (_, i) => `organiser-${i}@example.org`);
	let cookie: string | undefined;
	for (const account of accounts) cookie = rememberedBrowser(app, { cookie, account });
	const ids = accounts.map((account) => knownBrowser(app, { cookie, account }));
	expect(ids[0]).toBeNull();
	expect(new Set(ids.slice(1)).size).toBe(1);
	expect(cookie?.length).toBeLessThan(400);
});

test('two browsers are two', () => {
	const [one, two] = [1, 2].map(() => rememberedBrowser(app, { cookie: undefined, account }));
	expect(knownBrowser(app, { cookie: one, account })).not.toBe(knownBrowser(app, { cookie: two, account }));
});

test('a cookie that was changed, made up or made elsewhere proves nothing', () => {
	const cookie = rememberedBrowser(app, { cookie: undefined, account });
	const [id, accounts, signed] = cookie.split('.');
	const foreign = rememberedBrowser(appWith('the secret of another installation here'), {
		cookie: undefined,
		account
	});
	const forged = [
		`other.${accounts}.${signed}`,
		`${id}.${accounts}`,
		`${id}.${accounts}.`,
		foreign,
		'',
		'..',
		'x'
	];
	expect(forged.map((cookie) => knownBrowser(app, { cookie, account }))).toEqual(forged.map(() => null));
});

test('the cookie names neither the account nor the installation’s secret', () => {
	expect(rememberedBrowser(app, { cookie: undefined, account })).not.toMatch(/owner|example|secret|@/i);
});
