/** A QR code as squares, for pages (SVG) and for print (PDF). */

/** Free modules around the code, as its standard asks. */
export const QUIET_ZONE = 4;

export interface QrSquares {
	/** Width in modules, quiet zone included: the view box of the SVG. */
	size: number;
	/** Runs of dark modules as an SVG path, in modules. */
	path: string;
}

/** The modules of a code as a library drew them. */
export interface QrModules {
	size: number;
	get(row: number, column: number): unknown;
}

export function squaresOf(modules: QrModules): QrSquares {
	let path = '';
	for (let row = 0; row < modules.size; row += 1) {
		for (let column = 0; column < modules.size; column += 1) {
			if (!modules.get(row, column)) continue;
			const from = column;
			while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1;
			const width = column - from + 1;
			path += `M${from + QUIET_ZONE} ${row + QUIET_ZONE}h${width}v1h-${width}z`;
		}
	}
	return { size: modules.size + 2 * QUIET_ZONE, path };
}
