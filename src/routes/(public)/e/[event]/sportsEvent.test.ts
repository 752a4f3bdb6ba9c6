import { describe, expect, test } from 'vitest';
import { demoEvents } from '#lib/demo/events.ts';
import type { EventPage } from '#lib/schemas/event/eventPage.ts';
import { sportsEvent, withOffset } from './sportsEvent.ts';

const links = { page: 'https://run.test/e/practice', register: 'https://run.test/e/practice/register' };
const practice = demoEvents(Date.parse('2026-06-30T12:00:00Z')).find(({ slug }) => slug === 'practice');
if (!practice) throw new Error('The demo has a practice edition');
const page: EventPage = {
	slug: 'practice',
	date: practice.date,
	timeZone: practice.timeZone,
	startAtMs: practice.startAtMs,
	phase: 'open',
	over: false,
	entry: 'open',
	entryClosesAtMs: practice.startAtMs,
	guardianUnderAge: 18,
	demo: false,
	practice: false,
	races: [],
	meetingPoint: null,
	rules: null,
	campaign: practice.content.ro
};
const parsed = (changes: Partial<EventPage> = {}) => JSON.parse(sportsEvent({ ...page, ...changes }, links));

test('a search engine reads start with offset, status, place, organiser and offer', () => {
	expect(parsed()).toMatchObject({
		'@type': 'SportsEvent',
		startDate: '2026-07-05T10:00:00+03:00',
		eventStatus: 'https://schema.org/EventScheduled',
		location: { name: 'Chișinău, Republica Moldova' },
		organizer: [
			{ name: 'OIM Moldova' },
			{ name: 'Ministerul Afacerilor Interne' },
			{ name: 'Ambasada Statelor Unite' }
		],
		offers: {
			url: links.register,
			availability: 'https://schema.org/InStock',
			price: 0,
			priceCurrency: 'MDL'
		}
	});
});

test('a demonstration is organised by none of the organisations that it names', () => {
	expect(parsed({ demo: true }).organizer).toEqual([]);
});

test('cancelling and postponing change the status', () => {
	expect(parsed({ phase: 'cancelled', entry: 'cancelled' })).toMatchObject({
		eventStatus: 'https://schema.org/EventCancelled',
		offers: { availability: 'https://schema.org/Discontinued' }
	});
	expect(parsed({ phase: 'postponed' }).eventStatus).toBe('https://schema.org/EventPostponed');
});

test('a start that nobody recorded is the day alone', () => {
	expect(parsed({ startAtMs: null, date: '2018-06-10' }).startDate).toBe('2018-06-10');
});

test('no text can end the script element that holds it', () => {
	const campaign = { ...page.campaign, name: '</script><script>alert(1)</script> & co' };
	const text = sportsEvent({ ...page, campaign }, links);
	expect(text).not.toMatch(/[<>&]/);
	expect(JSON.parse(text).name).toBe(campaign.name);
});

describe('the offset is the one of the day', () => {
	test.each([
		['2026-01-15T08:00:00Z', 'Europe/Chisinau', '2026-01-15T10:00:00+02:00'],
		['2026-07-05T07:00:00Z', 'Europe/Chisinau', '2026-07-05T10:00:00+03:00'],
		['2026-07-05T14:00:00Z', 'America/St_Johns', '2026-07-05T11:30:00-02:30'],
		['2026-01-05T10:00:00Z', 'Europe/London', '2026-01-05T10:00:00+00:00']
	])('%s in %s', (at, zone, written) => {
		expect(withOffset(Date.parse(at), zone)).toBe(written);
	});
});
