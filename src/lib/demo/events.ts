/**
 * The two events of a first start: the run of 10 June 2018 (closed, with its campaign content and no invented
 * results) and a practice edition on the next Sunday, open for registration. Plain data; whoever loads it decides
 * how it is stored.
 */
import type { Campaign } from '#lib/schemas/campaign.ts';
import { english } from './en.ts';
import { romanian } from './ro.ts';
import { russian } from './ru.ts';

export interface DemoEvent {
	slug: string;
	/** Civil date in `timeZone`, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	status: 'scheduled' | 'closed';
	/** Epoch milliseconds; null where the programme does not say. */
	startAtMs: number | null;
	registrationOpen: boolean;
	content: Record<'en' | 'ro' | 'ru', Campaign>;
}

const ZONE = 'Europe/Chisinau';
const DAY = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The first Sunday after the day of `nowMs` in Chișinău, never that day itself; YYYY-MM-DD. */
export function nextSunday(nowMs: number): string {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone: ZONE,
		weekday: 'short',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit'
	}).formatToParts(nowMs);
	const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
	const today = Date.UTC(Number(part('year')), Number(part('month')) - 1, Number(part('day')));
	const daysAhead = 7 - WEEKDAYS.indexOf(part('weekday'));
	return new Date(today + daysAhead * DAY).toISOString().slice(0, 10);
}

/** Epoch milliseconds of a time of day in Chișinău on a civil date; both offsets of the zone are tried. */
function atLocalTime(date: string, time: string): number {
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
	const winter = Date.parse(`${date}T${time}:00+02:00`);
	return clock.format(winter) === time ? winter : Date.parse(`${date}T${time}:00+03:00`);
}

/** @param nowMs the first start of the installation, epoch milliseconds */
export function demoEvents(nowMs: number): DemoEvent[] {
	const sunday = nextSunday(nowMs);
	return [
		{
			slug: 'chisinau-2018',
			date: '2018-06-10',
			timeZone: ZONE,
			status: 'closed',
			startAtMs: null,
			registrationOpen: false,
			content: { en: english.run2018, ro: romanian.run2018, ru: russian.run2018 }
		},
		{
			slug: 'practice',
			date: sunday,
			timeZone: ZONE,
			status: 'scheduled',
			startAtMs: atLocalTime(sunday, '10:00'),
			registrationOpen: true,
			content: { en: english.practice, ro: romanian.practice, ru: russian.practice }
		}
	];
}
