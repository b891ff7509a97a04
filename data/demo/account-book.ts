import { timeText, type Day } from './days';
import type { Project, Row, Span } from './model';

/** One movement on a wage account. */
export interface Movement {
	readonly day: Day;
	/** Seconds after midnight; moved on where an earlier entry of the day stands later. */
	readonly seconds: number;
	readonly direction: '收' | '支';
	readonly fen: number;
	readonly counterparty: string;
	readonly payeeId: string | null;
	readonly memo: string;
}

/** The statement of one wage account: entries in the order of their times, with the balance after each. */
export interface AccountBook {
	readonly transactions: Row[];
	balanceFen(): number;
	enter(movement: Movement): void;
}

/** Opens an empty statement for a project's account. */
export function openBook(project: Project, span: Span, accountNo: string): AccountBook {
	const transactions: Row[] = [];
	const prefix = `LS${span.jurisdiction}${String(project.index).padStart(4, '0')}`;
	let balanceFen = 0;
	let lastDay: Day | null = null;
	let lastSeconds = 0;
	return {
		transactions,
		balanceFen: () => balanceFen,
		enter({ day, seconds, direction, fen, counterparty, payeeId, memo }) {
			balanceFen += direction === '收' ? fen : -fen;
			// A bank's entries stand in the order of their times, whatever was arranged first.
			const at = day === lastDay ? Math.max(seconds, lastSeconds + 1) : seconds;
			lastDay = day;
			lastSeconds = at;
			transactions.push({
				txn_no: prefix + String(transactions.length + 1).padStart(6, '0'),
				project_code: project.code,
				account_no: accountNo,
				txn_time: timeText(day, at),
				direction,
				amount: fen / 100,
				counterparty_type: counterparty,
				payee_id_no: payeeId,
				balance_after: balanceFen / 100,
				memo
			});
		}
	};
}
