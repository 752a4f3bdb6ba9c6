/**
 * Loaded into the server by the fuzz run alone (`node --import`): a route that fails on one odd value, so that each run
 * proves first that it finds what is broken.
 */
import { Server } from 'node:http';

const { emit } = Server.prototype;

/** @this {Server} @param {string} name @param {...any} rest */
Server.prototype.emit = function (name, ...rest) {
	const [request, response] = rest;
	if (name !== 'request' || request.url !== '/api/v1/planted') return emit.call(this, name, ...rest);
	/** @type {Buffer[]} */
	const chunks = [];
	request.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
	request.on('end', () => {
		response.statusCode = Buffer.concat(chunks).includes('\\u0000') ? 500 : 200;
		response.end('{}');
	});
	return true;
};
