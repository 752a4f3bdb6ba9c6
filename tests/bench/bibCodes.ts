/**
 * How much error correction a bib's code should have. More of it mends more, and makes a code of more and smaller squares
 * out of the same address. The same damaged pictures of all four levels go to the decoder as the scanner sets it up.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import QRCode from 'qrcode';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { bibAddress } from '../../src/lib/domain/bibs/bibCode.ts';
import { QUIET_ZONE } from '../../src/lib/domain/bibs/qrSquares.ts';
import { READER_OPTIONS } from '../../src/lib/scanner/camera/readerOptions.ts';
import { BIB_SIZE, QR_SIDE } from '../../src/lib/server/print/bibPdf.ts';
import { FRAME, seenCode, type Look } from '../support/seenCode.ts';
import { seededRandom, type Random } from './seededRandom.ts';

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
type Level = (typeof LEVELS)[number];
const PICTURES = 40;
const MM = 25.4 / 72;
/** Half an A5 page each way: four on an A4 sheet. */
const SIZES = { A5: QR_SIDE * MM, 'four on A4': QR_SIDE * MM * (420.945 / BIB_SIZE[0]) };
const ORIGINS = [
	'https://run.md',
	'http://192.168.1.5:3000',
	'https://run.example.org',
	'https://alergare.organizatia-noastra.org'
];

type Damage = Record<string, (random: Random) => Partial<Look>>;
const between = ({ uniform }: Random, from: number, to: number): number => from + uniform() * (to - from);
const several = <T>(random: Random, most: number, make: () => T): T[] =>
	Array.from({ length: 1 + Math.floor(random.uniform() * most) }, make);
const line = (random: Random) => ({
	angle: between(random, 0, 2 * Math.PI),
	at: between(random, -0.4, 0.4)
});
/** From hardly any to more than any code stands, so that the levels part somewhere between. */
const DAMAGE: Damage = {
	small: (random) => ({ distanceMm: between(random, 600, 1800), blurPx: 0.6 }),
	blurred: (random) => ({ blurPx: between(random, 0.6, 2.6), motionPx: between(random, 0, 6) }),
	tilted: (random) => ({ yaw: between(random, -1.2, 1.2), pitch: between(random, -0.7, 0.7) }),
	creased: (random) => ({
		creases: several(random, 2, () => ({
			...line(random),
			fold: between(random, 0.05, 0.4),
			crackMm: between(random, 0, 2.5)
		}))
	}),
	'half shaded': (random) => ({
		shade: { ...line(random), light: between(random, 0.3, 0.8), softMm: between(random, 0.5, 15) },
		blurPx: between(random, 0.6, 1.6)
	}),
	splashed: (random) => ({
		splashes: several(random, 5, () => ({
			x: between(random, -0.5, 0.5),
			y: between(random, -0.5, 0.5),
			radius: between(random, 0.02, 0.13),
			brightness: between(random, 20, 200)
		}))
	})
};

export async function benchBibCodes(): Promise<void> {
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
	for (const origin of ORIGINS) {
		const squares = LEVELS.map((level) => `${level} ${codeOf(origin, level).size}`);
		console.log(`  ${bibAddress(origin, CODE)}: squares a side ${squares.join(', ')}`);
	}
	console.log(`  of ${PICTURES * ORIGINS.length} pictures each, read at level ${LEVELS.join(', ')}; filled`);
	const all = new Tally();
	for (const [size, sideMm] of Object.entries(SIZES))
		for (const [name, damage] of Object.entries(DAMAGE)) {
			const tally = new Tally();
			for (let picture = 0; picture < PICTURES; picture++)
				for (const origin of ORIGINS)
					for (const level of LEVELS) {
						const random = seededRandom(picture * 7919 + name.length);
						const read = await isRead(origin, { level, sideMm, look: lookOf(damage, random) });
						tally.add(origin, level, read);
						all.add(origin, level, read);
					}
			console.log(`  ${size}, ${name}: ${tally.shares()}`);
		}
	console.log(`  all: ${all.shares()}`);
}

const CODE = 'K7Q2M9XA4T';
const codeOf = (origin: string, level: Level) =>
	QRCode.create(bibAddress(origin, CODE), { errorCorrectionLevel: level }).modules;

function lookOf(damage: Damage[string], random: Random): Look {
	return {
		distanceMm: between(random, 400, 800),
		yaw: between(random, -0.3, 0.3),
		pitch: between(random, -0.3, 0.3),
		roll: between(random, -0.4, 0.4),
		blurPx: 0.8,
		motionPx: 0,
		creases: [],
		shade: null,
		splashes: [],
		...damage(random)
	};
}

async function isRead(
	origin: string,
	{ level, sideMm, look }: { level: Level; sideMm: number; look: Look }
): Promise<boolean> {
	const grey = seenCode({ modules: codeOf(origin, level), quiet: QUIET_ZONE, sideMm }, look);
	const header = Buffer.from(`P5 ${FRAME.width} ${FRAME.height} 255\n`);
	const codes = await readBarcodes(Buffer.concat([header, grey]), READER_OPTIONS);
	return codes.some(({ text }) => text === bibAddress(origin, CODE));
}

/** Read or not, by level; and for the highest level that needs no more squares than L. */
class Tally {
	readonly #read = new Map<string, number>();
	readonly #made = new Map<string, number>();

	add(origin: string, level: Level, read: boolean): void {
		this.#count(level, read);
		const least = codeOf(origin, 'L').size;
		if (level === LEVELS.findLast((candidate) => codeOf(origin, candidate).size === least))
			this.#count('filled', read);
	}

	shares(): string {
		return [...LEVELS, 'filled']
			.map(
				(key) => `${key} ${(((this.#read.get(key) ?? 0) / (this.#made.get(key) ?? 1)) * 100).toFixed(1)} %`
			)
			.join(', ');
	}

	#count(key: string, read: boolean): void {
		this.#made.set(key, (this.#made.get(key) ?? 0) + 1);
		if (read) this.#read.set(key, (this.#read.get(key) ?? 0) + 1);
	}
}
