/** The event as schema.org/SportsEvent in JSON-LD, for search engines and calendars. */
import type { EventPhaseName } from '#lib/domain/calendar/eventPhase.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import { isWalk, type EventPage } from '#lib/schemas/event/eventPage.ts';

const SCHEMA = 'https://schema.org/';
/** Every other phase is that of an event that is held as told. */
const STATUS: Partial<Record<EventPhaseName, string>> = {
	cancelled: 'EventCancelled',
	postponed: 'EventPostponed'
};
const AVAILABILITY = {
	open: 'InStock',
	'not-yet-open': 'PreOrder',
	full: 'SoldOut',
	over: 'SoldOut',
	cancelled: 'Discontinued'
} as const;

/** 2018-06-10T10:00:00+03:00: the local time with the offset that the zone has on that day. */
export const withOffset = (ms: number, timeZone: string): string =>
	formatInstant(ms, timeZone).replace(/\.\d{3}/, '');

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
		sport: isWalk(page) ? 'Walking' : 'Running',
		startDate: page.startAtMs === null ? page.date : withOffset(page.startAtMs, page.timeZone),
		eventStatus: SCHEMA + (STATUS[page.phase] ?? 'EventScheduled'),
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
