import { createHash } from 'node:crypto';

/** A prepared answer. */
export interface Answer {
	readonly status: number;
	readonly type: string;
	readonly body: string;
	readonly etag: string;
}

const mostAnswers = 1_000;

/**
 * Answers kept until anything in the database changes. The key names the rows that the caller may see: nobody
 * is ever handed what was prepared for somebody else. The same question at the same moment is asked once.
 */
export class PreparedAnswers {
	#version = -1;
	#answers = new Map<string, Promise<Answer>>();

	get(key: string, version: number, prepare: () => Promise<Omit<Answer, 'etag'>>): Promise<Answer> {
		if (version !== this.#version || this.#answers.size >= mostAnswers) {
			this.#version = version;
			this.#answers = new Map();
		}
		const answers = this.#answers;
		let answer = answers.get(key);
		if (answer === undefined) {
			answer = prepare().then((made) => ({
				...made,
				etag: `"${createHash('sha256').update(`${key}\n${made.body}`).digest('base64url').slice(0, 22)}"`
			}));
			answers.set(key, answer);
			answer.catch(() => answers.delete(key));
		}
		return answer;
	}
}
