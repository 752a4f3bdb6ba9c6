import type { RequestEvent } from '@sveltejs/kit';
import { SPOKEN_PROTOCOL_HEADER } from '#lib/server/start/kitRequest.ts';

/** `http` or `https` as the browser speaks it; the address that kit knows is always our origin. In development kit knows the browser's. */
export const spokenProtocol = ({ request, url }: Pick<RequestEvent, 'request' | 'url'>): string =>
	request.headers.get(SPOKEN_PROTOCOL_HEADER) ?? url.protocol.slice(0, -1);
