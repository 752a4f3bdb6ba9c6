/** A mail's words in its two forms: plain text, and HTML simple enough for every mail program. */

/** A paragraph, or an address on a line of its own that HTML shows as a link. */
export type Part = { text: string } | { address: string };

export interface Layout {
	locale: string;
	/** Stands above the text in HTML. */
	heading: string;
	parts: Part[];
	footer: string;
}

export const plainText = ({ parts, footer }: Layout): string =>
	[...parts.map((part) => ('text' in part ? part.text : part.address)), '-- ', footer].join('\n\n') + '\n';

export function html({ locale, heading, parts, footer }: Layout): string {
	const paragraphs = parts.map((part) =>
		'text' in part
			? `<p style="margin:0 0 16px">${escaped(part.text)}</p>`
			: `<p style="margin:0 0 16px"><a href="${escaped(part.address)}" style="color:#164f8a;font-weight:bold;word-break:break-all">${escaped(part.address)}</a></p>`
	);
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

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
