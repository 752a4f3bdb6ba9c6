/** A TCP port in front of a Unix socket that can be cut: connections end at once and new ones are refused. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttableSocket {
	port: number;
	cut(): Promise<void>;
}

/** @param path the socket's file */
export async function cuttableSocket(path: string): Promise<CuttableSocket> {
	const open = new Set<Socket>();
	const front = createServer((visitor) => {
		const behind = connect(path);
		for (const [socket, other] of [
			[visitor, behind],
			[behind, visitor]
		] as const) {
			open.add(socket);
			socket.pipe(other);
			socket.on('error', () => other.destroy());
			socket.on('close', () => open.delete(socket));
		}
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	return {
		port: (front.address() as AddressInfo).port,
		cut: () =>
			new Promise((resolve) => {
				front.close(() => resolve());
				for (const socket of open) socket.destroy();
			})
	};
}
