/** What stands around each page of an event, put into words here, so that a phone need not load them in every language. */
import * as m from '#lib/paraglide/messages.js';
import { isWalk, type EventHead, type EventNotice, type EventPage } from '#lib/schemas/event/eventPage.ts';

export function eventHeadOf(page: EventPage): EventHead {
	const { slug, date, timeZone, demo, campaign } = page;
	const { name, services } = campaign;
	const walk = isWalk(page);
	return { slug, name, date, timeZone, demo, walk, services, notices: noticesOf(page) };
}

/** What a visitor has to know before anything else. */
function noticesOf(page: EventPage): EventNotice[] {
	const { phase, practice } = page;
	const walk = isWalk(page);
	const notices: EventNotice[] = [];
	if (phase === 'draft') notices.push({ kind: 'info', text: m.event_notice_draft() });
	if (phase === 'cancelled')
		notices.push({ kind: 'danger', text: walk ? m.walk_notice_cancelled() : m.event_notice_cancelled() });
	if (phase === 'postponed')
		notices.push({ kind: 'warning', text: walk ? m.walk_notice_postponed() : m.event_notice_postponed() });
	if (practice) notices.push({ kind: 'info', text: m.event_notice_practice() });
	return notices;
}
