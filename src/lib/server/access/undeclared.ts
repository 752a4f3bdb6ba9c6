/** For the build: what of a route's file runs on the server and declares no verb. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, type ESTree } from 'vite';
import { PERMISSIONS } from '#lib/domain/access/roles.ts';

/** Names of files whose exports kit calls. */
const ROUTE_FILE = /^(\+(page|layout)\.server|\+server)\.ts$/;

/** One line a fault of the files under `folder`. */
export function undeclaredIn(folder: string): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true });
	const routes = files.filter((file) => file.isFile() && ROUTE_FILE.test(file.name));
	const pages = new Set(
		files.filter(({ name }) => name === '+page.svelte').map(({ parentPath }) => parentPath)
	);
	return routes.flatMap(({ name, parentPath }) => {
		const path = join(parentPath, name);
		const faults = undeclared(readFileSync(path, 'utf8'));
		if (name === '+server.ts' && pages.has(parentPath))
			faults.push('a page and a download share an address, of which the door knows the page alone');
		return faults.map((fault) => `${path}: ${fault}`);
	});
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

/** Load, action or method → its verb, as the file says; empty where it says none that can be read. */
export function declaredVerbs(code: string): Map<string, string> {
	const declared = entriesOf(exportsOf(parseSync('route.ts', code).program)._verbs) ?? [];
	return new Map(
		[...declared].map(([name, value]) => [name, value?.type === 'Literal' ? String(value.value) : ''])
	);
}

/** One line a fault; none: every load, action and method has a verb that there is, and no verb is left over. */
export function undeclared(code: string): string[] {
	const { program } = parseSync('route.ts', code);
	const exported = exportsOf(program);
	const { _verbs: verbs } = exported;
	const runs = Object.keys(exported).filter((name) => name === 'load' || METHODS.includes(name));
	const faults: string[] = [];
	if (program.body.some(({ type }) => type === 'ExportAllDeclaration'))
		faults.push('what is exported cannot be read, since all of another file is');
	if ('actions' in exported) {
		const actions = entriesOf(exported.actions);
		if (actions) runs.push(...actions.keys());
		else faults.push('actions is no plain object whose names can be read');
	}
	if (runs.length === 0 && faults.length === 0 && !verbs) return [];
	const declared = entriesOf(verbs);
	if (!declared) return ['_verbs is missing, or no plain object'];
	for (const name of runs) if (!declared.has(name)) faults.push(`${name} has no verb in _verbs`);
	for (const [name, value] of declared) {
		if (!runs.includes(name)) faults.push(`_verbs names ${name}, which is not there`);
		if (value?.type !== 'Literal' || !Object.hasOwn(PERMISSIONS, String(value.value)))
			faults.push(`${name} has a verb that there is not`);
	}
	return faults;
}

type Value = ESTree.Expression | null;

/** Name → what it is set to; null for functions. */
function exportsOf({ body }: ESTree.Program): Record<string, Value> {
	const set = new Map<string, Value>();
	const exported: Record<string, Value> = {};
	for (const statement of body) {
		const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
		const names = inner ? namesOf(inner as ESTree.Statement) : [];
		for (const [name, value] of names) {
			set.set(name, value);
			if (statement.type === 'ExportNamedDeclaration') exported[name] = value;
		}
	}
	for (const statement of body)
		if (statement.type === 'ExportNamedDeclaration')
			for (const { local, exported: as } of statement.specifiers)
				if (local.type === 'Identifier' && as.type === 'Identifier')
					exported[as.name] = set.get(local.name) ?? null;
	return exported;
}

function namesOf(statement: ESTree.Statement): [string, Value][] {
	if (statement.type === 'FunctionDeclaration') return statement.id ? [[statement.id.name, null]] : [];
	if (statement.type !== 'VariableDeclaration') return [];
	return statement.declarations.flatMap(({ id, init }): [string, Value][] =>
		id.type === 'Identifier' ? [[id.name, init]] : []
	);
}

/** Null: no object whose names stand there. */
function entriesOf(value: Value | undefined): Map<string, Value> | null {
	const bare = value && 'expression' in value ? (value.expression as ESTree.Expression) : value;
	if (bare?.type !== 'ObjectExpression') return null;
	const entries = new Map<string, Value>();
	for (const property of bare.properties) {
		if (property.type !== 'Property' || property.computed) return null;
		const { key } = property;
		if (key.type === 'Identifier') entries.set(key.name, property.value as ESTree.Expression);
		else if (key.type === 'Literal') entries.set(String(key.value), property.value as ESTree.Expression);
		else return null;
	}
	return entries;
}
