import { wayBack, type Settings } from '#lib/schemas/event/madeFrom.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';

/** The form that takes a saved change of the event back. */
export function undoOf({ before, after }: { before: Settings; after: Settings }): WayBack {
	const { fields, was } = wayBack(before, after);
	const status = fields.find(([field]) => field === 'status');
	return {
		action: '?/save',
		// Who takes it back knows already that runners are told of it.
		fields: [
			['was', JSON.stringify(was)],
			...(status ? [['told', status[1]] as [string, string]] : []),
			...fields
		]
	};
}
