import { createSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import type { AuditEntry } from './audit-chain';
import { openLink, type CertificateFault, type SyslogAddress } from './syslog-link';

/** Whether the other machine can be reached. */
export interface SyslogReach {
	/** What stands in the way, in the system's own words; null: it takes messages, or nobody can tell. */
	readonly error: string | null;
	readonly fault: CertificateFault | null;
	/** End of the other machine's certificate; null where none was shown. */
	readonly validTo: Date | null;
}

/** How the copying goes. */
export interface SyslogState extends SyslogReach {
	readonly sent: number;
	/** Lines that the other machine has not taken yet. */
	readonly waiting: number;
	/** Lines that were given up, because too many waited. */
	readonly dropped: number;
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
/** How long a question whether the other machine is there waits. */
const reachMilliseconds = 5_000;

/** Copies lines to another machine; the log here never waits for it. Over TCP and TLS each message is framed by its length. */
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
	#isReady = false;
	#reach: SyslogReach = { error: null, fault: null, validTo: null };

	constructor(address: SyslogAddress) {
		this.#address = address;
	}

	get state(): SyslogState {
		return {
			sent: this.#sent,
			waiting: this.#waiting.length,
			dropped: this.#dropped,
			...this.#reach
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
			this.#reach = { error: error.message, fault: null, validTo: null };
			socket.close();
		});
		socket.send(message, this.#address.port, this.#address.host, (error) => {
			if (error) return;
			this.#sent += 1;
			this.#reach = { error: null, fault: null, validTo: null };
			socket.close();
		});
	}

	#next(): void {
		if (this.#closed || this.#isSending || this.#timer || this.#waiting.length === 0) return;
		this.#socket ??= this.#connect();
		if (!this.#isReady || this.#socket === undefined) return;
		this.#isSending = true;
		this.#socket.write(this.#waiting[0]!, (error) => {
			this.#isSending = false;
			// Where the line broke the message stays the first: it is sent again.
			if (error) return;
			this.#waiting.shift();
			this.#sent += 1;
			this.#next();
		});
	}

	#connect(): Socket | undefined {
		const again = () => {
			this.#socket = undefined;
			this.#isReady = false;
			this.#isSending = false;
			if (this.#closed) return;
			this.#timer ??= setTimeout(() => {
				this.#timer = undefined;
				this.#next();
			}, this.#pause);
			this.#timer.unref();
			this.#pause = Math.min(this.#pause * 2, longestPause);
		};
		const socket = openLink(this.#address, {
			ready: (validTo) => {
				this.#isReady = true;
				this.#pause = firstPause;
				this.#reach = { error: null, fault: null, validTo };
				this.#next();
			},
			failed: (error, fault) => (this.#reach = { error, fault, validTo: null }),
			closed: again
		});
		if (socket === undefined) again();
		return socket;
	}

	/** Whether the other machine can be reached: as the last line found it, or by a connection made for it. */
	reach(): Promise<SyslogReach> {
		if (this.#isReady || this.#address.protocol === 'udp') return Promise.resolve(this.#reach);
		return new Promise((resolve) => {
			let found: SyslogReach = { error: 'timeout', fault: null, validTo: null };
			const socket = openLink(this.#address, {
				ready: (validTo) => {
					found = { error: null, fault: null, validTo };
					socket?.destroySoon();
				},
				failed: (error, fault) => (found = { error, fault, validTo: null }),
				closed: () => resolve(found)
			});
			if (socket === undefined) return resolve(found);
			// Somebody waits for this answer: the process stays for it.
			socket.ref();
			socket.setTimeout(reachMilliseconds, () => socket.destroy());
		});
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#socket?.destroySoon();
	}
}
