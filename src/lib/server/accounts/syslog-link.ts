import { readFileSync } from 'node:fs';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';

/** Where a copy of the audit log goes. */
export interface SyslogAddress {
	readonly protocol: 'udp' | 'tcp' | 'tls';
	readonly host: string;
	readonly port: number;
	/** Absolute path of the certificates (PEM) that the other machine's must lead back to; the usual authorities where it is left out. */
	readonly ca?: string;
}

/** What is wrong with the certificate of the other machine, or with what it is held against. */
export type CertificateFault = 'untrusted' | 'name' | 'expired' | 'early' | 'ca';

/** A connection that is ready to be written to, or why there is none. */
export interface LinkEvents {
	/** `validTo`: end of the other machine's certificate; null over plain TCP. */
	ready(validTo: Date | null): void;
	failed(error: string, fault: CertificateFault | null): void;
	closed(): void;
}

const faults: Readonly<Record<string, CertificateFault>> = {
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
	UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
	CERT_UNTRUSTED: 'untrusted',
	CERT_SIGNATURE_FAILURE: 'untrusted',
	INVALID_CA: 'untrusted',
	CERT_HAS_EXPIRED: 'expired',
	CERT_NOT_YET_VALID: 'early',
	ERR_TLS_CERT_ALTNAME_INVALID: 'name'
};

const endOf = (socket: TLSSocket): Date | null => {
	const end = new Date(socket.getPeerCertificate().valid_to);
	return Number.isNaN(end.getTime()) ? null : end;
};

/** The certificates to trust, read anew for every connection, so that a file that was replaced is taken up. */
function trusted(path: string): string {
	const text = readFileSync(path, 'utf8');
	if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error(`no certificate in ${path}`);
	return text;
}

/**
 * Connects over TCP, or over TLS 1.2 and up, where the other machine must show a certificate of that name that leads back
 * to a trusted one: nothing is written before `ready`. It never keeps the process alive.
 */
export function openLink(
	{ protocol, host, port, ca }: SyslogAddress,
	events: LinkEvents
): Socket | undefined {
	let socket: Socket;
	if (protocol === 'tls') {
		let authorities: { ca?: string };
		try {
			authorities = ca === undefined ? {} : { ca: trusted(ca) };
		} catch (error) {
			events.failed(String(error instanceof Error ? error.message : error), 'ca');
			return undefined;
		}
		const secure = connectSecurely({
			host,
			port,
			minVersion: 'TLSv1.2',
			...authorities,
			...(isIP(host) === 0 && { servername: host })
		});
		secure.once('secureConnect', () => events.ready(endOf(secure)));
		socket = secure;
	} else {
		socket = connect({ host, port });
		socket.once('connect', () => events.ready(null));
	}
	socket.setKeepAlive(true, 30_000);
	socket.unref();
	socket.once('error', (error: NodeJS.ErrnoException) =>
		events.failed(error.message, faults[error.code ?? ''] ?? null)
	);
	// Nothing is expected; reading tells when the other side has gone.
	socket.resume();
	socket.once('end', () => socket.destroy());
	socket.once('close', () => events.closed());
	return socket;
}
