import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import type { Place } from '#lib/domain/timing/facts/places.ts';
import * as m from '#lib/paraglide/messages.js';
import { DeviceMoveRequestSchema, PairingOfferRequestSchema } from '#lib/schemas/pairing.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { qrSquares } from '#lib/server/print/bibQr.ts';
import {
	listDevices,
	moveDevice,
	revokeDevice,
	type DevicePlace,
	type MovedDevice
} from '#lib/server/phones/devices.ts';
import { eventPlaces } from '#lib/server/events/eventPlaces.ts';
import { createPairing } from '#lib/server/phones/pairing.ts';
import { acceptUnassignedReads, listUnassignedReads } from '#lib/server/passings/unassignedReads.ts';
import { placeWords } from '#lib/ui/placeWords.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { orFail } from '../../../refusals.ts';
import { refusalWords, versionFaultWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { roleWords } from '../roleWords.ts';
import { undo, wayBack } from '../wayBack.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'time',
	pair: 'time',
	move: 'time',
	revoke: 'time',
	accept: 'time',
	undo: 'time'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:phones');
	const [devices, unassigned] = await Promise.all([
		listDevices(app(), locals.caller, params),
		listUnassignedReads(app(), locals.caller, params)
	]);
	return {
		devices: orFail(devices).items,
		unassigned: orFail(unassigned),
		now: app().now()
	};
};

/** The fields of the two forms that a wrong value is found in, each once. */
const faultsOf = (issues: { path: PropertyKey[] }[], device = '') =>
	[...new Set(issues.map(({ path }) => String(path[0] ?? '')))].map((field) => ({
		field,
		message: field === 'device' ? m.organiser_pair_name_wrong({ value: device }) : m.organiser_choose_one()
	}));

const sinceWords = (device: string, { checkpoint, role }: DevicePlace, places: readonly Place[]): string =>
	m.organiser_move_clash({
		device,
		checkpoint: checkpoint === null ? '–' : placeWords(places)(checkpoint),
		role: role === null ? '–' : roleWords[role]()
	});

/** Where the phone is now, and the way back to where it was. */
function movedWords({ device, before, version, ...now }: MovedDevice, places: readonly Place[]) {
	const [checkpoint, role] = [placeWords(places)(now.checkpoint), roleWords[now.role]()];
	const done = m.organiser_device_moved({ device, checkpoint, role });
	if (!before.checkpoint || !before.role) return { done };
	if (before.checkpoint === now.checkpoint && before.role === now.role) return { done };
	const fields: WayBack['fields'] = [
		['device', device],
		['version', version],
		['checkpoint', before.checkpoint],
		['role', before.role]
	];
	return { done, undo: { action: '?/move', fields } satisfies WayBack };
}

export const actions: Actions = {
	pair: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const values = {
			device: text(form, 'device').normalize('NFC').replace(/\s+/g, ' '),
			checkpoint: text(form, 'checkpoint'),
			role: text(form, 'role')
		};
		const parsed = PairingOfferRequestSchema.safeParse({
			...values,
			checkpoint: values.checkpoint || undefined,
			device: values.device || undefined
		});
		if (!parsed.success) return fail(400, { values, errors: faultsOf(parsed.error.issues, values.device) });
		const offer = await createPairing(app(), locals.caller, { event: params.event, ...parsed.data });
		if (!offer.ok)
			return fail(400, { values, errors: [{ field: 'device', message: refusalWords(offer.error) }] });
		const { url, typedCode, device, checkpoint, expiresAt } = offer.value;
		return {
			offer: { url, typedCode, device, checkpoint, expiresMs: Date.parse(expiresAt), qr: qrSquares(url) }
		};
	},
	move: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const parsed = DeviceMoveRequestSchema.safeParse({
			checkpoint: text(form, 'checkpoint'),
			role: text(form, 'role')
		});
		if (!parsed.success) return fail(400, { errors: faultsOf(parsed.error.issues) });
		const device = text(form, 'device');
		const madeFrom = text(form, 'version');
		const asked = { event: params.event, device, madeFrom, ...parsed.data };
		const moved = await moveDevice(app(), locals.caller, asked);
		const places = async () => orFail(await eventPlaces(app(), locals.caller, params));
		if (moved.ok) return movedWords(moved.value, await places());
		const { versionFault, since } = moved.error;
		const message = since
			? sinceWords(device, since, await places())
			: versionFault
				? versionFaultWords[versionFault]()
				: refusalWords(moved.error);
		const stale = since ? { device, version: since.version } : null;
		return fail(since || versionFault ? 409 : 400, { stale, errors: [{ field: '', message }] });
	},
	revoke: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const device = text(form, 'device');
		const revoked = await revokeDevice(app(), locals.caller, { event: params.event, device });
		if (!revoked.ok) return fail(400, { errors: [{ field: '', message: refusalWords(revoked.error) }] });
		return { done: m.organiser_device_now_revoked({ device }) };
	},
	accept: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const accepted = await acceptUnassignedReads(app(), locals.caller, {
			event: params.event,
			device: text(form, 'device'),
			checkpoint: text(form, 'checkpoint'),
			why: OWN_REASONS['reads-accepted']
		});
		if (!accepted.ok) return fail(400, { errors: [{ field: '', message: refusalWords(accepted.error) }] });
		const { length: count } = accepted.value;
		return { undo: wayBack(accepted.value), done: m.organiser_unassigned_accepted({ count }) };
	},
	undo
};
