/** How far the file is that was asked for last: asked of the server while the browser downloads it. */
import type { BibSheetsProgress } from '#lib/schemas/bibSheets.ts';

const PACE_MS = 500;
/** A download that has not begun by then led elsewhere, or is made by another server. */
const MOST_UNKNOWN = 20;

export class SheetsProgress {
	/** Null: nothing is under way. */
	shown = $state.raw<BibSheetsProgress | null>(null);
	#job = '';

	/** Follows the file of this key, and no other one any more. @param path where the server is asked */
	async follow(path: string, job: string): Promise<void> {
		this.#job = job;
		this.shown = null;
		for (let unknown = 0; unknown < MOST_UNKNOWN;) {
			await new Promise((resolve) => setTimeout(resolve, PACE_MS));
			const progress = await ask(`${path}?job=${job}`);
			if (this.#job !== job) return;
			if (!progress) unknown++;
			else {
				unknown = 0;
				this.shown = progress;
				if (progress.state !== 'drawing') return;
			}
		}
		this.shown = null;
	}

	/** The page is left. */
	end(): void {
		this.#job = '';
	}
}

/** Null: not known there, or no network just now. */
async function ask(address: string): Promise<BibSheetsProgress | null> {
	try {
		const answer = await fetch(address);
		return answer.ok ? ((await answer.json()) as BibSheetsProgress) : null;
	} catch {
		return null;
	}
}
