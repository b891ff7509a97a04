import { addDays, addMonths } from '../../src/lib/domain/day';
import type { Warehouse, Transaction } from '../../src/lib/server/warehouse/warehouse';
import { sqlText } from '../../src/lib/server/warehouse/sql-values';

export const seededDay = '2026-08-14';
const streets = [
	'李封街道',
	'王封街道',
	'朱村街道',
	'冯封街道',
	'龙洞街道',
	'月山街道',
	'丹河街道',
	'许衡街道',
	'府城街道',
	'龙翔街道',
	'焦作经开区'
];
const sectors = ['房屋建筑', '市政', '交通运输', '水利', '农业农村', '园林绿化', '装饰装修'];
const words = [
	'锦绣华庭',
	'滨河路改造',
	'产业园标准厂房',
	'安置房',
	'污水管网',
	'乡村道路',
	'学校扩建',
	'医院门诊楼'
];

type Cell = string | number | boolean | null;

/** A small invented district: 96 projects, scored weekly, with the feeds of the first of them. For tests only. */
export async function seedBoard(warehouse: Warehouse): Promise<void> {
	await warehouse.write(async (tx) => {
		const next = random(7);
		await insert(tx, 'batch', batches());
		const runs: Cell[][] = [];
		const tiers: Cell[][] = [];
		for (let week = 0; week < 26; week++) {
			const asOf = addDays(seededDay, -7 * week);
			runs.push([week + 1, asOf, null, 'current', '410803', 'sha', `${asOf} 06:30:12`, 812]);
		}
		for (let index = 0; index < 96; index++) {
			const place = next();
			const street = streets[Math.floor(place * place * streets.length)]!;
			const sector = sectors[Math.floor(next() ** 1.5 * sectors.length)]!;
			const name = `${street.slice(0, 2)}${words[index % words.length]}${1 + (index % 5)}期工程`;
			let level = next();
			for (let week = 0; week < 26; week++) {
				const tier = index === 0 ? (week < 3 ? 3 : week < 8 ? 2 : 0) : tierAt(level);
				level = Math.min(0.999, Math.max(0, level + (next() - 0.48) * 0.09));
				const fired = tier === null ? '' : (firedAt[tier] ?? '');
				tiers.push([
					week + 1,
					'project',
					codeOf(index),
					name,
					street,
					sector,
					tier,
					tier === null || index % 17 === 0,
					tier === null ? 'payroll' : '',
					(tier ?? 0) * 25,
					(tier ?? 0) * 90 + next() * 60,
					tier === null ? 'grey' : ['0', '3', '2', '1b'][tier]!,
					fired,
					Math.floor(12 + next() * 90),
					tier && tier > 1 ? Math.floor(next() * 90_000_000) : 0
				]);
			}
		}
		for (let week = 0; week < 2; week++) {
			tiers.push([week + 1, 'enterprise', '91410803MA00000001', '河南某某建设有限公司', '李封街道', null, 2]);
			tiers.at(-1)!.push(false, '', 55, 140, '2', 'tax_overdue_months', 0, 0);
		}
		await insert(tx, 'score_run', runs);
		await insert(tx, 'tier_result', tiers);
		await insert(tx, valueColumns, indicatorRows());
		await insert(tx, 'mart_wage_month', wageMonths());
		await insert(tx, 'job_run', [
			[
				1,
				'ingest',
				'timetable',
				`${seededDay} 06:00:00`,
				`${seededDay} 06:00:31`,
				'done',
				'{"files": 6}',
				null,
				null
			],
			[
				2,
				'score',
				'timetable',
				`${seededDay} 06:30:00`,
				`${seededDay} 06:30:13`,
				'done',
				'{"projects": 96}',
				null,
				null
			],
			[
				3,
				'bank',
				'timetable',
				`${seededDay} 07:00:00`,
				`${seededDay} 07:00:04`,
				'failed',
				null,
				'银行接口拒绝连接，请联系开户行。',
				'ECONNREFUSED'
			]
		]);
		await insert(tx, 'set_aside', [
			[
				2,
				'payroll',
				'payroll_2026-07.csv',
				null,
				18,
				'worker_id_no',
				'4108**********123X',
				'身份证号码校验位不对，请与花名册核对。',
				'open'
			],
			[
				2,
				'payroll',
				'payroll_2026-07.csv',
				null,
				44,
				'paid',
				'-120',
				'实发工资小于 0，请与银行回单核对。',
				'open'
			],
			[
				3,
				'attendance',
				'7月考勤.xlsx',
				'汇总',
				9,
				null,
				null,
				'项目编码不在项目台账中，请先补录项目。',
				'open'
			]
		]);
		await seedProject(tx);
	});
}

const valueColumns =
	'indicator_value (run_id, subject_type, subject_code, indicator, measure, value, severity, null_reason, basis)';
const firedAt = ['', 'deposit_overdue_days', 'labour_fee_gap_days', 'wage_overdue_days;paid_amount_ratio'];

function tierAt(level: number): number | null {
	if (level > 0.93) return 3;
	if (level > 0.78) return 2;
	if (level > 0.56) return 1;
	return level < 0.06 ? null : 0;
}

function batches(): Cell[][] {
	const feeds = [
		'projects',
		'payroll',
		'attendance',
		'account_transactions',
		'disbursements',
		'clues',
		'roster'
	];
	return feeds.map((feed, index) => [
		index + 1,
		feed,
		'inbox',
		null,
		feed === 'attendance' ? '7月考勤.xlsx' : `${feed}_2026-07.csv`,
		feed === 'attendance' ? '汇总' : null,
		`sha${index}`,
		`landed/${index}`,
		`${addDays(seededDay, -3 - index * 3)} 05:12:00`,
		`${addDays(seededDay, -3 - index * 3)} 05:13:00`,
		4000,
		3998,
		2,
		12,
		40,
		'loaded',
		null
	]);
}

function indicatorRows(): Cell[][] {
	const rows: Cell[][] = [
		['wage_overdue_days', '', 35, 3, null],
		['unpaid_wage_months', '', 1, 1, null],
		['paid_headcount_ratio', '', 0.9583, 2, null],
		['paid_amount_ratio', '', 0.8412, 3, null],
		['labour_fee_gap_days', '', 52, 2, null],
		['labour_fee_shortfall', '', 0.0821, 1, null],
		['account_cover', '', 0.62, 2, null],
		['runway_days', '', 16, 2, null],
		['account_frozen', '', 0, 0, null],
		['account_open_overdue_days', '', null, 0, 'not_applicable'],
		['complaint_workers_90d', '', 3, 1, null],
		['verified_arrears', 'amount_wan', 0, 0, null],
		['verified_arrears', 'people', 0, 0, null],
		['attendance_silence_days', '', null, null, 'missing']
	];
	const first = rows.map((row) => [1, 'project', codeOf(0), ...row, 'S'] as Cell[]);
	const others = Array.from({ length: 95 }, (_, index) => [
		1,
		'project',
		codeOf(index + 1),
		['wage_overdue_days', 'labour_fee_gap_days'][index % 2]!,
		'',
		31 + (index % 40),
		3,
		null,
		'S'
	]);
	return [...first, ...others];
}

function wageMonths(): Cell[][] {
	return Array.from({ length: 12 }, (_, back) => {
		const month = addMonths('2026-07-01', -back);
		const due = back === 0 ? 17_844_000 : 17_844_000;
		const paid = back === 0 ? 0 : back === 1 ? 14_510_000 : due;
		return [1, codeOf(0), month, addDays(addMonths(month, 1), 9), true, true, 24, due, paid, 528];
	});
}

async function seedProject(tx: Transaction): Promise<void> {
	const code = codeOf(0);
	await tx.run(
		`insert into feed_projects (project_code, project_name, status, street, sector, owner_name, owner_uscc, gc_name,
			gc_uscc, contract_amount_fen, start_date, planned_end, batch_id, row_no, known_from)
		values ('${code}', '李封锦绣华庭1期工程', '在建', '李封街道', '房屋建筑', '焦作某某置业有限公司', '91410803MA00000002',
			'河南某某建设有限公司', '91410803MA00000001', 862000000000, '2025-03-01', '2027-06-30', 1, 2, '2026-01-01')`
	);
	for (let back = 11; back >= 0; back--) {
		const month = addMonths('2026-07-01', -back);
		for (let worker = 0; worker < 24; worker++) {
			const paid = back > 1 || (back === 1 && worker < 20);
			const payable = 640_000 + worker * 9_000;
			await tx.run(
				`insert into feed_payroll (project_code, wage_month, worker_id_no_key, work_days, payable_fen, deduction_fen,
					paid_fen, pay_status, pay_date, signed, batch_id, row_no, known_from)
				values ('${code}', '${month}', ${worker + 1}, 22, ${payable}, 0, ${paid ? payable : 0},
					'${paid ? '成功' : '待发'}', ${paid ? `'${addDays(addMonths(month, 1), 9)}'` : 'null'}, true, 2,
					${2 + worker}, '2026-01-01')`
			);
			await tx.run(
				`insert into feed_attendance (project_code, wage_month, worker_id_no_key, work_days, batch_id, row_no, known_from)
				values ('${code}', '${month}', ${worker + 1}, 22, 3, ${2 + worker}, '2026-01-01')`
			);
		}
		if (back > 1) {
			await tx.run(
				`insert into feed_disbursements (disbursement_no, project_code, kind, period, paid_fen, paid_date, batch_id,
					row_no, known_from)
				values ('D${back}', '${code}', '人工费', '${month}', ${16_500_000 + back * 200_000}, '${addDays(addMonths(month, 1), 2)}', 5,
					${back}, '2026-01-01')`
			);
		}
		for (const [day, balance] of [
			[4, 24_000_000 - (12 - back) * 900_000],
			[11, 6_000_000 - (12 - back) * 300_000]
		] as const) {
			await tx.run(
				`insert into feed_account_transactions (txn_no, project_code, txn_time, direction, amount_fen, balance_after_fen,
					batch_id, row_no, known_from)
				values ('T${back}-${day}', '${code}', '${addDays(month, day)} 10:00:00', '${day === 4 ? '收' : '支'}', 17000000,
					${balance}, 4, ${back * 2 + 2}, '2026-01-01')`
			);
		}
	}
}

async function insert(tx: Transaction, table: string, rows: readonly (readonly Cell[])[]): Promise<void> {
	const literal = (cell: Cell) => (typeof cell === 'string' ? sqlText(cell) : String(cell));
	for (let at = 0; at < rows.length; at += 500) {
		const values = rows.slice(at, at + 500).map((row) => `(${row.map(literal).join(',')})`);
		await tx.run(`insert into ${table} values ${values.join(',')}`);
	}
}

function codeOf(index: number): string {
	return `410803-2026-${String(index + 1).padStart(3, '0')}`;
}

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1664525 + 1013904223) % 2 ** 32;
		return state / 2 ** 32;
	};
}
