/** What is left of an answer to compare, once everything is taken out of it that differs between any two visitors. */
import { expect } from '@playwright/test';

export interface Answer {
	status: number;
	headers: Record<string, string>;
	cookies: string[];
	body: string;
}

/** What every answer has of its own is taken out: the time, checksums, nonces, and what the visitor typed. */
export function comparable({ status, headers, cookies, body }: Answer, typed: Record<string, string>) {
	const own = Object.entries(typed).filter(([, value]) => value.length > 3);
	const without = (text: string): string =>
		own
			.reduce((rest, [name, value]) => rest.replaceAll(value, `(${name})`), text)
			.replace(/nonce-[\w+/=]+|nonce="[^"]*"/g, '(nonce)')
			// The version of the own entry, which is the first one of each.
			.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.1\b/g, '(first version)')
			.replace(/sha256-[\w+/=]+/g, '(hash)');
	const varying = ['date', 'etag', 'content-length', 'set-cookie', 'ratelimit', 'ratelimit-policy'];
	const kept = Object.entries(headers).filter(([name]) => !varying.includes(name));
	return {
		status,
		headers: Object.fromEntries(kept.map(([name, value]) => [name, without(value)])),
		cookies: cookies.map((cookie) =>
			cookie.replace(/^(\w+)=[^;]+/, '$1=(secret)').replace(/Expires=[^;]+/i, 'Expires=(later)')
		),
		body: without(body)
	};
}

/** The runner's own page, without the own bib: its number, its code's squares, its file. */
export function comparableOwnPage(answer: Answer, typed: Record<string, string>) {
	const bib = /data-bib="(\d+)"/.exec(answer.body)?.[1] ?? '';
	expect(bib).not.toBe('');
	const page = comparable(answer, typed);
	const body = page.body
		.replace(/(<path[^>]* d=")[^"]+/g, '$1(squares)')
		.replace(/(path|d|qr):\s*(\{[^}]*\}|"[^"]*")/g, '$1:(squares)')
		.replace(/viewBox="[^"]*"/g, 'viewBox')
		.replaceAll(new RegExp(`(bib[ -]|data-bib="|number:"|>)${bib}\\b`, 'gi'), '$1(bib)');
	return { ...page, body };
}
