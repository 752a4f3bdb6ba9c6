/** Phones paired with the event `run` on the API for tests: what they send, and what becomes of it. */
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { Paired, PairingOffer } from '#lib/schemas/pairing.ts';
import { callerOfApi } from './apiClient.ts';
import type { TestApi } from './server.ts';

export function phonesOn(api: TestApi) {
	const call = callerOfApi(api.url);
	const offer = async (part: object = {}) => {
		const json = { checkpoint: 'finish', ...part };
		return (await call<PairingOffer>('/events/run/pairings', { key: api.ownerKey, json })).body;
	};
	return {
		call,
		offer,
		async pair(part: object = {}) {
			const { code } = await offer(part);
			return (await call<Paired>('/pairings', { json: { code } })).body;
		},
		send: (items: object[], paired: Paired) =>
			call<{ items: PassingAnswer[]; reason?: string }>('/events/run/passings', {
				key: paired.token,
				json: { device: paired.device, items }
			}),
		/** Of each passing in order of arrival, whether its phone stood there. */
		assigned: async () =>
			(await api.app.database.pool.query('select assigned from passing order by arrival')).rows.map(
				(row) => row.assigned
			)
	};
}
