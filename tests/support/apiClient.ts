/** Calls the API as a program would, and keeps status, headers and parsed body apart. */
import type { Problem } from '#lib/schemas/base/problem.ts';

export interface Answered<T> {
	status: number;
	headers: Headers;
	body: T;
}

export interface CallOptions {
	method?: string;
	/** Bearer secret; none for the public. */
	key?: string;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as it is, with the Content-Type given in `headers`. */
	raw?: string | Uint8Array<ArrayBuffer>;
}

/** A client bound to a server: `const call = callerOfApi(api.url); await call('/events/run', { key, json })`. */
export const callerOfApi =
	(url: string) =>
	async <T = Problem>(path: string, options: CallOptions = {}): Promise<Answered<T>> => {
		const { key, headers = {}, json, raw } = options;
		const body = json === undefined ? raw : JSON.stringify(json);
		const response = await fetch(`${url}/api/v1${path}`, {
			method: options.method ?? (body === undefined ? 'GET' : 'POST'),
			headers: {
				...(key ? { Authorization: `Bearer ${key}` } : {}),
				...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
				...headers
			},
			body
		});
		const text = await response.text();
		const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
		return {
			status: response.status,
			headers: response.headers,
			body: (isJson ? JSON.parse(text) : text) as T
		};
	};
