/** A mail's words in its two forms: plain text, and HTML simple enough for every mail program. */

/** A paragraph, an address on a line of its own that HTML shows as a link, or the title of a section. */
export type Part = { text: string } | { address: string } | { title: string };

export interface Layout {
	locale: string;
	/** Stands above the text in HTML. */
	heading: string;
	parts: Part[];
	footer: string;
}

export const plainText = ({ parts, footer }: Layout): string =>
	[...parts.map(plainPart), '-- ', footer].join('\n\n') + '\n';

function plainPart(part: Part): string {
	if ('text' in part) return part.text;
	return 'address' in part ? part.address : `== ${part.title} ==`;
}

export function html({ locale, heading, parts, footer }: Layout): string {
	const paragraphs = parts.map(htmlPart);
	return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(heading)}</title></head>
<body style="margin:0;background:#f8f7f3;color:#0d2036;font:16px/1.5 system-ui,'Segoe UI',sans-serif">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0;padding:20px 24px;background:#0d2b4e;color:#ffffff;font-size:18px;font-weight:bold;border-bottom:5px solid #ff7f47">${escaped(heading)}</p>
<div style="padding:24px">
${paragraphs.join('\n')}
<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dcdfe2;color:#435569;font-size:14px">${escaped(footer)}</p>
</div></div></body></html>
`;
}

function htmlPart(part: Part): string {
	if ('text' in part) return `<p style="margin:0 0 16px">${escaped(part.text)}</p>`;
	if ('title' in part)
		return `<h2 style="margin:24px 0 8px;font-size:18px;border-top:1px solid #dcdfe2;padding-top:16px">${escaped(part.title)}</h2>`;
	const address = escaped(part.address);
	return `<p style="margin:0 0 16px"><a href="${address}" style="color:#164f8a;font-weight:bold;word-break:break-all">${address}</a></p>`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
