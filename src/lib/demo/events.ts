/**
 * The two events of a first start: the run of 10 June 2018 (past, with its campaign content and no invented
 * results) and a practice edition on the next Sunday, open for registration. Plain data; whoever loads it decides
 * how it is stored.
 */
import type { Locale } from '#lib/paraglide/runtime.js';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { instantAt } from '#lib/domain/time/timeOfDay.ts';
import type { Campaign } from '#lib/schemas/event/campaign.ts';
import { english } from './en.ts';
import { romanian } from './ro.ts';
import { russian } from './ru.ts';

export interface DemoEvent {
	slug: string;
	/** Civil date in `timeZone`, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	/** Epoch milliseconds; null where the programme does not say. */
	startAtMs: number | null;
	/** Takes entries, and is for trying everything out. */
	registrationOpen: boolean;
	content: Record<Locale, Campaign>;
}

const ZONE = 'Europe/Chisinau';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The first Sunday after the day of `nowMs` in Chișinău, never that day itself; YYYY-MM-DD. */
export function nextSunday(nowMs: number): string {
	const today = Date.parse(civilDateAt(nowMs, ZONE));
	const daysAhead = 7 - new Date(today).getUTCDay();
	return new Date(today + daysAhead * DAY).toISOString().slice(0, 10);
}

/** @param nowMs the first start of the installation, epoch milliseconds */
export function demoEvents(nowMs: number): DemoEvent[] {
	const sunday = nextSunday(nowMs);
	return [
		{
			slug: 'chisinau-2018',
			date: '2018-06-10',
			timeZone: ZONE,
			startAtMs: null,
			registrationOpen: false,
			content: { en: english.run2018, ro: romanian.run2018, ru: russian.run2018 }
		},
		{
			slug: 'practice',
			date: sunday,
			timeZone: ZONE,
			startAtMs: instantAt({ date: sunday, msOfDay: 10 * HOUR, timeZone: ZONE }),
			registrationOpen: true,
			content: { en: english.practice, ro: romanian.practice, ru: russian.practice }
		}
	];
}
