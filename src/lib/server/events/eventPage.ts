/** What the public pages of events show, in one language. */
import { campaignSchema, type Campaign } from '#lib/schemas/event/campaign.ts';
import type { EventCard, EventPage } from '#lib/schemas/event/eventPage.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { isShownTo } from '#lib/server/access/permissions.ts';
import type { App } from '#lib/server/app.ts';
import { withoutBroken } from '#lib/server/database/readableRows.ts';
import { findPublicEvent, listPublicEvents, type PublicEvent } from './store/publicEvents.ts';
import { tellLeftOut } from './leftOut.ts';

/**
 * @param options.invited by the own entry, or by a preview link
 * @returns null when there is no such event, or it is a draft of another team's
 */
export async function eventPage(
	app: App,
	caller: Caller,
	{ event: slug, locale, invited = false }: { event: string; locale: string; invited?: boolean }
): Promise<EventPage | null> {
	const event = await findPublicEvent(app.database.prisma, slug, { locale, nowMs: app.now() });
	return event && (invited || isShownTo(caller, event)) ? pageOf(event) : null;
}

function pageOf(event: PublicEvent): EventPage {
	const { slug, date, timeZone, startAtMs, phase, over, entry, entryClosesAtMs, races } = event;
	const { guardianUnderAge, demo, practice, meetingPoint, rules } = event;
	const shown = { slug, date, timeZone, startAtMs, phase, over, entry, entryClosesAtMs, races };
	return { ...shown, guardianUnderAge, demo, practice, meetingPoint, rules, campaign: campaignOf(event) };
}

/** All events that are public and not put away: those still to come, the next first; then the past ones, the latest first. */
export async function eventCards(app: App, locale: string): Promise<EventCard[]> {
	const nowMs = app.now();
	const events = await withCampaigns(app, { locale, nowMs });
	const cards = events
		.filter(({ status }) => status !== 'archived')
		.map((event): EventCard => {
			const { slug, date, timeZone, startAtMs, phase, over, entry, demo, practice, races, campaign } = event;
			const { name, tagline, place } = campaign;
			return {
				slug,
				name,
				tagline,
				place,
				date,
				timeZone,
				startAtMs,
				phase,
				over,
				entry,
				demo,
				practice,
				races
			};
		});
	return [...cards.filter(({ over }) => !over).reverse(), ...cards.filter(({ over }) => over)];
}

/** The services that the help page lists: those of every event, each once. */
export async function allServices(app: App, locale: string): Promise<Campaign['services']> {
	const events = await withCampaigns(app, { locale, nowMs: app.now() });
	const services = events.flatMap(({ campaign }) => campaign.services);
	return [...new Map(services.map((service) => [service.name + service.phone.fromAbroad, service])).values()];
}

/** Every public event that can be shown: one whose campaign does not read keeps no other from the page. */
async function withCampaigns(
	app: App,
	reading: { locale: string; nowMs: number }
): Promise<(PublicEvent & { campaign: Campaign })[]> {
	const leftOut = tellLeftOut(app);
	const listed = await listPublicEvents(app.database.prisma, reading, leftOut);
	const events = listed.filter(({ status }) => status !== 'draft');
	const read = await Promise.all(
		events.map((event) =>
			withoutBroken(() => ({ ...event, campaign: campaignOf(event) }), { slug: event.slug, leftOut })
		)
	);
	return read.filter((event) => event !== null);
}

function campaignOf({ campaign, local, ...event }: PublicEvent): Campaign {
	if (campaign !== null) {
		const told = campaignSchema.parse(campaign);
		return { ...told, name: local.name ?? told.name, place: local.place ?? told.place };
	}
	// An event has no campaign yet when it is made: its page says what the event document says.
	const { name = event.name, place = event.place } = local;
	const { price } = event;
	return {
		name,
		place,
		price: price || null,
		fee: null,
		tagline: '',
		summary: name,
		message: [],
		asOf: '',
		howToRegister: '',
		notice: null,
		figures: [],
		statements: [],
		partners: [],
		stands: [],
		services: [],
		gallery: [],
		pressContact: null,
		actions: [],
		programme: [],
		course: null,
		faq: []
	};
}
