import { fail } from '@sveltejs/kit';
import { DeviceMoveRequestSchema, PairingOfferRequestSchema } from '#lib/schemas/pairing.ts';
import { app } from '#lib/server/app.ts';
import { qrSquares } from '#lib/server/services/bibQr.ts';
import { eventCheckpoints } from '#lib/server/services/desk.ts';
import { listDevices, moveDevice, revokeDevice } from '#lib/server/services/devices.ts';
import { createPairing } from '#lib/server/services/pairing.ts';
import { orFail } from '../../../refusals.ts';
import { text } from '../formValues.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:phones');
	const [devices, checkpoints] = await Promise.all([
		listDevices(app(), locals.caller, { event: params.event }),
		eventCheckpoints(app(), locals.caller, { event: params.event })
	]);
	return { devices: orFail(devices).items, checkpoints: orFail(checkpoints), now: app().now() };
};

const faultsOf = (issues: { path: PropertyKey[]; message: string }[]) =>
	issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message }));

export const actions: Actions = {
	pair: async ({ request, locals, params }) => {
		const form = await request.formData();
		const values = {
			device: text(form, 'device'),
			checkpoint: text(form, 'checkpoint'),
			role: text(form, 'role')
		};
		const parsed = PairingOfferRequestSchema.safeParse({ ...values, device: values.device || undefined });
		if (!parsed.success) return fail(400, { values, errors: faultsOf(parsed.error.issues) });
		const offer = await createPairing(app(), locals.caller, { event: params.event, ...parsed.data });
		if (!offer.ok) return fail(400, { values, errors: [{ field: 'device', message: offer.error.message }] });
		const { url, typedCode, device, checkpoint, expiresAt } = offer.value;
		return {
			offer: { url, typedCode, device, checkpoint, expiresMs: Date.parse(expiresAt), qr: qrSquares(url) }
		};
	},
	move: async ({ request, locals, params }) => {
		const form = await request.formData();
		const parsed = DeviceMoveRequestSchema.safeParse({
			checkpoint: text(form, 'checkpoint'),
			role: text(form, 'role')
		});
		if (!parsed.success) return fail(400, { errors: faultsOf(parsed.error.issues) });
		const moved = await moveDevice(app(), locals.caller, {
			event: params.event,
			device: text(form, 'device'),
			...parsed.data
		});
		if (!moved.ok) return fail(400, { errors: [{ field: '', message: moved.error.message }] });
	},
	revoke: async ({ request, locals, params }) => {
		const form = await request.formData();
		const revoked = await revokeDevice(app(), locals.caller, {
			event: params.event,
			device: text(form, 'device')
		});
		if (!revoked.ok) return fail(400, { errors: [{ field: '', message: revoked.error.message }] });
	}
};
