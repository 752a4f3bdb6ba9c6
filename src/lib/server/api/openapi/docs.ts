/** /api/docs: the description for people, one page without scripts. */
import { createHash } from 'node:crypto';
import express, { type Router } from 'express';
import { REASONS, type Reason } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { DOCS_STYLE } from './docsStyle.ts';
import { rolesInWords } from '#lib/server/access/permissions.ts';
import { TAGS, type Endpoint } from '#lib/server/api/http/endpoint.ts';
import { apiRoutes } from '#lib/server/api/index.ts';
import type { JsonSchema } from './jsonSchemas.ts';
import { describeApi, reasonsOf, type OpenApiDocument } from './openapi.ts';

/** Mounted at the root. */
export function createDocs(app: App): Router {
	const router = express.Router();
	let page: string | undefined;
	router.get('/api/docs', (_req, res) => {
		page ??= pageOf(apiRoutes(app).flatMap(({ endpoints }) => endpoints));
		res.set({
			'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${digestOf(DOCS_STYLE)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
			'Cache-Control': 'public, max-age=300'
		});
		res.type('html').send(page);
	});
	return router;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

const escape = (text: string): string =>
	text.replace(
		/[&<>"]/g,
		(sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign
	);

/** Escaped, with `code` as in Markdown. */
const prose = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

function pageOf(endpoints: Endpoint[]): string {
	const description = describeApi(endpoints);
	const tags = TAGS.filter((tag) => endpoints.some((declared) => declared.tag === tag));
	const sections = tags.map((tag) => {
		const own = endpoints.filter((declared) => declared.tag === tag);
		return `<section id="${tag.toLowerCase()}"><h2>${tag}</h2>${own.map((one) => endpointOf(one, description)).join('')}</section>`;
	});
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API – Awareness Run</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${DOCS_STYLE}</style></head>
<body><header><p><a href="/">Awareness Run</a></p><h1>The API, version 1</h1>
<p>Base address <code>/api/v1</code>. For programs: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Parts of the API"><ul>${tags.map((tag) => `<li><a href="#${tag.toLowerCase()}">${tag}</a></li>`).join('')}<li><a href="#shapes">Shapes</a></li><li><a href="#reasons">Refusals</a></li></ul></nav></header>
<main><section id="calling"><h2>Calling</h2>
<p>Send an organiser’s key or a paired phone’s token as <code>Authorization: Bearer …</code>; public reads need none. An owner makes keys in the organiser’s pages or with <code>POST /keys</code>. Too many requests are answered with 429 and <code>Retry-After</code>.</p>
<p>JSON is in UTF-8; how large it may be stands beside each body. CSV has at most 50 MB. Unknown fields are refused by name. Instants are RFC 3339 with an offset, numbers named <code>…Ms</code> are whole milliseconds, bibs are strings.</p></section>
${sections.join('')}${shapesOf(description)}${refusalsTable()}</main></body></html>`;
}

function endpointOf(declared: Endpoint, { paths }: OpenApiDocument): string {
	const path = declared.path.replace(/:(\w+)/g, '{$1}');
	const operation = paths[path]?.[declared.method] as { requestBody?: JsonSchema; parameters?: JsonSchema[] };
	const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
	const answers = Object.entries(declared.answers).map(
		([status, answer]) => `<li><b>${status}</b> ${prose(answer.description)}</li>`
	);
	return `<article><h3><span class="method">${declared.method.toUpperCase()}</span> <code>${escape(path)}</code></h3>
<p>${prose(declared.summary)}. For ${rolesInWords(declared.verb)}.</p>${declared.description ? `<p>${prose(declared.description)}</p>` : ''}
${query.length ? `<p>Query: ${query.map(({ name }) => `<code>${escape(String(name))}</code>`).join(', ')}</p>` : ''}
${operation.requestBody ? `<p>${prose(String(operation.requestBody.description))}</p>` : ''}
${schemaDetails('What is sent', contentSchema(operation.requestBody))}
<ul>${answers.join('')}</ul>
<p class="reasons">Refusals: ${reasonsOf(declared).map(reasonLink).join(' ')}</p></article>`;
}

const reasonLink = (reason: Reason): string => `<a href="#reason-${reason}">${reason}</a>`;

function contentSchema(body: JsonSchema | undefined): JsonSchema | undefined {
	const content = body?.content as Record<string, { schema: JsonSchema }> | undefined;
	return content?.['application/json']?.schema;
}

/** References become links to the shapes below. */
function schemaDetails(title: string, schema: JsonSchema | undefined): string {
	if (!schema) return '';
	const text = escape(JSON.stringify(schema, null, 2)).replace(
		/&quot;#\/components\/schemas\/(\w+)&quot;/g,
		'<a href="#shape-$1">$1</a>'
	);
	return `<details><summary>${title}</summary><pre>${text}</pre></details>`;
}

const shapesOf = ({ components }: OpenApiDocument): string =>
	`<section id="shapes"><h2>Shapes</h2>${Object.entries(components.schemas)
		.map(([id, schema]) => `<div id="shape-${id}">${schemaDetails(id, schema)}</div>`)
		.join('')}</section>`;

const refusalsTable = (): string =>
	`<section id="reasons"><h2>Refusals</h2><p>Each is an <code>application/problem+json</code> with <code>reason</code>, <code>message</code> and, for documents, <code>errors</code> with a JSON pointer each.</p>
<table><thead><tr><th scope="col">Reason</th><th scope="col">Status</th></tr></thead><tbody>${Object.entries(
		REASONS
	)
		.map(
			([reason, status]) => `<tr id="reason-${reason}"><td><code>${reason}</code></td><td>${status}</td></tr>`
		)
		.join('')}</tbody></table></section>`;
