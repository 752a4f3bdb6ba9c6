/** A JSON body, read within its bounds: bytes as they come in and as they are inflated, then its shape, then its tree. */
import { isUtf8 } from 'node:buffer';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request } from 'express';
import { ok, type Result } from '#lib/domain/result.ts';
import { measureJson } from '#lib/schemas/base/jsonShape.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { dropRest } from '#lib/server/forms/unreadBody.ts';
import { refusalOfExcess, type BodyBounds } from './bounds.ts';
import { RefusedWhileReading } from './problem.ts';

const DECODERS: Record<string, () => Transform> = {
	gzip: createGunzip,
	'x-gzip': createGunzip,
	deflate: createInflate,
	br: createBrotliDecompress
};

/** The parsed body; an empty one is an empty object. Its schema is not looked at here. */
export async function readJsonBody(req: Request, bounds: BodyBounds): Promise<Result<unknown, Refusal>> {
	const read = await readBytes(req, bounds);
	if (!read.ok) {
		dropRest(req);
		return read;
	}
	const bytes = read.value;
	if (bytes.length === 0) return ok({});
	if (!isUtf8(bytes)) return refuse('unsupported-charset', 'the body is not valid UTF-8');
	const { excess } = measureJson(bytes, bounds);
	if (excess) return refusalOfExcess(excess, bounds);
	try {
		// The decoder leaves out a byte order mark.
		return ok(JSON.parse(new TextDecoder().decode(bytes)));
	} catch {
		return refuse('invalid-json', 'the body is not valid JSON');
	}
}

async function readBytes(req: Request, bounds: BodyBounds): Promise<Result<Buffer, Refusal>> {
	const [, charset = 'utf-8'] = /charset="?([^";\s]+)/i.exec(req.get('content-type') ?? '') ?? [];
	if (!/^utf-?8$/i.test(charset)) return refuse('unsupported-charset', 'the body must be in UTF-8');
	const encoding = (req.get('content-encoding') ?? 'identity').trim().toLowerCase();
	const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
	if (!decoder && encoding !== 'identity')
		return refuse('unsupported-media-type', 'the content encoding of the body is not supported');
	if (Number(req.get('content-length')) > bounds.bytes) return refusalOfExcess('bytes', bounds);
	try {
		const sent = counted(req.iterator({ destroyOnReturn: false }), 'bytes', bounds);
		if (!decoder) return ok(await collected(sent));
		let bytes: Buffer = Buffer.alloc(0);
		await pipeline(sent, decoder(), async (inflated: AsyncIterable<Buffer>) => {
			bytes = await collected(counted(inflated, 'inflatedBytes', bounds));
		});
		return ok(bytes);
	} catch (error) {
		return { ok: false, error: refusalOfReading(error, encoding) };
	}
}

/** @throws RefusedWhileReading beyond the bound */
async function* counted(
	chunks: AsyncIterable<Buffer>,
	measure: 'bytes' | 'inflatedBytes',
	bounds: BodyBounds
): AsyncGenerator<Buffer> {
	let bytes = 0;
	for await (const chunk of chunks) {
		bytes += chunk.length;
		if (bytes > bounds[measure]) throw new RefusedWhileReading(refusalOfExcess(measure, bounds).error);
		yield chunk;
	}
}

async function collected(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const all: Buffer[] = [];
	for await (const chunk of chunks) all.push(chunk);
	return Buffer.concat(all);
}

function refusalOfReading(error: unknown, encoding: string): Refusal {
	if (error instanceof RefusedWhileReading) return error.refusal;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR'))
		return { reason: 'invalid-request', message: `the body is not what Content-Encoding: ${encoding} says` };
	if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
		return { reason: 'invalid-request', message: 'the request ended before its body was complete' };
	throw error;
}
