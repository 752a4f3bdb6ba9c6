import pg from 'pg';
import type { SyntheticRace } from './syntheticRace.ts';

/**
 * The same table by PostgreSQL with window functions: first read at each checkpoint, last at the start, gun and net
 * time, splits as one array, places overall and within sex. Like the naive loop it knows no other rule.
 */
const RESULTS = `
	with reads as (
		select participant_id, checkpoint, at_ms + offset_ms as ms,
			row_number() over (partition by participant_id, checkpoint order by at_ms + offset_ms, seq) as nth
		from bench_passing
	), runners as (
		select participant_id,
			max(ms) filter (where checkpoint = 'start') as start_ms,
			max(ms) filter (where checkpoint = 'finish') as finish_ms,
			array_agg(ms - $1 order by ms) as splits
		from reads where nth = 1 group by participant_id
	)
	select participant_id, finish_ms - $1 as gun_ms, finish_ms - coalesce(start_ms, $1) as net_ms, splits,
		rank() over (order by finish_ms) as place,
		rank() over (partition by sex order by finish_ms) as sex_place
	from runners join bench_participant on id = participant_id
	where finish_ms is not null order by place`;

export interface SqlTrial {
	/** Runs the query and reads all rows, as deriving in the database would have to. */
	rows(): Promise<number>;
	/** Runs the query in the database alone: nothing is sent, so the figure flatters the database. */
	count(): Promise<void>;
	close(): Promise<void>;
}

/** Loads the race into temporary tables of the database at `connectionString`. */
export async function prepareSql(synthetic: SyntheticRace, connectionString: string): Promise<SqlTrial> {
	const client = new pg.Client({ connectionString });
	await client.connect();
	await client.query('create temporary table bench_participant (id uuid primary key, sex text)');
	await client.query(
		`create temporary table bench_passing (participant_id uuid, checkpoint text, at_ms bigint, offset_ms int, seq int)`
	);
	const { participants, passings, race } = synthetic;
	await client.query('insert into bench_participant select * from unnest($1::uuid[], $2::text[])', [
		participants.map(({ id }) => id),
		participants.map(({ sex }) => sex)
	]);
	await client.query(
		'insert into bench_passing select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::int[])',
		[
			passings.map(({ participantId }) => participantId),
			passings.map(({ checkpoint }) => checkpoint),
			passings.map(({ atMs }) => atMs),
			passings.map(({ offsetMs }) => offsetMs),
			passings.map(({ seq }) => seq)
		]
	);
	await client.query('create index on bench_passing (participant_id, checkpoint)');
	await client.query('analyze bench_participant');
	await client.query('analyze bench_passing');
	const gunStartMs = race.waves[0]?.gunStartMs ?? 0;
	return {
		rows: async () => (await client.query(RESULTS, [gunStartMs])).rowCount ?? 0,
		count: async () => {
			await client.query(`select count(*), sum(place) from (${RESULTS}) as results`, [gunStartMs]);
		},
		close: () => client.end()
	};
}
