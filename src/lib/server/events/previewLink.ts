/** Shows a draft to whoever is given its link, such as a partner who reads the texts: to be looked at, and nothing else. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { EventPage } from '#lib/schemas/event/eventPage.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { App } from '#lib/server/app.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { eventPage } from './eventPage.ts';
import { findEventRef } from './store/events.ts';
import { deletePreviewLink, findPreviewed, putPreviewLink } from './store/previewLinks.ts';

const GOOD_FOR_MS = 7 * 86_400_000;
/** 128 bits as base64url. */
const SECRET = /^[A-Za-z0-9_-]{22}$/;

const opened = (app: App, caller: Caller, slug: string) =>
	openAs(caller, { slug, verb: 'edit-event', find: () => findEventRef(app.database.prisma, slug) });

/** The link of before ends. The secret is told this once. */
export async function newPreviewLink(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ secret: string; expiresAtMs: number }, Refusal>> {
	const event = await opened(app, caller, slug);
	if (!event.ok) return event;
	const [secret, nowMs, by] = [newSecret(), app.now(), actorOf(caller)];
	const [eventId, expiresAtMs] = [event.value.id, nowMs + GOOD_FOR_MS];
	await app.database.prisma.$transaction(async (db) => {
		await putPreviewLink(db, { eventId, hash: hashSecret(secret), expiresAtMs, by, nowMs });
		await recordAudit(db, { eventId, actor: by, action: 'preview-link-made', subject: slug });
	});
	return ok({ secret, expiresAtMs });
}

export async function endPreviewLink(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<null, Refusal>> {
	const event = await opened(app, caller, slug);
	if (!event.ok) return event;
	const eventId = event.value.id;
	await app.database.prisma.$transaction(async (db) => {
		await deletePreviewLink(db, eventId);
		await recordAudit(db, { eventId, actor: actorOf(caller), action: 'preview-link-ended', subject: slug });
	});
	return ok(null);
}

export interface Previewed {
	/** Null: the event is no longer a draft, and has its own address. */
	page: EventPage | null;
	slug: string;
	expiresAtMs: number;
}

/** Null: no such link, or no longer. */
export async function previewedEvent(
	app: App,
	caller: Caller,
	{ secret, locale }: { secret: string; locale: string }
): Promise<Previewed | null> {
	if (!SECRET.test(secret)) return null;
	const { prisma } = app.database;
	const found = await findPreviewed(prisma, { hash: hashSecret(secret), nowMs: app.now() });
	if (!found) return null;
	const { slug, status, expiresAtMs } = found;
	const page =
		status === 'draft' ? await eventPage(app, caller, { event: slug, locale, invited: true }) : null;
	return { page, slug, expiresAtMs };
}
