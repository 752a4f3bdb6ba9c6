/** Listens to what is sent to the database over the pool: the very statements that the stores run, with their values. */
import type pg from 'pg';

export interface Statement {
	text: string;
	values: unknown[];
}

export interface Recording {
	/** In the order sent, since the last `take`. */
	take(): Statement[];
	/** Rows that tables and indexes gave to each transaction, triggers and foreign keys too, read before its commit. */
	takeRows(): number[];
}

type Query = (...args: unknown[]) => Promise<pg.QueryResult>;

/** Of this connection, also what earlier transactions have not yet handed on: a difference tells of one. */
async function counted(query: Query): Promise<number> {
	const { rows } = await query(
		`select coalesce(sum(seq_tup_read), 0) + coalesce(sum(idx_tup_fetch), 0) as rows from pg_stat_xact_user_tables`
	);
	return Number((rows[0] as { rows: string }).rows);
}

export function recordStatements(pool: pg.Pool): Recording {
	const statements: Statement[] = [];
	const rows: number[] = [];
	const heard = new WeakSet<pg.PoolClient>();
	pool.on('acquire', (client) => {
		if (heard.has(client)) return;
		heard.add(client);
		let before = 0;
		const query = client.query.bind(client) as unknown as Query;
		client.query = ((...args: unknown[]) => {
			const [first, second] = args;
			const statement = typeof first === 'string' ? { text: first, values: second } : (first as Statement);
			const values = Array.isArray(statement.values) ? statement.values : [];
			if (statement.text !== undefined) statements.push({ text: statement.text, values });
			switch (statement.text?.toUpperCase()) {
				case 'BEGIN':
					return query(...args).then(async (answer) => {
						before = await counted(query);
						return answer;
					});
				case 'COMMIT':
					return counted(query).then((count) => {
						rows.push(count - before);
						return query(...args);
					});
				default:
					return query(...args);
			}
		}) as typeof client.query;
	});
	return {
		take: () => statements.splice(0),
		takeRows: () => rows.splice(0)
	};
}

/** A node of `explain (format json)`. */
interface PlanNode {
	'Node Type': string;
	'Relation Name'?: string;
	'Index Name'?: string;
	Plans?: PlanNode[];
}

export interface Plan {
	/** Tables read, whichever way. */
	tables: string[];
	indexes: string[];
	/** Tables read from end to end. */
	scanned: string[];
}

/** How the database goes about these statements together. */
export async function planOf(pool: pg.Pool, statements: Statement[]): Promise<Plan> {
	const nodes: PlanNode[] = [];
	const walk = (node: PlanNode): void => {
		nodes.push(node);
		node.Plans?.forEach(walk);
	};
	for (const { text, values } of statements) {
		if (!/^\s*(select|with|insert|update|delete)\b/i.test(text)) continue;
		const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
			`explain (format json) ${text}`,
			values
		);
		rows.forEach((row) => row['QUERY PLAN'].forEach(({ Plan }) => walk(Plan)));
	}
	const named = (field: 'Relation Name' | 'Index Name', of = nodes): string[] => [
		...new Set(of.flatMap((node) => node[field] ?? []))
	];
	return {
		tables: named('Relation Name'),
		indexes: named('Index Name'),
		scanned: named(
			'Relation Name',
			nodes.filter((node) => node['Node Type'] === 'Seq Scan')
		)
	};
}
