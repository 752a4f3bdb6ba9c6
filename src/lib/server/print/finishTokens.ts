/** The sheets of finish tokens that an organiser prints. */
import type { Locale } from '#lib/paraglide/runtime.js';
import { ok, type Result } from '#lib/domain/result.ts';
import * as m from '#lib/paraglide/messages.js';
import type { FinishTokensQuery } from '#lib/schemas/finishTokens.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { inThread } from '#lib/server/threads/pool.ts';

export async function finishTokens(
	app: App,
	caller: Caller,
	{ event: slug, from, to, locale }: FinishTokensQuery & { event: string; locale: Locale }
): Promise<Result<{ pdf: Buffer; filename: string }, Refusal>> {
	const event = await organisedEvent(app, caller, { event: slug });
	if (!event.ok) return event;
	const { name } = event.value;
	const title = `${m.finish_tokens_title({}, { locale })} ${from}–${to} · ${name}`;
	const sheets = { from, to, origin: app.origin(), event: name, locale, title };
	// 200 sheets take some seconds.
	const pdf = Buffer.from(await inThread(app, 'finishTokensPdf', sheets));
	return ok({ pdf, filename: `finish-tokens-${slug}-${from}-${to}.pdf` });
}
