/** Calls of the phone to the server. A failure to get the API's own answer is a value, whatever its cause. */
import type * as z from 'zod/mini';
import { bodyOf } from './answers.ts';

export interface Answer {
	status: number;
	/** Parsed JSON, or null. */
	body: unknown;
	/** From `Retry-After`; null when absent. */
	retryAfterMs: number | null;
	headers: Headers;
}

export interface Call {
	path: string;
	method?: 'GET' | 'POST';
	token?: string;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Null: no answer (network, timeout, or a redirect to somebody's log-in page). */
export type Ask = (call: Call) => Promise<Answer | null>;

const PATIENCE_MS = 20_000;

/** `base`: address of the API, e.g. `/api/v1`. */
export const askServer =
	(base: string, nowMs: () => number): Ask =>
	async ({ path, method = 'GET', token, body, headers = {} }) => {
		const giveUp = new AbortController();
		const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS);
		try {
			const response = await fetch(base + path, {
				method,
				headers: {
					Accept: 'application/json',
					...(token ? { Authorization: `Bearer ${token}` } : {}),
					...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
					...headers
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
				redirect: 'error',
				credentials: 'omit',
				cache: 'no-store',
				signal: giveUp.signal
			});
			const text = await response.text();
			return {
				status: response.status,
				body: parsed(text),
				retryAfterMs: retryAfterMs(response.headers.get('Retry-After'), nowMs()),
				headers: response.headers
			};
		} catch {
			return null;
		} finally {
			clearTimeout(timer);
		}
	};

/** Each call tells besides whether the server answers: on a network that leads nowhere the browser takes itself for online. */
export const tellingReach =
	(ask: Ask, onReach: (reached: boolean) => void): Ask =>
	async (call) => {
		const answer = await ask(call);
		onReach(answer !== null);
		return answer;
	};

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** RFC 9110: seconds, or an HTTP date. */
export function retryAfterMs(value: string | null, nowMs: number): number | null {
	if (value === null || value.trim() === '') return null;
	const seconds = Number(value);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const until = Date.parse(value);
	return Number.isNaN(until) ? null : Math.max(0, until - nowMs);
}

/** Asks for what changed since `etag`, in the shape of `schema`. Null: no answer, or none that helps. */
export async function askChanged<T>(
	ask: Ask,
	{
		path,
		token,
		etag,
		schema
	}: { path: string; token: string; etag: string | null; schema: z.ZodMiniType<T> }
): Promise<'unchanged' | { body: T; etag: string | null } | null> {
	const answer = await ask({ path, token, ...(etag ? { headers: { 'If-None-Match': etag } } : {}) });
	if (answer?.status === 304) return 'unchanged';
	const body = answer?.status === 200 ? bodyOf(answer, schema) : null;
	return answer && body ? { body, etag: answer.headers.get('ETag') } : null;
}
