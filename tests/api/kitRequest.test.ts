/** What kit is told: never a name that the client made up, and a form of our own pages whatever name they were reached by. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KIT_HEADERS, SPOKEN_PROTOCOL_HEADER, tellKitWhoAsks } from '#lib/server/start/kitRequest.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let opened: TestApp;
let server: Server;
let port: number;

beforeAll(async () => {
	opened = await testApp({ nowMs: Date.UTC(2026, 4, 1) });
	const front = express();
	front.use(tellKitWhoAsks(opened.app), (req, res) => void res.json(req.headers));
	server = createServer(front);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
	await opened.close();
});

/** The headers that kit would see. */
const told = (headers: Record<string, string>) =>
	new Promise<Record<string, string>>((resolve, reject) => {
		request({ port, host: '127.0.0.1', headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.on('end', () => resolve(JSON.parse(text) as Record<string, string>));
		})
			.on('error', reject)
			.end();
	});

const OWN = 'https://run.example.org';

test('kit’s address is our own origin, whatever Host and headers say', async () => {
	const seen = await told({
		Host: 'elsewhere.example',
		[KIT_HEADERS.HOST_HEADER]: 'elsewhere.example',
		[KIT_HEADERS.PROTOCOL_HEADER]: 'ftp',
		[KIT_HEADERS.ADDRESS_HEADER]: '203.0.113.7',
		[SPOKEN_PROTOCOL_HEADER]: 'https'
	});
	expect(seen).toMatchObject({
		[KIT_HEADERS.HOST_HEADER]: 'run.example.org',
		[KIT_HEADERS.PROTOCOL_HEADER]: 'https',
		[KIT_HEADERS.ADDRESS_HEADER]: '127.0.0.1',
		[SPOKEN_PROTOCOL_HEADER]: 'http'
	});
});

test('a form from the name that it is sent to is taken, from our origin too, and from any other name refused', async () => {
	const originTold = async (host: string, origin: string) =>
		(await told({ Host: host, Origin: origin })).origin;
	for (const host of ['localhost:3000', '192.168.1.7:3000', '[::1]:3000', 'run.local'])
		expect(await originTold(host, `http://${host}`)).toBe(OWN);
	expect(await originTold('192.168.1.7:3000', OWN)).toBe(OWN);
	for (const origin of ['http://elsewhere.example', 'https://localhost:3000', 'http://localhost', 'null'])
		expect(await originTold('localhost:3000', origin)).toBe(origin);
	expect((await told({ Host: 'localhost:3000' })).origin).toBeUndefined();
});
