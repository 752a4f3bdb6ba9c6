/**
 * A browser that signed in to an account proves so by a cookie: `id.account~account.signature`. The id is the browser's
 * own, the accounts are hashes. Who has the cookie is not held up by tries of strangers, see acts.ts; it opens nothing.
 */
import type { App } from '#lib/server/app.ts';
import { newSecret, sameSecret } from '#lib/server/secret.ts';
import { keyedHash } from './keyedHash.ts';

interface Browser {
	id: string;
	/** Hashes, the last one signed in to first. */
	accounts: string[];
}

/** More organisers than this share no computer. */
const ACCOUNTS = 8;

/** The browser's id when it signed in to the account before; else null. `cookie`: as it came. */
export function knownBrowser(
	app: App,
	{ cookie, account }: { cookie: string | undefined; account: string }
): string | null {
	const browser = browserOf(app, cookie);
	return browser?.accounts.includes(accountHash(app, account)) ? browser.id : null;
}

/** The cookie's next value, after the browser has signed in to the account. */
export function rememberedBrowser(
	app: App,
	{ cookie, account }: { cookie: string | undefined; account: string }
): string {
	const { id, accounts } = browserOf(app, cookie) ?? { id: newSecret(), accounts: [] };
	const latest = accountHash(app, account);
	const kept = [latest, ...accounts.filter((hash) => hash !== latest)].slice(0, ACCOUNTS);
	const told = `${id}.${kept.join('~')}`;
	return `${told}.${signature(app, told)}`;
}

function browserOf(app: App, cookie = ''): Browser | null {
	const [id, accounts, signed] = cookie.split('.');
	if (!id || !accounts || !signed) return null;
	return sameSecret(signed, signature(app, `${id}.${accounts}`))
		? { id, accounts: accounts.split('~') }
		: null;
}

const signature = (app: App, told: string): string => keyedHash(app, 'known-browser', told);

const accountHash = (app: App, account: string): string =>
	keyedHash(app, 'known-account', account.toLowerCase()).slice(0, 22);
