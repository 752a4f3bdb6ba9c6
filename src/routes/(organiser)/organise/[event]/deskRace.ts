/** One race as the race-day page shows it. */
export interface DeskRace {
	slug: string;
	name: string;
	waves: DeskWave[];
	counts: {
		registered: number;
		onCourse: number;
		finished: number;
		/** With a result of any kind: finished, DNF, DQ, DNS. */
		settled: number;
	};
	latest: { number: number; state: 'provisional' | 'official' } | null;
}

export interface DeskWave {
	slug: string;
	/** The gun in force, epoch milliseconds. */
	gunMs: number | null;
	scheduledMs: number | null;
}
