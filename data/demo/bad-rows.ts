import type { Row, Value } from './model';

/** What clerks get wrong: each entry spoils one copy of a sound row of that feed. */
const SLIPS: Readonly<Record<string, readonly Record<string, Value>[]>> = {
	payroll: [{ wage_month: '2025-13' }, { payable: -350 }, { worker_id_no: null }],
	attendance: [{ work_days: 45 }, { wage_month: '2026-00' }],
	account_transactions: [{ direction: '入' }, { amount: '三万元' }],
	disbursements: [{ paid: -5000 }, { paid_date: '2025-02-30' }],
	roster: [{ entry_date: null }, { worker_id_no: null }],
	special_accounts: [{ status: '待激活' }],
	enterprises: [{ enterprise_type: '施工' }],
	deposits: [{ amount: -1 }],
	inspections: [{ inspect_date: '2025-14-02' }]
};

/** Rows with the few mistakes that a feed's supplier makes put among the sound ones, or the rows as they are. */
export function withBadRows(feed: string, rows: readonly Row[]): readonly Row[] {
	const slips = SLIPS[feed];
	if (slips === undefined || rows.length < 10) return rows;
	const mixed = [...rows];
	slips.forEach((slip, index) => {
		const at = Math.floor((rows.length * (index + 1)) / (slips.length + 2));
		mixed.splice(at, 0, { ...rows[at]!, ...slip });
	});
	return mixed;
}

/** How many rows withBadRows adds to a feed that is large enough. */
export function badRowCount(feed: string): number {
	return SLIPS[feed]?.length ?? 0;
}
