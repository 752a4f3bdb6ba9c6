/**
 * Poses of the people in the drawn scenes: joints in a side view, looking right. Unit: a person is 100 high, the
 * origin is the ground under the hip, y grows downwards. A limb runs from the shoulder or hip through these points.
 */
export type Point = [x: number, y: number];

export interface Pose {
	hip: Point;
	shoulder: Point;
	head: Point;
	/** Elbow, hand. */
	nearArm: [Point, Point];
	farArm: [Point, Point];
	/** Knee, ankle, toe. */
	nearLeg: [Point, Point, Point];
	farLeg: [Point, Point, Point];
	/** Seen from behind: half the distance between the shoulders, and hair instead of a face. */
	breadth?: number;
}

const drawn = {
	/** Both feet off the ground, a long stride. */
	flight: {
		hip: [0, -54],
		shoulder: [7, -82],
		head: [12, -94],
		nearArm: [
			[15, -68],
			[29, -75]
		],
		farArm: [
			[-8, -73],
			[-12, -58]
		],
		nearLeg: [
			[-9, -32],
			[-29, -22],
			[-33, -14]
		],
		farLeg: [
			[19, -41],
			[23, -18],
			[31, -18]
		]
	},
	/** The front foot lands. */
	landing: {
		hip: [0, -51],
		shoulder: [5, -79],
		head: [9, -91],
		nearArm: [
			[-9, -69],
			[-5, -55]
		],
		farArm: [
			[14, -66],
			[27, -74]
		],
		nearLeg: [
			[14, -32],
			[19, -8],
			[27, -5]
		],
		farLeg: [
			[-4, -28],
			[-25, -33],
			[-31, -27]
		]
	},
	/** The supporting leg under the body, the other swings through. */
	passing: {
		hip: [0, -50],
		shoulder: [6, -78],
		head: [11, -90],
		nearArm: [
			[-4, -65],
			[9, -58]
		],
		farArm: [
			[9, -63],
			[22, -67]
		],
		nearLeg: [
			[6, -27],
			[-3, -6],
			[6, -2]
		],
		farLeg: [
			[14, -31],
			[-5, -20],
			[-6, -12]
		]
	},
	walk: {
		hip: [0, -51],
		shoulder: [1, -80],
		head: [3, -93],
		nearArm: [
			[-6, -66],
			[-5, -52]
		],
		farArm: [
			[6, -66],
			[15, -55]
		],
		nearLeg: [
			[8, -28],
			[13, -6],
			[21, -3]
		],
		farLeg: [
			[-5, -28],
			[-17, -9],
			[-11, -3]
		]
	},
	/** Arms up at the line. */
	joy: {
		hip: [0, -53],
		shoulder: [3, -81],
		head: [5, -94],
		nearArm: [
			[-9, -92],
			[-12, -108]
		],
		farArm: [
			[16, -91],
			[23, -106]
		],
		nearLeg: [
			[-8, -31],
			[-27, -23],
			[-31, -15]
		],
		farLeg: [
			[15, -35],
			[19, -10],
			[27, -8]
		]
	},
	/** Running away from us, seen from behind. */
	away: {
		hip: [0, -52],
		shoulder: [0, -80],
		head: [0, -94],
		nearArm: [
			[14, -68],
			[9, -56]
		],
		farArm: [
			[-15, -70],
			[-12, -82]
		],
		nearLeg: [
			[5, -29],
			[4, -6],
			[5, -2]
		],
		farLeg: [
			[-5, -32],
			[-5, -20],
			[-5, -14]
		],
		breadth: 7
	},
	stand: {
		hip: [0, -51],
		shoulder: [0, -80],
		head: [2, -93],
		nearArm: [
			[-3, -65],
			[4, -52]
		],
		farArm: [
			[10, -67],
			[21, -72]
		],
		nearLeg: [
			[2, -27],
			[-1, -4],
			[8, -2]
		],
		farLeg: [
			[5, -27],
			[5, -5],
			[13, -3]
		]
	}
} satisfies Record<string, Pose>;

export type PoseName = keyof typeof drawn;
export const poses: Record<PoseName, Pose> = drawn;

const round = (value: number) => Math.round(value * 10) / 10;

/** A limb as cut from paper: a capsule from `a` to `b` with the radii at both ends. Returns an SVG path. */
export function limb(a: Point, b: Point, radii: [number, number]): string {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const length = Math.hypot(dx, dy) || 1;
	const [nx, ny] = [-dy / length, dx / length];
	const edge = (point: Point, radius: number) =>
		`${round(point[0] + nx * radius)} ${round(point[1] + ny * radius)}`;
	const [ra, rb] = radii;
	return (
		`M${edge(a, ra)}L${edge(b, rb)}A${rb} ${rb} 0 0 0 ${edge(b, -rb)}` +
		`L${edge(a, -ra)}A${ra} ${ra} 0 0 0 ${edge(a, ra)}z`
	);
}

/** The point at `share` (0–1) of the way from `a` to `b`. */
export const along = (a: Point, b: Point, share: number): Point => [
	round(a[0] + (b[0] - a[0]) * share),
	round(a[1] + (b[1] - a[1]) * share)
];
