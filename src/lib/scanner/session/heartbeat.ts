/** Tells the organiser that this phone lives, and learns where the organiser wants it and whether its work is done. */
import { bodyOf, HeartbeatAnswerSchema, type HeartbeatAnswer } from './answers.ts';
import type { ClockQuality } from '#lib/scanner/clock/clockEstimate.ts';
import type { Ask } from './server.ts';
import type { Session } from './session.ts';

export interface PhoneState {
	unsent: number;
	quality: ClockQuality | null;
}

const LARGEST_MS = 2_147_483_647;

/** `refused`: the token is no longer good. Null: no answer. */
export async function beat(
	ask: Ask,
	session: Session,
	{ unsent, quality }: PhoneState
): Promise<HeartbeatAnswer | 'refused' | null> {
	const measured = quality !== null && Math.abs(quality.offsetMs) <= LARGEST_MS ? quality : null;
	const answer = await ask({
		path: '/devices/self/heartbeat',
		method: 'POST',
		token: session.token,
		body: {
			battery: await batteryPercent(),
			unsent,
			offsetMs: measured && Math.round(measured.offsetMs),
			uncertaintyMs:
				measured?.uncertaintyMs == null ? null : Math.min(LARGEST_MS, Math.ceil(measured.uncertaintyMs))
		}
	});
	if (answer?.status === 401 || answer?.status === 403) return 'refused';
	return answer?.status === 200 ? bodyOf(answer, HeartbeatAnswerSchema) : null;
}

/** Known to browsers built on Chromium only. */
async function batteryPercent(): Promise<number | null> {
	const { getBattery } = navigator as { getBattery?: () => Promise<{ level: number }> };
	if (!getBattery) return null;
	try {
		return Math.round((await getBattery.call(navigator)).level * 100);
	} catch {
		return null;
	}
}
