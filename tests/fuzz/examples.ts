/** Bodies that an endpoint takes with more rules between their fields than a schema tells. */
import type { Dice } from './dice.ts';
import type { World } from './world.ts';

interface Scene {
	world: World;
	slug: string;
	dice: Dice;
}

const EXAMPLES: Record<string, (scene: Scene) => unknown> = {
	'PUT /events/{slug}': ({ world, slug, dice }) => ({
		...(world.documents.get(slug) ?? world.documents.get('other')),
		name: `5 km, ${dice.below(1000)}`
	}),
	'POST /events/{slug}/passings': ({ world, dice }) => ({
		device: dice.pick(['finish-a', 'finish-b', 'split-a', 'phone-1']),
		items: Array.from({ length: 1 + dice.below(4) }, () => ({
			id: dice.chance(0.1) ? dice.pick(world.ids.passingId ?? []) : dice.uuid(),
			seq: dice.below(10_000),
			checkpoint: dice.pick(['start', 'km-2-5', 'finish']),
			at: new Date(world.gunMs + dice.below(2_400_000)).toISOString(),
			...dice.pick<object>([
				{ kind: 'scan', bib: dice.pick(world.ids.bib ?? []) },
				{ kind: 'chute', code: `HTTPS://RUN.EXAMPLE.ORG/B/${dice.pick(world.ids.bibCode ?? [])}` },
				{ kind: 'scan', tag: 'E2003412' },
				{ kind: 'check-in', bib: dice.pick(world.ids.bib ?? []) },
				{ kind: 'tap' }
			])
		}))
	}),
	'POST /events/{slug}/participants': ({ dice }) => ({
		items: [
			{
				race: '5k',
				name: `Runner ${dice.below(500)}`,
				sex: dice.pick(['F', 'M', 'X', null]),
				birthDate: '1990-05-17',
				visibility: dice.pick(['name', 'alias', 'bib', 'hidden']),
				alias: 'Alias'
			}
		]
	}),
	'POST /events/{slug}/rulings': ({ world, dice }) => {
		const bib = dice.pick(world.ids.bib ?? []);
		const race = '5k';
		return {
			why: 'seen from the finish',
			...dice.pick<object>([
				{ type: 'dq', race, bib },
				{ type: 'dnf', race, bib },
				{ type: 'penalty', race, bib, valueMs: dice.below(60_000) },
				{ type: 'start-time', race, bib, valueMs: world.gunMs + dice.below(60_000) },
				{ type: 'finish-time', race, bib, valueMs: world.gunMs + 900_000 + dice.below(900_000) },
				{ type: 'move-wave', race, bib, wave: 'second' },
				{ type: 'wave-start', race, wave: 'second', valueMs: world.gunMs + dice.below(900_000) },
				{ type: 'void', passingId: dice.pick(world.ids.passingId ?? []) },
				{ type: 'accept', passingId: dice.pick(world.ids.passingId ?? []) },
				{ type: 'claim', race, bib, passingId: dice.pick(world.ids.passingId ?? []) },
				{ type: 'bib-swap', race, bib, otherBib: dice.pick(world.ids.bib ?? []) },
				{ type: 'dead-heat', race, bibs: ['101', '102', '103'] },
				{ type: 'revoke', rulingId: dice.pick(world.ids.rulingId ?? []) }
			])
		};
	}
};

/** Undefined where the schema says enough. */
export const exampleOf = (operation: string, scene: Scene): unknown => EXAMPLES[operation]?.(scene);
