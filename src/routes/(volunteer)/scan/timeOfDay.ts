/** Times of day as the race's zone shows them, e.g. `10:24:31`, after the clock correction known now. */
import { clockToSecond } from '#lib/ui/dates.ts';
import type { Phone } from './phone.svelte.ts';

export const timeOfDay = (phone: Phone, deviceMs: number): string =>
	clockToSecond(deviceMs + phone.offsetMs, phone.session?.event.timeZone ?? 'UTC');
