import type { Params, Transaction } from './warehouse';

/** The number that a question answers in its column `n`. */
export const counted = async (tx: Transaction, sql: string, params: Params = {}): Promise<number> =>
	Number((await tx.all(sql, params))[0]?.['n'] ?? 0);
