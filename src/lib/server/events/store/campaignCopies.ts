import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/**
 * The campaign of one event, in every language, for another one that has none.
 * @param options.to its slug
 * @param options.rename what the event is called there
 */
export async function copyCampaigns(
	db: Db,
	{ from, to, rename }: { from: string; to: string; rename: (name: string) => string }
): Promise<void> {
	const event = await db.event.findUniqueOrThrow({ where: { slug: to }, select: { id: true } });
	const campaigns = await db.campaignContent.findMany({ where: { eventId: from } });
	await db.campaignContent.createMany({
		data: campaigns.map(({ locale, content }) => ({
			eventId: event.id,
			locale,
			content: renamed(content as Prisma.InputJsonObject, rename)
		})),
		skipDuplicates: true
	});
}

const renamed = (
	content: Prisma.InputJsonObject,
	rename: (name: string) => string
): Prisma.InputJsonObject =>
	typeof content.name === 'string' ? { ...content, name: rename(content.name) } : content;
