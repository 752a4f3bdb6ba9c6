import {
	PairedSchema,
	PairingOfferRequestSchema,
	PairingOfferSchema,
	PairingRequestSchema
} from '#lib/schemas/pairing.ts';
import type { App } from '#lib/server/app.ts';
import { createPairing, pairPhone } from '#lib/server/phones/pairing.ts';
import { addressOf } from '#lib/server/api/http/address.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

export const pairingRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'post',
			path: '/events/:slug/pairings',
			summary: 'Offer a pairing code',
			description: 'The code works once, for ten minutes, and is shown in this answer only.',
			tag: 'Devices',
			verb: 'time',
			body: PairingOfferRequestSchema,
			answers: { 201: { description: 'The code, for a QR and to be typed', schema: PairingOfferSchema } },
			reasons: ['event-unknown', 'forbidden'],
			handle: async ({ caller, params, body, res }) => {
				const offer = await createPairing(app, caller, { event: params.slug, ...body });
				if (offer.ok) res.status(201);
				return offer;
			}
		}),
		endpoint({
			method: 'post',
			path: '/pairings',
			summary: 'Exchange a pairing code for a device’s token',
			description:
				'`code` is what the QR’s fragment holds, or the eight typed characters. With `event`, the slug, it must be a code of that event. Five wrong typed codes a minute and address are answered, 60 over all, then typed ones are 429; the QR’s way stays open.',
			tag: 'Devices',
			verb: 'see-public',
			body: PairingRequestSchema,
			answers: {
				200: { description: 'The token, shown once, and where the phone stands', schema: PairedSchema }
			},
			reasons: ['pairing-code-unknown', 'pairing-code-expired', 'pairing-code-used', 'event-unknown'],
			handle: ({ caller, body, req }) => pairPhone(app, caller, { ...body, address: addressOf(req) })
		})
	]);
