/** What the pool's threads do, each by its name. What goes in and out is copied, so it is plain data and bytes. */
import type { Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import { writeBibSheets, type BibSheets } from '#lib/server/print/bibSheetsPdf.ts';
import { finishTokensPdf, type TokenSheets } from '#lib/server/print/finishTokensPdf.ts';
import { writableTo } from './portStream.ts';

/** Answered whole. */
interface WholeInputs {
	finishTokensPdf: TokenSheets;
}
/** Goes out while it is made. */
interface StreamedInputs {
	bibSheetsPdf: BibSheets;
}
export type WholeTasks = { [Name in keyof WholeInputs]: (input: WholeInputs[Name]) => Promise<Uint8Array> };
export type StreamedTasks = {
	[Name in keyof StreamedInputs]: (
		input: StreamedInputs[Name],
		to: { out: Writable; onProgress: (done: number) => void }
	) => Promise<void>;
};
const whole: WholeTasks = { finishTokensPdf };
const streamed: StreamedTasks = { bibSheetsPdf: writeBibSheets };

/** A task with what it is given. */
export type Asked<Name extends keyof WholeTasks = keyof WholeTasks> = {
	name: Name;
	input: WholeInputs[Name];
};
/** @property port where bytes, progress and the end go to */
export type AskedToStream<Name extends keyof StreamedTasks = keyof StreamedTasks> = {
	name: Name;
	input: StreamedInputs[Name];
	port: MessagePort;
};

export default async (asked: Asked | AskedToStream): Promise<unknown> => {
	if (!('port' in asked)) return whole[asked.name](asked.input);
	const { name, input, port } = asked;
	await streamed[name](input, { out: writableTo(port), onProgress: (done) => port.postMessage(done) });
	return undefined;
};
