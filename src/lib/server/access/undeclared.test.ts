import { expect, test } from 'vitest';
import { undeclared, undeclaredIn } from './undeclared.ts';

test('every route of the product declares a verb for all that runs', () => {
	expect(undeclaredIn('src/routes')).toEqual([]);
});

test.each([
	['a load', `export const load = () => ({});`],
	['a load written as a function', `export async function load() { return {}; }`],
	['a download', `export const GET = () => new Response();`],
	['one of two actions', `export const _verbs = { a: 'time' }; export const actions = { a: act, b: act };`],
	[
		'an action that stands by its name',
		`export const _verbs = {}; export const actions: Actions = { undo };`
	],
	[
		'actions whose names cannot be read',
		`export const _verbs = { a: 'time' }; export const actions = made();`
	],
	['what another file exports', `export * from './load.ts';`],
	['what is exported by a list', `const load = () => ({}); export { load };`]
])('%s without a verb is refused', (_name, code) => {
	expect(undeclared(code)).not.toEqual([]);
});

test('a verb that there is not, and one for what is not there, are refused', () => {
	expect(undeclared(`export const _verbs = { load: 'see-all' }; export const load = () => ({});`)).toEqual([
		'load has a verb that there is not'
	]);
	expect(undeclared(`export const _verbs = { load: 'time', gone: 'time' }; export const load = 1;`)).toEqual([
		'_verbs names gone, which is not there'
	]);
});

test('what declares all of it passes', () => {
	const code = `export const _verbs = { load: 'time', undo: 'time' } satisfies RouteVerbs;
		export const load: Load = async () => ({}); export const actions = { undo } satisfies Actions;`;
	expect(undeclared(code)).toEqual([]);
});
