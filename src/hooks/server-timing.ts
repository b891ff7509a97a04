import type { Reader } from '$lib/server/warehouse/warehouse';

/** What the questions of one request took: milliseconds in which at least one was open, and how many there were. */
export class AskedTime {
	#open = 0;
	#since = 0;
	milliseconds = 0;
	questions = 0;

	/** The same reader, with an eye on the clock. */
	watch(reader: Reader): Reader {
		return {
			read: async (sql, params, row) => {
				this.questions += 1;
				if (this.#open === 0) this.#since = performance.now();
				this.#open += 1;
				try {
					return await reader.read(sql, params, row);
				} finally {
					this.#open -= 1;
					if (this.#open === 0) this.milliseconds += performance.now() - this.#since;
				}
			}
		};
	}

	/** As the header Server-Timing says it, which the tools of a browser show. */
	header(total: number): string {
		return `total;dur=${total.toFixed(1)}, db;dur=${this.milliseconds.toFixed(1)};desc="${this.questions} questions"`;
	}
}
