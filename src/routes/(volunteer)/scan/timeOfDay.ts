/** Times of day as the race's zone shows them, e.g. `10:24:31`, after the clock correction known now. */
import type { Phone } from './phone.svelte.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

export function timeOfDay(phone: Phone, deviceMs: number): string {
	const timeZone = phone.session?.event.timeZone ?? 'UTC';
	let format = formats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-GB', {
			timeZone,
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			hourCycle: 'h23'
		});
		formats.set(timeZone, format);
	}
	return format.format(deviceMs + phone.offsetMs);
}
