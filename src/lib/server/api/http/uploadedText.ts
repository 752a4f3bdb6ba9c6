/** A text body read as a stream: size, character set and the line of the first byte that is not UTF-8. */
import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { CSV_BOUNDS } from './bounds.ts';
import { RefusedWhileReading } from './problem.ts';

const MAX_LINE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const BOM = '\uFEFF';

const ADVICE = 'save the file as UTF-8 (in a spreadsheet: "CSV UTF-8") and send it again';

/** What the headers alone tell; null: nothing against it. */
export function refusalOfHeaders(req: Request): Refusal | null {
	const [, charset] = /charset="?([^";\s]+)/i.exec(req.get('content-type') ?? '') ?? [];
	if (charset && !/^utf-?8$/i.test(charset))
		return {
			reason: 'unsupported-charset',
			message: `the text must be in UTF-8, not in ${charset}; ${ADVICE}`
		};
	const encoding = req.get('content-encoding');
	if (encoding && encoding !== 'identity')
		return {
			reason: 'unsupported-media-type',
			message: `send the text as it is, not encoded as ${encoding}`
		};
	return null;
}

/**
 * The text in pieces that end with a line, without a byte order mark.
 * @throws RefusedWhileReading `too-large`, `unsupported-charset`, `invalid-csv`
 */
export async function* uploadedText(req: Request): AsyncGenerator<string> {
	let rest: Buffer = Buffer.alloc(0);
	let line = 1;
	let bytes = 0;
	// The request stays open when reading stops early: the refusal is still to be sent on its socket.
	for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > CSV_BOUNDS.bytes)
			stop('too-large', 'the text is larger than 50 MB; send it in several parts');
		const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const end = block.lastIndexOf(NEWLINE) + 1;
		rest = block.subarray(end);
		if (rest.length > MAX_LINE_BYTES) stop('invalid-csv', `line ${line} or one after it is longer than 1 MB`);
		if (end === 0) continue;
		const text = decode(block.subarray(0, end), line);
		yield line === 1 ? withoutBom(text) : text;
		line += countLines(block.subarray(0, end));
	}
	if (rest.length > 0) {
		const text = decode(rest, line);
		yield line === 1 ? withoutBom(text) : text;
	}
}

const withoutBom = (text: string): string => (text.startsWith(BOM) ? text.slice(1) : text);

function decode(block: Buffer, firstLine: number): string {
	if (isUtf8(block)) return block.toString('utf8');
	if (
		firstLine === 1 &&
		(block.subarray(0, 2).equals(Buffer.of(0xff, 0xfe)) || block.subarray(0, 2).equals(Buffer.of(0xfe, 0xff)))
	)
		stop('unsupported-charset', `the text is in UTF-16; ${ADVICE}`);
	let line = firstLine;
	let from = 0;
	for (let end = block.indexOf(NEWLINE); end >= 0; end = block.indexOf(NEWLINE, from)) {
		if (!isUtf8(block.subarray(from, end))) break;
		from = end + 1;
		line += 1;
	}
	return stop('unsupported-charset', `line ${line} is not in UTF-8; ${ADVICE}`);
}

function countLines(block: Buffer): number {
	let lines = 0;
	for (let at = block.indexOf(NEWLINE); at >= 0; at = block.indexOf(NEWLINE, at + 1)) lines += 1;
	return lines;
}

function stop(reason: Refusal['reason'], message: string): never {
	throw new RefusedWhileReading(refuse(reason, message).error);
}
