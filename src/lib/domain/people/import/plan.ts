/**
 * Decides what a list of participants changes in an event: who is new, who is known already, what cannot be taken.
 * A participant is known by `externalId`, else by the bib. Each item is judged by itself, in the order given; of two
 * items that want the same bib the first has it. Pure: the service loads and stores.
 */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { BibNumbers, type BibRange } from '#lib/domain/bibs/bibNumber.ts';
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { Entrant, ImportItem, ImportRejection } from './item.ts';

export type KnownEntrant<Item extends ImportItem = ImportItem> = Entrant<Item> & {
	id: string;
	/** Registered personally: nobody else's row may take the place over by naming the bib. */
	selfRegistered: boolean;
	/** A list neither changes nor revives it: the next person with its bib would run for nobody. */
	cancelled: boolean;
};

export interface ImportSituation<Item extends ImportItem = ImportItem> {
	/** In the order of the event document. */
	races: { slug: string; waves: string[]; bibs?: BibRange | null }[];
	/** Everybody whom the list names by external id or bib, those who cancelled too; others do not matter. */
	entrants: KnownEntrant<Item>[];
	/** Bibs of the event in the ranges of races, and above `lastBib`, which it does not count; see `BibNumbers`. */
	bibs: string[];
	/** The highest number that a bib of the event ever bore; 0: none. */
	lastBib: number;
}

export interface Rejected {
	reason: ImportRejection;
	message: string;
}

/** What becomes of an item; `id` null: a new participant. */
export interface Planned<Item extends ImportItem = ImportItem> {
	id: string | null;
	/** Whole, as it is to be stored. */
	entrant: Entrant<Item>;
	/** Is there anything to store? */
	changed: boolean;
}

export type Outcome<Item extends ImportItem = ImportItem> = Result<Planned<Item>, Rejected>;

const reject = (reason: ImportRejection, message: string) => err({ reason, message });

/** @param items malformed ones come as their rejection, so that outcomes stand in the order of the items. */
export function planImport<Item extends ImportItem>(
	situation: ImportSituation<Item>,
	items: readonly Result<Item, Rejected>[]
): Outcome<Item>[] {
	const known = new Known(situation.entrants);
	const asked = items.flatMap((item) => (item.ok && item.value.bib ? [item.value.bib] : []));
	const ranges = situation.races.flatMap(({ slug, bibs }) => (bibs ? [[slug, bibs] as const] : []));
	const numbers = new BibNumbers(situation.lastBib, [...situation.bibs, ...asked], ranges);
	const claims = new Claims();
	return items.map((item, index): Outcome<Item> => {
		if (!item.ok) return item;
		const planned = planItem({ situation, known, numbers }, item.value);
		if (!planned.ok) return planned;
		const clash = claims.claim(planned.value.entrant, index);
		return clash ? err(clash) : planned;
	});
}

interface Plan<Item extends ImportItem> {
	situation: ImportSituation<Item>;
	known: Known<Item>;
	numbers: BibNumbers;
}

function planItem<Item extends ImportItem>(
	{ situation, known, numbers }: Plan<Item>,
	item: Item
): Outcome<Item> {
	const found = known.find(item);
	if (!found.ok) return found;
	const stored = found.value;
	const place = placeOf(situation, item, stored);
	if (!place.ok) return place;
	const entrant = merge(item, { ...place.value, stored, numbers });
	const changed = stored === null || !isSame(stored, entrant);
	return ok({ id: stored?.id ?? null, entrant, changed });
}

/** Who is in the event already, by external id and by bib. */
class Known<Item extends ImportItem> {
	#byExternalId = new Map<string, KnownEntrant<Item>>();
	#byBib = new Map<string, KnownEntrant<Item>>();

	constructor(entrants: KnownEntrant<Item>[]) {
		for (const entrant of entrants) {
			if (entrant.externalId) this.#byExternalId.set(entrant.externalId, entrant);
			if (entrant.bib !== null) this.#byBib.set(entrant.bib, entrant);
		}
	}

	/** The participant that the item is about; null: a new one. */
	find(item: ImportItem): Result<KnownEntrant<Item> | null, Rejected> {
		const byId = item.externalId ? this.#byExternalId.get(item.externalId) : undefined;
		const bearer = item.bib ? this.#byBib.get(item.bib) : undefined;
		if (byId?.cancelled) return cancelled(`externalId ${byId.externalId}`);
		if (bearer?.cancelled) return cancelled(`bib ${bearer.bib}`);
		if (byId) return bearer && bearer !== byId ? taken(item) : ok(byId);
		if (!bearer) return ok(null);
		const samePerson = foldName(bearer.name) === foldName(item.name);
		if (item.externalId && bearer.externalId) return taken(item);
		if (!samePerson && (item.externalId || bearer.selfRegistered)) return taken(item);
		return ok(bearer);
	}
}

const taken = (item: ImportItem) => reject('duplicate-bib', `bib ${item.bib ?? ''} is another participant's`);

const cancelled = (named: string) =>
	reject('cancelled-entry', `${named} is that of an entry that was cancelled; enter the runner with another`);

/** What the items before this one have taken in the same request. */
class Claims {
	#bibs = new Map<string, number>();
	#externalIds = new Map<string, number>();

	claim({ bib, externalId }: Entrant, index: number): Rejected | null {
		const bibIndex = bib === null ? undefined : this.#bibs.get(bib);
		if (bibIndex !== undefined)
			return { reason: 'duplicate-bib', message: `bib ${bib} is that of item ${bibIndex} too` };
		const idIndex = externalId == null ? undefined : this.#externalIds.get(externalId);
		if (idIndex !== undefined)
			return {
				reason: 'duplicate-external-id',
				message: `externalId ${externalId} is that of item ${idIndex} too`
			};
		if (bib !== null) this.#bibs.set(bib, index);
		if (externalId != null) this.#externalIds.set(externalId, index);
		return null;
	}
}

/** Race and wave: as the item says, else where the participant is, else the only race and its first wave. */
export function placeOf(
	{ races }: Pick<ImportSituation, 'races'>,
	item: Pick<ImportItem, 'race' | 'wave'>,
	stored: Pick<Entrant, 'race' | 'wave'> | null
): Result<{ race: string; wave: string }, Rejected> {
	const slug = item.race ?? stored?.race ?? (races.length === 1 ? races[0]?.slug : undefined);
	if (slug === undefined) return reject('race-unknown', 'race is required, since the event has several');
	const race = races.find((candidate) => candidate.slug === slug);
	if (!race) return reject('race-unknown', `there is no race ${slug}`);
	const stays = stored?.race === slug ? stored.wave : undefined;
	const wave = item.wave ?? stays ?? race.waves[0];
	if (wave === undefined || !race.waves.includes(wave))
		return reject('wave-unknown', `race ${slug} has no wave ${wave ?? ''}`);
	return ok({ race: slug, wave });
}

/** What the item leaves out stays as it is stored. */
function merge<Item extends ImportItem>(
	item: Item,
	at: { race: string; wave: string; stored: KnownEntrant<Item> | null; numbers: BibNumbers }
): Entrant<Item> {
	const { race, wave, stored } = at;
	const given = Object.entries(item).filter(([, value]) => value !== undefined);
	return {
		...stored,
		...(Object.fromEntries(given) as Item),
		race,
		wave,
		bib: item.bib ?? stored?.bib ?? at.numbers.next(race),
		// Bib only is the default, so that hiding says nothing about anyone.
		visibility: item.visibility ?? stored?.visibility ?? 'bib'
	};
}

const isSame = <Item extends ImportItem>(stored: KnownEntrant<Item>, entrant: Entrant<Item>): boolean =>
	(Object.keys(entrant) as (keyof Entrant<Item>)[]).every((field) => stored[field] === entrant[field]);
