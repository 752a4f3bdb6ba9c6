import type { Check, CheckName } from './check.ts';
import { keyPart, type TimingMessage } from '#lib/domain/timing/explanation/message.ts';

/** Checks that are said otherwise of many at once. */
export const SAID_OF_MANY = [
	'early-start',
	'late-start',
	'estimated-time',
	'finish-without-start'
] as const satisfies CheckName[];

/** A check in one sentence. */
export function checkMessage({ check, params }: Pick<Check, 'check' | 'params'>): TimingMessage {
	return { key: `timing_check_${keyPart(variantOf(check, params))}`, params };
}

function variantOf(check: CheckName, params: Check['params']): string {
	if (check === 'podium-differs' && params['list'] !== undefined) return `${check}-in`;
	const many = (SAID_OF_MANY as readonly CheckName[]).includes(check) && params['count'] !== undefined;
	return many ? `${check}-many` : check;
}
