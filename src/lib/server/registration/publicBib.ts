/** What any phone learns that opens a bib's code: the event, the number, and what the runner made public. */
import { toBibCode } from '#lib/domain/bibs/bibCode.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { findBib } from './store/runners.ts';
import { shownName } from '#lib/server/print/runnerBib.ts';

export interface PublicBib {
	number: string;
	eventSlug: string;
	/** Null for spares, hidden runners and those shown by number: the three look alike. */
	shownName: string | null;
}

export async function publicBib(
	app: App,
	_caller: Caller,
	{ code }: { code: string }
): Promise<Result<PublicBib, Refusal>> {
	const typed = toBibCode(code);
	const bib = typed && (await findBib(app.database.prisma, typed));
	if (!bib) return refuse('not-found', 'No such bib');
	const { number, eventSlug, runner } = bib;
	return ok({ number, eventSlug, shownName: runner && !runner.cancelled ? shownName(runner) : null });
}
