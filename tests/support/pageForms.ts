/** The forms and links of a page as a browser without scripts sees them, and what it would send. */
import { load } from 'cheerio';

export interface FormField {
	name: string;
	/** `type` of an input, else `select` or `textarea`. */
	kind: string;
	/** What a browser sends when nobody touches it; none for an unticked box. */
	defaults: string[];
	/** What may be chosen; empty where anything may be typed. */
	options: string[];
}

export interface PageForm {
	/** Path and query of the page that shows it. */
	page: string;
	/** Path and query that it is sent to. */
	action: string;
	method: 'get' | 'post';
	multipart: boolean;
	/** The language and all other fields, in the order of the page, one for each name. */
	fields: FormField[];
	/** Name and value of the button that sends it. */
	button: [name: string, value: string] | null;
}

export interface ShownPage {
	forms: PageForm[];
	/** Paths with queries of the same site. */
	links: string[];
}

/** @param page path and query of the page, which addresses are resolved against */
export function readPage(html: string, page: string): ShownPage {
	const $ = load(html);
	const inSite = (address: string): string | null => {
		const url = URL.canParse(address, `http://site${page}`) ? new URL(address, `http://site${page}`) : null;
		return url?.origin === 'http://site' ? url.pathname + url.search : null;
	};
	const links = $('a[href]')
		.map((_, link) => inSite($(link).attr('href') ?? ''))
		.get();
	const forms = $('form')
		.toArray()
		.flatMap((element): PageForm[] => {
			const form = $(element);
			const id = form.attr('id');
			const outside = id ? $(`[form="${id}"]`).toArray() : [];
			const controls = [...form.find('[name], button, input[type=submit]').toArray(), ...outside].map((at) =>
				$(at)
			);
			const fields = new Map<string, FormField>();
			const buttons: (typeof form)[] = [];
			for (const control of controls) {
				const tag = control.prop('tagName')?.toLowerCase() ?? '';
				const type = control.attr('type')?.toLowerCase();
				if (tag === 'button' || type === 'submit') {
					if (type !== 'button' && type !== 'reset') buttons.push(control as typeof form);
					continue;
				}
				const name = control.attr('name');
				if (!name || control.is('[disabled]')) continue;
				const kind = tag === 'input' ? (type ?? 'text') : tag;
				const field = fields.get(name) ?? { name, kind, defaults: [], options: [] };
				fields.set(name, field);
				if (kind === 'radio' || kind === 'checkbox') {
					const value = control.attr('value') ?? 'on';
					field.options.push(value);
					if (control.is('[checked]')) field.defaults.push(value);
				} else if (kind === 'select') {
					const options = control.find('option').toArray();
					field.options.push(...options.map((option) => $(option).attr('value') ?? $(option).text()));
					field.defaults.push(...[control.val() ?? []].flat());
				} else field.defaults.push(...[control.val() ?? ''].flat());
			}
			const method = form.attr('method')?.toLowerCase() === 'post' ? ('post' as const) : ('get' as const);
			// A form without a button is sent by the Enter key.
			return (buttons.length > 0 ? buttons : [form]).flatMap((button) => {
				const action = inSite(button.attr('formaction') ?? form.attr('action') ?? page);
				const name = button === form ? undefined : button.attr('name');
				return action === null
					? []
					: [
							{
								page,
								action,
								method,
								multipart: form.attr('enctype') === 'multipart/form-data',
								fields: [...fields.values()],
								button: name ? [name, button.attr('value') ?? ''] : null
							}
						];
			});
		});
	return { forms, links: links.filter((link) => link !== null) };
}

/** Name and text, or the content of a chosen file. */
export type Entry = [name: string, value: string | { file: string; name: string }];

/** What a browser sends when only the button is pressed. */
export const defaultEntries = ({ fields, button }: PageForm): Entry[] => [
	...fields.flatMap(({ name, kind, defaults }): Entry[] =>
		kind === 'file' ? [[name, { file: '', name: '' }]] : defaults.map((value) => [name, value])
	),
	...(button ? [button as Entry] : [])
];

/** Content-Type and body of a form that is posted. */
export async function encodeEntries(
	{ multipart }: Pick<PageForm, 'multipart'>,
	entries: Entry[]
): Promise<{ type: string; body: Buffer }> {
	if (!multipart) {
		const text = entries.map(([name, value]): [string, string] => [
			name,
			typeof value === 'string' ? value : value.name
		]);
		return {
			type: 'application/x-www-form-urlencoded',
			body: Buffer.from(new URLSearchParams(text).toString())
		};
	}
	const form = new FormData();
	for (const [name, value] of entries)
		if (typeof value === 'string') form.append(name, value);
		else form.append(name, new Blob([value.file], { type: 'text/csv' }), value.name);
	const response = new Response(form);
	return {
		type: response.headers.get('content-type') ?? '',
		body: Buffer.from(await response.arrayBuffer())
	};
}
