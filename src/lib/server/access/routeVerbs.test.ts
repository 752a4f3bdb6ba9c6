import { expect, test } from 'vitest';
import { verbsOf, type RouteModule } from './routeVerbs.ts';

const layout: RouteModule = { _verbs: { load: 'see-desk' }, load: () => ({}) };
const page: RouteModule = {
	_verbs: { load: 'see-participants', undo: 'time' },
	load: () => ({}),
	actions: { undo: () => null, forgotten: () => null }
};
const download = { _verbs: { GET: 'export' }, GET: () => null } satisfies RouteModule & { GET: unknown };

test('a page takes its own verb and those of the layouts around it', () => {
	expect(verbsOf({ part: 'load', own: page, layouts: [layout] })).toEqual(['see-desk', 'see-participants']);
	expect(verbsOf({ part: { action: 'undo' }, own: page, layouts: [layout] })).toEqual(['see-desk', 'time']);
});

test('an action or a method that is not there is answered by kit, not by the door', () => {
	expect(verbsOf({ part: { action: 'nothing' }, own: page, layouts: [] })).toEqual([]);
	for (const method of ['PUT', 'OPTIONS', 'TRACE', 'toString'])
		expect(verbsOf({ part: { method }, own: download, layouts: [layout] })).toEqual([]);
	for (const method of ['GET', 'HEAD'])
		expect(verbsOf({ part: { method }, own: download, layouts: [layout] })).toEqual(['export']);
	const anything = { ...download, _verbs: { fallback: 'export' }, fallback: () => null } as RouteModule;
	expect(verbsOf({ part: { method: 'PUT' }, own: anything, layouts: [] })).toEqual(['export']);
});

test('what runs and declares no verb does not run', () => {
	expect(() => verbsOf({ part: { action: 'forgotten' }, own: page, layouts: [] })).toThrow('no verb');
});
