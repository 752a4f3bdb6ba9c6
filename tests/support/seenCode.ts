/**
 * A printed QR code as a phone's camera sees it: far away, out of focus, moving, turned, on creased paper, half in the
 * shade, splashed. Each pixel is followed back to the paper, so that what happens to the code happens in millimetres.
 */
import type { QrModules } from '#lib/domain/bibs/qrSquares.ts';
import { seededRandom } from '../bench/seededRandom.ts';
import { drawScene } from './fakeCamera.ts';

/** The middle of the picture that the scanner asks its camera for. */
export const FRAME = { width: 640, height: 360 };
/** A phone's main camera sees 65° across, in 1280 pixels. */
const FOCAL_PX = 640 / Math.tan((65 / 2) * (Math.PI / 180));
const INK = 30;
const PAPER = 205;
/** The paper reaches so much farther than the code with its quiet zone. */
const SHEET = 1.5;
/** Looks a pixel and direction: what a pixel sees is the mean of these. */
const SAMPLES = 3;

const STREET = Float32Array.from(
	drawScene({ codes: [], ground: 'street', holdMs: 0 }, FRAME.width, FRAME.height)
);

const { normal: sensor } = seededRandom(1);
/** What a sensor adds to each pixel; a prime many, so that no row repeats the one above. */
const SENSOR = Float32Array.from({ length: 65_537 }, () => sensor() * 4);

/** A line on the paper, through `at` (from −0.5 to 0.5 of the code's side) and in the direction of `angle`. */
interface Line {
	angle: number;
	at: number;
}

export interface Look {
	distanceMm: number;
	/** How the paper is turned, in radians. */
	yaw: number;
	pitch: number;
	roll: number;
	/** Of a lens out of focus: standard deviation. */
	blurPx: number;
	/** By how much the code moves while the picture is taken. */
	motionPx: number;
	/** The paper behind each line leans away by `fold` radians; along it the ink has gone for `crackMm`. */
	creases: (Line & { fold: number; crackMm: number })[];
	/** Behind the line so much of the light is left; the edge is `softMm` wide. */
	shade: (Line & { light: number; softMm: number }) | null;
	/** Mud, a thumb, a pin: circles in parts of the code's side, 0 being its middle. */
	splashes: { x: number; y: number; radius: number; brightness: number }[];
}

/** What lies on the paper at (x, y) in millimetres from the code's middle: brightness. */
type Paper = (x: number, y: number) => number;

/** The brightness plane of a frame. @param code.sideMm with its quiet zone @param code.quiet modules of it on each side */
export function seenCode(
	{ modules, quiet, sideMm }: { modules: QrModules; quiet: number; sideMm: number },
	look: Look
): Uint8Array {
	const picture = STREET.slice();
	const across = modules.size + 2 * quiet;
	const paper = creased(look, sideMm, (x, y) => {
		const column = Math.floor((x / sideMm + 0.5) * across) - quiet;
		const row = Math.floor((y / sideMm + 0.5) * across) - quiet;
		const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
		return inside && modules.get(row, column) ? INK : PAPER;
	});
	const reach = project(picture, { paper: shaded(look, sideMm, paper), look, halfMm: (sideMm * SHEET) / 2 });
	if (look.motionPx >= 1) smear(picture, reach, box(look.motionPx), 'across');
	for (const way of ['across', 'down'] as const) smear(picture, reach, gauss(look.blurPx), way);
	return Uint8Array.from(picture, (level, at) =>
		Math.max(0, Math.min(255, level + (SENSOR[at % SENSOR.length] ?? 0)))
	);
}

/** How far (x, y) lies behind the line, in millimetres. */
const behind = ({ angle, at }: Line, sideMm: number, x: number, y: number): number =>
	x * Math.cos(angle) + y * Math.sin(angle) - at * sideMm;

/** What leans away looks narrower and gets less light; where it is bent most, no ink is left. */
function creased({ creases }: Look, sideMm: number, paper: Paper): Paper {
	return creases.reduce<Paper>(
		(flat, crease) => (x, y) => {
			const seen = behind(crease, sideMm, x, y);
			if (Math.abs(seen) < crease.crackMm / 2) return PAPER;
			if (seen < 0) return flat(x, y);
			const further = seen / Math.cos(crease.fold) - seen;
			return (
				flat(x + further * Math.cos(crease.angle), y + further * Math.sin(crease.angle)) *
				Math.cos(crease.fold)
			);
		},
		paper
	);
}

function shaded({ shade, splashes }: Look, sideMm: number, paper: Paper): Paper {
	return (x, y) => {
		const splash = splashes.find(
			({ x: atX, y: atY, radius }) => Math.hypot(x / sideMm - atX, y / sideMm - atY) < radius
		);
		const brightness = splash ? splash.brightness : paper(x, y);
		if (!shade) return brightness;
		const inShade = Math.max(0, Math.min(1, 0.5 + behind(shade, sideMm, x, y) / shade.softMm));
		return brightness * (1 - inShade * (1 - shade.light));
	};
}

/** From … to, in pixels. */
interface Reach {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** Draws the turned paper in the middle of the frame; answers where it lies. */
function project(
	picture: Float32Array,
	{ paper, look, halfMm }: { paper: Paper; look: Look; halfMm: number }
): Reach {
	const [right, down] = turned(look);
	const normal = cross(right, down);
	const reach = { left: FRAME.width, right: 0, top: FRAME.height, bottom: 0 };
	// However it is turned, its corners come no nearer than this.
	const corner = halfMm * Math.SQRT2;
	const radius = Math.ceil((FOCAL_PX * corner) / Math.max(1, look.distanceMm - corner));
	const first = { row: FRAME.height / 2 - radius, column: FRAME.width / 2 - radius };
	const last = { row: FRAME.height / 2 + radius, column: FRAME.width / 2 + radius };
	for (let row = Math.max(0, first.row); row < Math.min(FRAME.height, last.row); row++)
		for (let column = Math.max(0, first.column); column < Math.min(FRAME.width, last.column); column++) {
			let sum = 0;
			let hits = 0;
			for (let sample = 0; sample < SAMPLES ** 2; sample++) {
				const ray: Vector = [
					(column + ((sample % SAMPLES) + 0.5) / SAMPLES - FRAME.width / 2) / FOCAL_PX,
					(row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES - FRAME.height / 2) / FOCAL_PX,
					1
				];
				const far = (normal[2] * look.distanceMm) / dot(normal, ray);
				const from: Vector = [ray[0] * far, ray[1] * far, far - look.distanceMm];
				const x = dot(from, right);
				const y = dot(from, down);
				if (Math.abs(x) > halfMm || Math.abs(y) > halfMm) break;
				sum += paper(x, y);
				hits++;
			}
			if (hits < SAMPLES ** 2) continue;
			picture[row * FRAME.width + column] = sum / hits;
			reach.left = Math.min(reach.left, column);
			reach.right = Math.max(reach.right, column);
			reach.top = Math.min(reach.top, row);
			reach.bottom = Math.max(reach.bottom, row);
		}
	return reach;
}

type Vector = [number, number, number];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
	a[1] * b[2] - a[2] * b[1],
	a[2] * b[0] - a[0] * b[2],
	a[0] * b[1] - a[1] * b[0]
];

/** The paper's own right and down: rolled in its plane, then turned about the upright and the level axis. */
function turned({ yaw, pitch, roll }: Look): [Vector, Vector] {
	const turn = ([x, y]: [number, number]): Vector => {
		const across = x * Math.cos(roll) - y * Math.sin(roll);
		const along = x * Math.sin(roll) + y * Math.cos(roll);
		const deep = -across * Math.sin(yaw);
		return [
			across * Math.cos(yaw),
			along * Math.cos(pitch) - deep * Math.sin(pitch),
			along * Math.sin(pitch) + deep * Math.cos(pitch)
		];
	};
	return [turn([1, 0]), turn([0, 1])];
}

const box = (px: number): number[] => Array.from({ length: Math.round(px) }, () => 1 / Math.round(px));

function gauss(deviation: number): number[] {
	const half = Math.ceil(deviation * 3);
	const weights = Array.from({ length: 2 * half + 1 }, (_, at) =>
		Math.exp(-((at - half) ** 2) / (2 * deviation ** 2))
	);
	const whole = weights.reduce((sum, weight) => sum + weight, 0);
	return weights.map((weight) => weight / whole);
}

/** Only where the code is: what stands behind is in everybody's way alike. */
function smear(picture: Float32Array, reach: Reach, weights: number[], way: 'across' | 'down'): void {
	const step = way === 'across' ? 1 : FRAME.width;
	const half = Math.floor(weights.length / 2);
	const before = picture.slice();
	for (let row = Math.max(half, reach.top); row <= Math.min(FRAME.height - 1 - half, reach.bottom); row++)
		for (
			let column = Math.max(half, reach.left);
			column <= Math.min(FRAME.width - 1 - half, reach.right);
			column++
		) {
			const at = row * FRAME.width + column;
			let sum = 0;
			for (let k = 0; k < weights.length; k++)
				sum += (weights[k] ?? 0) * (before[at + (k - half) * step] ?? 0);
			picture[at] = sum;
		}
}
