/** The event as schema.org/SportsEvent in JSON-LD, for search engines and calendars. */
import type { EventPage } from '#lib/schemas/eventPage.ts';

const SCHEMA = 'https://schema.org/';
const STATUS = {
	scheduled: 'EventScheduled',
	closed: 'EventScheduled',
	cancelled: 'EventCancelled',
	moved: 'EventRescheduled'
} as const;
const AVAILABILITY = {
	open: 'InStock',
	'not-yet-open': 'PreOrder',
	full: 'SoldOut',
	over: 'SoldOut',
	cancelled: 'Discontinued'
} as const;

/** 2018-06-10T10:00:00+03:00: the local time with the offset that the zone has on that day. */
export function withOffset(ms: number, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(ms);
	const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') || '+00:00';
	const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? ['', '+', '0', '0'];
	const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
	return new Date(ms + offsetMs).toISOString().slice(0, 19) + offset;
}

/** @returns JSON that may stand inside a script element: it holds no `<`, `>` or `&` */
export function sportsEvent(page: EventPage, links: { page: string; register: string }): string {
	const { campaign } = page;
	const organisers = campaign.partners.filter(({ role }) => role === 'organiser');
	const event = {
		'@context': 'https://schema.org',
		'@type': 'SportsEvent',
		name: campaign.name,
		description: campaign.summary,
		url: links.page,
		sport: 'Running',
		startDate: page.startAtMs === null ? page.date : withOffset(page.startAtMs, page.timeZone),
		eventStatus: SCHEMA + STATUS[page.status],
		eventAttendanceMode: `${SCHEMA}OfflineEventAttendanceMode`,
		location: { '@type': 'Place', name: campaign.place, address: campaign.place },
		// A demonstration is not held by the organisations that it reports on.
		organizer: (page.demo ? [] : organisers).map(({ name }) => ({ '@type': 'Organization', name })),
		offers: {
			'@type': 'Offer',
			url: links.register,
			availability: SCHEMA + AVAILABILITY[page.entry],
			...(campaign.fee && { price: campaign.fee.amount, priceCurrency: campaign.fee.currency })
		}
	};
	return JSON.stringify(event).replaceAll(
		/[<>&]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}
