import type { Answer, Outgoing } from './channel';

const largestAnswerBytes = 64 * 1024;
const shownAnswerLength = 500;

async function beginningOf(response: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		chunks.push(chunk as Uint8Array);
		size += (chunk as Uint8Array).byteLength;
		if (size > largestAnswerBytes) break;
	}
	return Buffer.concat(chunks).toString('utf8').slice(0, largestAnswerBytes);
}

const reasonOf = (error: unknown): string => {
	if (!(error instanceof Error)) return String(error);
	if (error.name === 'TimeoutError') return 'timeout';
	return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
};

/**
 * Posts a body and judges what came back; follows no redirect, since that could lead to a place that was not
 * allowed. `judge` is asked about answers of 2xx only and gives the robot's own code, null where all is well.
 */
export async function postJson(
	{ to, headers, body }: Outgoing,
	milliseconds: number,
	judge: (text: string) => string | null
): Promise<Answer> {
	try {
		const response = await fetch(to, {
			method: 'POST',
			headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
			body,
			redirect: 'error',
			signal: AbortSignal.timeout(milliseconds)
		});
		const text = await beginningOf(response);
		const complaint = response.ok ? judge(text) : null;
		return {
			ok: response.ok && complaint === null,
			status: `HTTP ${response.status}${complaint === null ? '' : ` ${complaint}`}`,
			answer: text.slice(0, shownAnswerLength)
		};
	} catch (error) {
		return { ok: false, status: reasonOf(error).slice(0, 200), answer: '' };
	}
}

/** The code of a robot's answer by the first of these names that it holds; anything but 0 is a complaint. */
export function robotComplaint(text: string, names: readonly string[]): string | null {
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch {
		return 'not JSON';
	}
	const fields = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
	const name = names.find((candidate) => candidate in fields);
	if (name === undefined) return `no ${names[0] ?? 'code'}`;
	return Number(fields[name]) === 0 ? null : `${name} ${String(fields[name])}`;
}
