/**
 * What kit's handler is told about a request. Its address is always our own origin, so that no page, link or redirect can
 * repeat a Host that the client made up; the check of a form's origin, which needs the Host, is made here.
 */
import type { RequestHandler } from 'express';
import type { App } from '#lib/server/app.ts';

/** The environment that adapter-node reads when it is loaded: which headers it believes. */
export const KIT_HEADERS = {
	ADDRESS_HEADER: 'x-kit-address',
	PROTOCOL_HEADER: 'x-kit-protocol',
	HOST_HEADER: 'x-kit-host'
} as const;

/** `http` or `https` as the browser speaks it, which may differ from our origin's: on a field's network, say. */
export const SPOKEN_PROTOCOL_HEADER = 'x-spoken-protocol';

/** Set from what Express worked out under `trust proxy`, whatever the client sent. */
export function tellKitWhoAsks(app: App): RequestHandler {
	return (request, _response, next) => {
		const own = new URL(app.origin());
		const { headers } = request;
		headers[KIT_HEADERS.ADDRESS_HEADER] = request.ip ?? 'unknown';
		headers[KIT_HEADERS.PROTOCOL_HEADER] = own.protocol.slice(0, -1);
		headers[KIT_HEADERS.HOST_HEADER] = own.host;
		headers[SPOKEN_PROTOCOL_HEADER] = request.protocol;
		// Kit refuses a form whose Origin is not its address. People reach this server by other names too (localhost, an address
		// on the local network): what comes from the very name that it was sent to is from our own pages.
		if (headers.origin === `${request.protocol}://${request.host}`) headers.origin = own.origin;
		next();
	};
}
