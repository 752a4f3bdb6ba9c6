/** Whether a mail leaves now or waits, because the address had its mails of the day: see store/heldMails.ts. */
import type { App } from '#lib/server/app.ts';
import { findRecipient, holdRest, isAmongFirst } from './store/heldMails.ts';
import { findParts, type DueMail } from './store/outgoingMails.ts';

/** Answers whether the mail is held now; it is taken again when its time has come. */
export async function heldBack(app: App, mail: DueMail): Promise<boolean> {
	if (mail.heldUntilMs !== null) return false;
	const { prisma } = app.database;
	const recipient = await findRecipient(prisma, mail.id);
	if (!recipient) return false;
	const asked = { ...recipient, mailId: mail.id };
	if (await isAmongFirst(prisma, asked)) return false;
	await prisma.$transaction((tx) => holdRest(tx, asked));
	return true;
}

/** The mail, and what was held after it. */
export async function withParts(app: App, mail: DueMail): Promise<[DueMail, ...DueMail[]]> {
	if (mail.heldUntilMs === null) return [mail];
	return [mail, ...(await findParts(app.database.prisma, mail.id))];
}
