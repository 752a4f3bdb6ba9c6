/**
 * A camera's picture as a portable grey map (PGM), the plainest image file that the decoder reads: a line of text, then a
 * byte for each pixel. Cameras send brightness apart from colour, and a QR code has no colour, so the brightness is copied
 * to where it belongs in the file and is touched by nobody on the way.
 */

/** A plane of colour behind the brightness: by how much its rows are shorter, and fewer. */
interface Colour {
	across: 1 | 2;
	down: 1 | 2;
}
const WHOLE: Colour = { across: 1, down: 1 };
const HALF: Colour = { across: 2, down: 1 };
const QUARTER: Colour = { across: 2, down: 2 };
/** The forms of a picture (VideoPixelFormat) that begin with brightness, a byte a pixel. */
const COLOURS: Record<string, Colour[]> = {
	I420: [QUARTER, QUARTER],
	I420A: [QUARTER, QUARTER, WHOLE],
	I422: [HALF, HALF],
	I444: [WHOLE, WHOLE],
	// Both colours in turn, in one plane.
	NV12: [{ across: 1, down: 2 }]
};

export interface GreyMap {
	header: Uint8Array;
	/** Of the file, in bytes. */
	length: number;
	/** With the colours, which a copy cannot leave out; they lie behind the file. */
	lengthCopied: number;
	/** Where each plane of the picture goes. */
	layout: PlaneLayout[];
}

/** `width` and `height` in pixels, even. Null for a form that does not keep brightness apart. */
export function greyMapOf(format: string, width: number, height: number): GreyMap | null {
	const colours = COLOURS[format];
	if (!colours) return null;
	const header = new TextEncoder().encode(`P5 ${width} ${height} 255\n`);
	const length = header.length + width * height;
	const layout = [{ offset: header.length, stride: width }];
	let lengthCopied = length;
	for (const { across, down } of colours) {
		layout.push({ offset: lengthCopied, stride: width / across });
		lengthCopied += (width / across) * (height / down);
	}
	return { header, length, lengthCopied, layout };
}
