/** How this phone is held and seen; kept on the phone. */
export interface Settings {
	look: 'auto' | 'sun' | 'dark';
	hand: 'right' | 'left';
	sound: 'on' | 'off';
	region: 'whole' | 'middle';
	/** Which lane of the chute this phone reads. */
	lane: Lane;
	/** Number of the next sync mark, from 1. */
	nextMark: number;
}

export const LANES = ['A', 'B', 'C'] as const;
export type Lane = (typeof LANES)[number];

const KEY = 'awareness-run-settings';
const DEFAULTS: Settings = {
	look: 'auto',
	hand: 'right',
	sound: 'on',
	region: 'whole',
	lane: 'A',
	nextMark: 1
};

export function readSettings(): Settings {
	try {
		return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>) };
	} catch {
		return DEFAULTS;
	}
}

export const keepSettings = (settings: Settings): void => localStorage.setItem(KEY, JSON.stringify(settings));
