import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { contradictions } from '$lib/server/contradictions/registry';
import { findContradictions } from '$lib/server/contradictions/find-contradictions';
import { contradictionList } from '$lib/server/queries/contradiction-list';
import { openDistrict, policy, type District, type Row } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());
beforeEach(async () => {
	await district.clear();
	await district.warehouse.write((tx) => tx.run('delete from contradiction'));
});

type Rows = Record<string, Row[]>;
const project = (code: string, more: Row = {}): Row => ({
	project_code: code,
	project_name: `工程${code}`,
	street: policy.units[0]!.name,
	sector: sectors[0]!,
	status: '在建',
	gc_uscc: 'GC',
	...more
});
const worker = (n: number) => `9901011990010${String(n).padStart(5, '0')}`;
const many = (count: number, make: (n: number) => Row) => Array.from({ length: count }, (_, n) => make(n));
const pay = (n: number, more: Row = {}): Row => ({
	project_code: 'P',
	employer_uscc: 'LABOUR',
	worker_id_no: worker(n),
	wage_month: '2026-10',
	work_days: 22,
	payable: 6000,
	paid: 6000,
	pay_status: '成功',
	pay_date: '2026-10-31',
	...more
});
const work = (n: number, more: Row = {}): Row => ({
	project_code: 'P',
	worker_id_no: worker(n),
	wage_month: '2026-10',
	work_days: 20,
	uploaded_at: '2026-11-01',
	...more
});
const onRoster = (n: number, more: Row = {}): Row => ({
	project_code: 'P',
	worker_id_no: worker(n),
	entry_date: '2026-01-01',
	...more
});
const txn = (no: string, direction: string, amount: number, day: string): Row => ({
	txn_no: no,
	project_code: 'P',
	account_no: '6222000000000001',
	txn_time: `${day} 10:00`,
	direction,
	amount,
	balance_after: 1
});

async function kinds(rows: Rows): Promise<string[]> {
	await district.ingestRows({ projects: [project('P'), project('Q')], ...rows });
	await findContradictions(district.warehouse, '2026-11-20');
	return (await contradictionList(district.warehouse, '2026-11-20', null)).map(
		({ kind, projectCode }) => `${kind} ${projectCode}`
	);
}

/** Of each kind: rows that contradict each other, and the same just not. */
const examples: Record<string, { hit: () => Rows; calm: () => Rows }> = {
	roster_not_paid: {
		hit: () => ({ roster: many(21, onRoster), payroll: many(10, pay), attendance: many(10, work) }),
		calm: () => ({ roster: many(20, onRoster), payroll: many(10, pay), attendance: many(10, work) })
	},
	paid_account_still: {
		hit: () => ({
			payroll: many(2, (n) => pay(n, { pay_channel: '专户代发' })),
			attendance: many(2, work),
			account_transactions: [txn('1', '支', 5_999, '2026-10-31')]
		}),
		calm: () => ({
			payroll: many(2, (n) => pay(n, { pay_channel: '专户代发' })),
			attendance: many(2, work),
			account_transactions: [txn('1', '支', 6_000, '2026-10-31')]
		})
	},
	stopped_payroll: {
		hit: () => ({
			projects: [project('P', { status: '停工' }), project('Q')],
			payroll: [pay(1)],
			attendance: [work(1)]
		}),
		calm: () => ({
			projects: [project('P', { status: '停工' }), project('Q')],
			payroll: [pay(1, { wage_month: '2026-09' })],
			attendance: [work(1, { wage_month: '2026-09' })]
		})
	},
	progress_nobody: {
		hit: () => ({
			progress: [{ project_code: 'P', period: '2026-10', completed_value: 1 }],
			attendance: [work(1, { work_days: 0 })]
		}),
		calm: () => ({
			progress: [{ project_code: 'P', period: '2026-10', completed_value: 1 }],
			attendance: [work(1, { work_days: 1 })]
		})
	},
	paid_never_there: {
		hit: () => ({ payroll: many(5, pay), attendance: many(2, work) }),
		calm: () => ({ payroll: many(5, pay), attendance: many(2, work), roster: [onRoster(4)] })
	},
	work_after_exit: {
		hit: () => ({
			attendance: many(3, work),
			roster: many(2, (n) => onRoster(n, { exit_date: '2026-09-30' }))
		}),
		calm: () => ({
			attendance: many(3, work),
			roster: many(2, (n) => onRoster(n, { exit_date: '2026-10-01' }))
		})
	},
	two_sites: {
		hit: () => ({ attendance: [work(1), work(1, { project_code: 'Q' })] }),
		calm: () => ({ attendance: [work(1), work(1, { project_code: 'Q', work_days: 19.5 })] })
	},
	disbursed_not_received: {
		hit: () => ({
			disbursements: [
				{ disbursement_no: 'D', project_code: 'P', kind: '人工费', paid: 100, paid_date: '2026-10-10' }
			],
			account_transactions: [txn('1', '收', 49, '2026-10-12'), txn('2', '支', 1, '2026-10-20')]
		}),
		calm: () => ({
			disbursements: [
				{ disbursement_no: 'D', project_code: 'P', kind: '人工费', paid: 100, paid_date: '2026-10-10' }
			],
			account_transactions: [txn('1', '收', 50, '2026-10-12'), txn('2', '支', 1, '2026-10-20')]
		})
	},
	insured_too_few: {
		hit: () => ({
			payroll: many(21, pay),
			attendance: many(21, work),
			social_insurance: [{ uscc: 'LABOUR', month: '2026-10', insured_count: 2 }]
		}),
		calm: () => ({
			payroll: many(20, pay),
			attendance: many(20, work),
			social_insurance: [{ uscc: 'LABOUR', month: '2026-10', insured_count: 2 }]
		})
	},
	days_too_many: {
		hit: () => ({ payroll: [pay(1, { work_days: 31.5 })], attendance: [work(1)] }),
		calm: () => ({ payroll: [pay(1, { work_days: 31 })], attendance: [work(1)] })
	},
	one_card: {
		hit: () => ({
			payroll: many(2, (n) => pay(n, { bank_card_no: '6222021234567890123' })),
			attendance: many(2, work)
		}),
		calm: () => ({
			payroll: many(2, (n) => pay(n, { bank_card_no: `622202123456789012${n}` })),
			attendance: many(2, work)
		})
	},
	no_invoice_progress: {
		hit: () => ({
			progress: [{ project_code: 'P', period: '2026-10', completed_value: 1 }],
			tax: ['2026-08', '2026-09', '2026-10'].map((month) => ({
				uscc: 'GC',
				month,
				declared: 0,
				paid: 0,
				overdue: 0,
				invoice_amount: 0
			}))
		}),
		calm: () => ({
			progress: [{ project_code: 'P', period: '2026-10', completed_value: 1 }],
			tax: ['2026-08', '2026-09', '2026-10'].map((month, n) => ({
				uscc: 'GC',
				month,
				declared: 0,
				paid: 0,
				overdue: 0,
				invoice_amount: n
			}))
		})
	}
};

test('every kind has an example', () => {
	expect(Object.keys(examples).sort()).toEqual([...contradictions.keys()]);
});

test.each([...contradictions.values()].map(({ id, label }) => [id, label.zh]))(
	'%s（%s）: found, and just not',
	async (id) => {
		const hit = await kinds(examples[id]!.hit());
		expect(hit).toContain(`${id} P`);
		await district.clear();
		expect((await kinds(examples[id]!.calm())).filter((kind) => kind.startsWith(id))).toEqual([]);
	}
);

test('a project whose signals agree has none, and one without data has none', async () => {
	const calm = await kinds({
		roster: many(25, onRoster),
		payroll: many(25, (n) =>
			pay(n, { pay_channel: '专户代发', bank_card_no: `62220212345678${String(n).padStart(5, '0')}` })
		),
		attendance: many(25, work),
		progress: [{ project_code: 'P', period: '2026-10', completed_value: 1_000_000 }],
		disbursements: [
			{ disbursement_no: 'D', project_code: 'P', kind: '人工费', paid: 160_000, paid_date: '2026-10-10' }
		],
		account_transactions: [txn('1', '收', 160_000, '2026-10-11'), txn('2', '支', 150_000, '2026-10-31')],
		social_insurance: [{ uscc: 'LABOUR', month: '2026-10', insured_count: 30 }],
		tax: ['2026-08', '2026-09', '2026-10'].map((month) => ({
			uscc: 'GC',
			month,
			declared: 1,
			paid: 1,
			overdue: 0,
			invoice_amount: 9
		}))
	});
	expect(calm).toEqual([]);
});
