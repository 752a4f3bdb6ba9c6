/**
 * A text of any length as numbered QR pages, and back. A page is one line: mark, checksum of the whole, number, how many,
 * and its part. Pages may be shown in any order and any number of times; a page of another text is told apart.
 */
import { crc32 } from './crc32.ts';

const MARK = 'ARP1';
/** Characters of a page: with its heading a code of 69 modules, so that one is four pixels of a small phone. */
const PAGE_LENGTH = 400;

/** One line for each QR code. @throws TypeError where the browser cannot compress */
export async function pagesOf(text: string): Promise<string[]> {
	const packed = base64Url(await through(new CompressionStream('gzip'), new TextEncoder().encode(text)));
	const sum = checksum(packed);
	const total = Math.max(1, Math.ceil(packed.length / PAGE_LENGTH));
	return Array.from({ length: total }, (_, index) => {
		const part = packed.slice(index * PAGE_LENGTH, (index + 1) * PAGE_LENGTH);
		return [MARK, sum, index + 1, total, part].join('.');
	});
}

export type TakenPage =
	/** New, and perhaps the last one. */
	| 'new'
	| 'repeat'
	/** Not a page of ours. */
	| 'foreign'
	/** A page of another text than the first one taken. */
	| 'other';

/** Collects the pages of one text. */
export class PageCollector {
	readonly #parts = new Map<number, string>();
	#sum: string | null = null;
	/** Null until the first page. */
	total: number | null = null;

	take(line: string): TakenPage {
		const page = PAGE.exec(line);
		const [sum, number, total, part] = [page?.[1], Number(page?.[2]), Number(page?.[3]), page?.[4]];
		if (sum === undefined || part === undefined || number < 1 || number > total) return 'foreign';
		if (this.#sum !== null && (sum !== this.#sum || total !== this.total)) return 'other';
		this.#sum = sum;
		this.total = total;
		if (this.#parts.has(number)) return 'repeat';
		this.#parts.set(number, part);
		return 'new';
	}

	/** Numbers that are still to come, the lowest first; empty before the first page. */
	get missing(): number[] {
		return Array.from({ length: this.total ?? 0 }, (_, index) => index + 1).filter(
			(number) => !this.#parts.has(number)
		);
	}

	get complete(): boolean {
		return this.total !== null && this.#parts.size === this.total;
	}

	/** Null while pages are missing, or where they do not make the text that they were made of. */
	async text(): Promise<string | null> {
		if (!this.complete) return null;
		const packed = Array.from({ length: this.total ?? 0 }, (_, index) => this.#parts.get(index + 1)).join('');
		if (checksum(packed) !== this.#sum) return null;
		try {
			const bytes = await through(new DecompressionStream('gzip'), bytesOf(packed));
			return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		} catch {
			return null;
		}
	}
}

const PAGE = /^ARP1\.([0-9a-f]{8})\.(\d{1,4})\.(\d{1,4})\.([A-Za-z0-9_-]*)$/;

const checksum = (packed: string): string =>
	crc32(new TextEncoder().encode(packed)).toString(16).padStart(8, '0');

async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>) {
	return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function base64Url(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const bytesOf = (packed: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
