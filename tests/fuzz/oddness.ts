/** Makes a good request nearly good, or hostile. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ODD_ENCODED, ODD_HEADERS, ODD_JSON_SOURCES, ODD_JSON_VALUES } from '../support/oddValues.ts';
import type { Dice } from './dice.ts';

export interface Body {
	headers: Record<string, string>;
	body: Buffer;
	/** What is odd about it. */
	note?: string;
}

export const jsonBody = (value: unknown): Body => ({
	headers: { 'Content-Type': 'application/json' },
	body: Buffer.from(JSON.stringify(value) ?? '')
});

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };

/** Every place in a document where a value stands. */
function placesOf(value: unknown): Place[] {
	if (value === null || typeof value !== 'object') return [];
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

/** The document with one value odd, left out, unknown or doubled. */
export function nearly(document: unknown, dice: Dice): Body {
	const copy = structuredClone(document);
	const places = placesOf(copy);
	if (places.length === 0) return jsonBody(dice.pick(ODD_JSON_VALUES).value);
	const { holder, key } = dice.pick(places);
	const put = (value: unknown): void => {
		(holder as Record<string | number, unknown>)[key] = value;
	};
	switch (dice.below(12)) {
		case 0:
			if (Array.isArray(holder)) holder.splice(Number(key), 1);
			else Reflect.deleteProperty(holder, key);
			break;
		case 1:
			if (Array.isArray(holder)) holder.push(holder[Number(key)]);
			else
				Object.defineProperty(holder, dice.pick(['unknown', '__proto__', '']), {
					value: 1,
					enumerable: true
				});
			break;
		case 2: {
			put('here stands a source');
			const text = JSON.stringify(copy).replace('"here stands a source"', dice.pick(ODD_JSON_SOURCES).source);
			return { ...jsonBody(null), body: Buffer.from(text) };
		}
		default: {
			const odd = dice.pick(ODD_JSON_VALUES);
			put(odd.value);
			return { ...jsonBody(copy), note: `${key} = ${odd.name}` };
		}
	}
	return jsonBody(copy);
}

export const oddPart = (dice: Dice): string => dice.pick(ODD_ENCODED).value;

/** Headers that a server reads and that anybody may send. */
export function oddHeaders(dice: Dice): Record<string, string> {
	const name = dice.pick([
		'If-Match',
		'If-None-Match',
		'Last-Event-ID',
		'Range',
		'Accept',
		'Accept-Language',
		'Accept-Encoding',
		'Content-Language',
		'X-HTTP-Method-Override',
		'X-Forwarded-Host',
		'X-Forwarded-Proto',
		'Forwarded',
		'Referer',
		'Cookie',
		'User-Agent'
	]);
	return { [name]: dice.pick(ODD_HEADERS).value };
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const keys = (count: number): string =>
	`{${Array.from({ length: count }, (_, n) => `"key${n}":${n}`).join(',')}}`;
const json = { 'Content-Type': 'application/json' };
const once = <T>(make: () => T): (() => T) => {
	let made: T | undefined;
	return () => (made ??= make());
};
const blanks = once(() => Buffer.from(`{"items":[${' '.repeat(8_000_000)}]}`));
const bomb = once(() => gzipSync(blanks()));

/** Sizes, nesting, encodings: bodies that no schema allows. The costly ones come seldom. */
export function hostileBody(good: Buffer, dice: Dice): Body {
	const text = (source: string, headers: Record<string, string> = json): Body => ({
		headers,
		body: Buffer.from(source)
	});
	const packed = (encoding: string, body: Buffer): Body => ({
		headers: { ...json, 'Content-Encoding': encoding },
		body
	});
	return dice.weighted<() => Body>([
		[3, () => text(nested(50 + dice.below(2_000)))],
		[1, () => text(nested(100_000))],
		[1, () => text(`{"items":${nested(20_000)}}`)],
		[3, () => text(keys(1_000))],
		[0.5, () => text(keys(60_000))],
		[2, () => text(`{"items":[${'{},'.repeat(3_000)}{}]}`)],
		[0.5, () => text(`{"items":[${'[],'.repeat(200_000)}[]]}`)],
		[2, () => text(`{"name":"${'x'.repeat(100_000)}"}`)],
		[0.3, () => ({ headers: json, body: blanks() })],
		[1, () => packed('gzip', bomb())],
		[2, () => packed('gzip', good)],
		[2, () => packed('gzip', gzipSync(good).subarray(0, -6))],
		[2, () => packed('gzip', gzipSync(good))],
		[1, () => packed('deflate', deflateSync(good))],
		[1, () => packed('br', brotliCompressSync(good))],
		[1, () => packed('gzip, gzip', gzipSync(gzipSync(good)))],
		[1, () => packed(dice.pick(['zstd', 'x', '', 'identity']), good)],
		[2, () => text(good.toString().slice(0, Math.max(1, good.length - 2)))],
		[2, () => ({ headers: json, body: Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0]), good]) })],
		[
			2,
			() => ({
				headers: { 'Content-Type': 'application/json; charset=utf-16' },
				body: Buffer.from(good.toString(), 'utf16le')
			})
		],
		[1, () => ({ headers: { 'Content-Type': 'application/json; charset=klingon' }, body: good })],
		[1, () => ({ headers: json, body: Buffer.concat([Buffer.from('\ufeff'), good]) })],
		[2, () => text('{"__proto__":{"x":1},"constructor":{"prototype":{"y":1}}}')],
		[1, () => text(dice.pick(['', 'null', '1', '""', '[]', '{}', 'NaN', '{', '\u0000']))],
		[
			2,
			() => ({
				headers: {
					'Content-Type': dice.pick([
						'text/plain',
						'application/xml',
						'multipart/form-data',
						'*/*',
						'application/jsonx',
						';',
						'application/x-www-form-urlencoded'
					])
				},
				body: good
			})
		],
		[1, () => ({ headers: {}, body: good })],
		[
			2,
			() =>
				text(oddTable(dice), {
					'Content-Type': dice.pick(['text/csv', 'text/csv; charset=utf-16', 'text/csv; header=absent'])
				})
		]
	])();
}

/** Lists as no spreadsheet writes them. */
export function oddTable(dice: Dice): string {
	return dice.pick([
		'',
		'bib,name\n',
		'name,bib\nRunner,1\n,,,,\n"left open',
		`${'column,'.repeat(10_000)}\n1,2`,
		`name\n${'x\n'.repeat(2_000)}`,
		'name;bib\r\nRunner;1\r\nRunner;1',
		'sep=;\nname;bib\nRunner;7',
		'\ufeffname\tbib\nȘtefan\t9',
		'name,name,name\na,b,c',
		'__proto__,constructor\n1,2',
		'name,birthDate\nRunner,0000-01-01\nRunner,9999-12-31',
		'name,bib\nRun\u0000ner,1\n\ud83d,2',
		'Bib,Time\n100,0:24:00\n101,99:99:99\n102,-1',
		`name,club\nRunner,${'y'.repeat(50_000)}`
	]);
}
