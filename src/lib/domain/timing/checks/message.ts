import type { Check } from '#lib/domain/timing/checks/check.ts';
import { keyPart, type TimingMessage } from '#lib/domain/timing/explanation/message.ts';

/** A check in one sentence. */
export function checkMessage({ check, params }: Check): TimingMessage {
	const variant = check === 'podium-differs' && params['list'] !== undefined ? `${check}-in` : check;
	return { key: `timing_check_${keyPart(variant)}`, params };
}
