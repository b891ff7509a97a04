import { RiskError } from '$lib/domain/errors';
import { readTables } from '../readers/read-tables';
import { repairCsv } from '../readers/repair-csv';
import type { ParserAnswer, ParserOrder } from './parser-messages';

/**
 * The process that reads one file that somebody handed in, and ends. Whatever the file does to it, the server
 * that started it goes on: see parser-process.ts for its limits.
 */
process.once('message', (order: ParserOrder) => {
	answer(order).then(
		(reply) => process.send?.(reply, () => process.exit(0)),
		() => process.exit(1)
	);
});
process.once('disconnect', () => process.exit(1));

async function answer(order: ParserOrder): Promise<ParserAnswer> {
	try {
		if (order.kind === 'repair') {
			return { kind: 'repair', repaired: await repairCsv(order.path, order.layout, order.temp) };
		}
		return { kind: 'tables', tables: await readTables(order.file, order.temp, order.limits) };
	} catch (error) {
		if (error instanceof RiskError) {
			return { kind: 'refused', code: error.code, message: error.message, details: error.details };
		}
		return { kind: 'failed', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}
