/** The API of one file of tests: `const { api, call } = apiOfFile();` at the top. Its tables are empty before each test. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { callerOfApi, type Answered, type CallOptions } from './apiClient.ts';
import { startApi, type TestApi } from './server.ts';
import type { Problem } from '#lib/schemas/base/problem.ts';

export type Call = <T = Problem>(path: string, options?: CallOptions) => Promise<Answered<T>>;

/** Both are there from the file's own hooks on. */
export function apiOfFile(options?: Parameters<typeof startApi>[0]): { api: TestApi; call: Call } {
	const api = {} as TestApi;
	beforeAll(async () => void Object.assign(api, await startApi(options)));
	beforeEach(() => api.reset());
	afterAll(() => api.close());
	return { api, call: (path, asked) => callerOfApi(api.url)(path, asked) };
}
