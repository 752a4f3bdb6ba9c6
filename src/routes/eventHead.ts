/** What stands around each page of an event, put into words here, so that a phone need not load them in every language. */
import * as m from '#lib/paraglide/messages.js';
import type { EventHead, EventNotice, EventPage } from '#lib/schemas/event/eventPage.ts';

export function eventHeadOf(page: EventPage): EventHead {
	const { slug, date, timeZone, demo, campaign } = page;
	const { name, services } = campaign;
	return { slug, name, date, timeZone, demo, services, notices: noticesOf(page) };
}

/** What a visitor has to know before anything else. */
function noticesOf({ phase, practice }: EventPage): EventNotice[] {
	const notices: EventNotice[] = [];
	if (phase === 'draft') notices.push({ kind: 'info', text: m.event_notice_draft() });
	if (phase === 'cancelled') notices.push({ kind: 'danger', text: m.event_notice_cancelled() });
	if (phase === 'postponed') notices.push({ kind: 'warning', text: m.event_notice_postponed() });
	if (practice) notices.push({ kind: 'info', text: m.event_notice_practice() });
	return notices;
}
