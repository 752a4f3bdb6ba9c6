/** What the pool's threads do, each by its name. What goes in and out is copied, so it is plain data and bytes. */
import { bibSheetsPdf, type BibSheets } from '#lib/server/print/bibSheetsPdf.ts';
import { finishTokensPdf, type TokenSheets } from '#lib/server/print/finishTokensPdf.ts';

interface Inputs {
	bibSheetsPdf: BibSheets;
	finishTokensPdf: TokenSheets;
}
export type Tasks = { [Name in keyof Inputs]: (input: Inputs[Name]) => Promise<Uint8Array> };
const tasks: Tasks = { bibSheetsPdf, finishTokensPdf };

/** A task with what it is given. */
export interface Asked<Name extends keyof Tasks = keyof Tasks> {
	name: Name;
	input: Inputs[Name];
}

export default <Name extends keyof Tasks>({ name, input }: Asked<Name>): Promise<unknown> =>
	tasks[name](input);
