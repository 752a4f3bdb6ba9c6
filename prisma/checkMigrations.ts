/** Exits with 1 when schema.prisma has changed and no migration says so. */
import { schemaDifference } from './schemaDifference.ts';

const sql = await schemaDifference();
if (sql === undefined) {
	console.log('schema.prisma and migrations/ agree.');
	process.exit(0);
}
console.error(
	'schema.prisma and migrations/ disagree; `npm run migration -- NAME` writes what is missing:\n'
);
console.error(sql);
process.exit(1);
