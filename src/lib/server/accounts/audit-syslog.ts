import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { hostname } from 'node:os';
import type { AuditEntry } from './audit-chain';

/** Where a copy of the audit log goes. */
export interface SyslogAddress {
	readonly protocol: 'udp' | 'tcp';
	readonly host: string;
	readonly port: number;
}

/** How the copying goes. */
export interface SyslogState {
	readonly sent: number;
	/** Lines that the other machine has not taken yet. */
	readonly waiting: number;
	/** Lines that were given up, because too many waited. */
	readonly dropped: number;
	readonly error: string | null;
}

/** Facility 13 (log audit), severity 5 (notice) where it was done, 4 (warning) where it was not. */
const priority = (result: AuditEntry['result']) => 13 * 8 + (result === 'done' ? 5 : 4);
/** Printable ASCII without blanks, as the header of a message asks for. */
const headerWord = (text: string, most: number) =>
	text.replaceAll(/[^\x21-\x7e]/g, '-').slice(0, most) || '-';

/** A message of RFC 5424; what it says is the line of the log as it stands, in UTF-8. */
function syslogMessage(line: string, { at, result }: Pick<AuditEntry, 'at' | 'result'>): string {
	const moment = `${at.replace(' ', 'T')}+08:00`;
	const head = [
		`<${priority(result)}>1`,
		moment,
		headerWord(hostname(), 255),
		'xinshao',
		String(process.pid),
		'audit',
		'-'
	];
	return `${head.join(' ')} \ufeff${line}`;
}

const mostWaiting = 10_000;
const firstPause = 1_000;
const longestPause = 60_000;

/** Copies lines to another machine; the log here never waits for it. Over TCP each message is framed by its length. */
export class SyslogCopy {
	readonly #address: SyslogAddress;
	readonly #waiting: Buffer[] = [];
	#socket: Socket | undefined;
	#isSending = false;
	#pause = firstPause;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;
	#sent = 0;
	#dropped = 0;
	#error: string | null = null;

	constructor(address: SyslogAddress) {
		this.#address = address;
	}

	get state(): SyslogState {
		return {
			sent: this.#sent,
			waiting: this.#waiting.length,
			dropped: this.#dropped,
			error: this.#error
		};
	}

	send(line: string, entry: Pick<AuditEntry, 'at' | 'result'>): void {
		const message = Buffer.from(syslogMessage(line, entry), 'utf8');
		if (this.#address.protocol === 'udp') {
			this.#sendOnce(message);
			return;
		}
		if (this.#waiting.length >= mostWaiting) {
			this.#waiting.shift();
			this.#dropped += 1;
		}
		this.#waiting.push(Buffer.concat([Buffer.from(`${message.length} `), message]));
		this.#next();
	}

	#sendOnce(message: Buffer): void {
		const socket = createSocket(this.#address.host.includes(':') ? 'udp6' : 'udp4');
		socket.on('error', (error) => {
			this.#error = error.message;
			socket.close();
		});
		socket.send(message, this.#address.port, this.#address.host, (error) => {
			if (error) return;
			this.#sent += 1;
			this.#error = null;
			socket.close();
		});
	}

	#next(): void {
		if (this.#closed || this.#isSending || this.#timer || this.#waiting.length === 0) return;
		const socket = this.#socket ?? this.#connect();
		if (socket.connecting) return;
		this.#isSending = true;
		socket.write(this.#waiting[0]!, (error) => {
			this.#isSending = false;
			// Where the line broke the message stays the first: it is sent again.
			if (error) return;
			this.#waiting.shift();
			this.#sent += 1;
			this.#next();
		});
	}

	#connect(): Socket {
		const { host, port } = this.#address;
		const socket = connect({ host, port });
		this.#socket = socket;
		socket.setKeepAlive(true, 30_000);
		socket.unref();
		socket.once('connect', () => {
			this.#pause = firstPause;
			this.#error = null;
			this.#next();
		});
		socket.once('error', (error) => (this.#error = error.message));
		// Nothing is expected; reading tells when the other side has gone.
		socket.resume();
		socket.once('end', () => socket.destroy());
		socket.once('close', () => {
			this.#socket = undefined;
			this.#isSending = false;
			if (this.#closed) return;
			this.#timer = setTimeout(() => {
				this.#timer = undefined;
				this.#next();
			}, this.#pause);
			this.#timer.unref();
			this.#pause = Math.min(this.#pause * 2, longestPause);
		});
		return socket;
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#socket?.destroy();
	}
}
