/** What the pool's threads do, each by its name. What goes in and out is copied, so it is plain data and bytes. */
import { finishTokensPdf } from '#lib/server/print/finishTokensPdf.ts';

const tasks = { finishTokensPdf };
export type Tasks = typeof tasks;

/** A task with what it is given. */
export interface Asked<Name extends keyof Tasks = keyof Tasks> {
	name: Name;
	input: Parameters<Tasks[Name]>[0];
}

export default ({ name, input }: Asked): Promise<unknown> => tasks[name](input);
