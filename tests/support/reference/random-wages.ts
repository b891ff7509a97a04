import { addDays, addToMonth, dayOfMonth, lastDayOf } from './calendar';
import type { Batches } from './random-batches';
import type { RandomProject } from './random-world';

function addRoster(batches: Batches, project: RandomProject): void {
	const { random, options } = batches;
	for (const worker of project.workers) {
		const entries = random.chance(0.15) ? 2 : 1;
		for (let n = 0; n < entries; n += 1) {
			const entry = addDays(project.start, random.between(0, 60) + n * 70);
			const exit = random.chance(0.35)
				? addDays(options.today, -random.pick([0, 1, 6, 7, 8, 9, 20, 45, -10]))
				: null;
			batches.add(
				'roster',
				entry,
				{
					project_code: project.code,
					worker_id_no: worker,
					worker_name: '某人',
					phone: random.orNull(0.3, '13800000000'),
					employer_uscc: random.orNull(0.2, random.pick(project.employers)),
					entry_date: entry,
					exit_date: exit,
					contract_signed: random.flag(0.85),
					registered_at: random.orNull(0.1, addDays(entry, random.between(-3, 30))),
					card_bound: random.flag(0.85),
					day_rate: random.orNull(0.5, random.yuan(80, 400)),
					settled_at: random.orNull(0.6, addDays(options.today, -random.between(-10, 40)))
				},
				{ exit_date: null, card_bound: false, contract_signed: null }
			);
		}
	}
}

function addPayLine(
	batches: Batches,
	project: RandomProject,
	month: string,
	worker: string,
	employer: number
): void {
	const { random } = batches;
	const careful = project.trouble === 0;
	const target = project.payInNextMonth === true ? addToMonth(month, 1) : month;
	const due = project.payDay === null ? addDays(lastDayOf(month), 15) : dayOfMonth(target, project.payDay);
	const payable = random.chance(0.04) ? '0' : random.yuan(300, 8000);
	const deduction = random.pick([null, null, '0', '0.01', '120.5', '299.99']);
	// Whole fen of payable − deduction, as the full payment (never below 0: the contract forbids it).
	const net = Math.max(0, Math.round(Number(payable) * 100) - Math.round(Number(deduction ?? 0) * 100)) / 100;
	const bad = random.chance(project.trouble);
	const paid = bad
		? random.pick(['0', '0.01', String(Math.max(0, net - 0.01).toFixed(2)), random.yuan(1, 3000)])
		: random.chance(0.03)
			? (net + 50).toFixed(2)
			: net.toFixed(2);
	const status = bad
		? random.pick(['成功', '失败', '待发'] as const)
		: random.chance(careful ? 0.998 : 0.97)
			? '成功'
			: random.pick(['失败', '待发'] as const);
	batches.add(
		'payroll',
		due,
		{
			project_code: project.code,
			employer_uscc: employer === 2 ? null : project.employers[employer],
			wage_month: month,
			worker_id_no: worker,
			worker_name: random.orNull(0.3, '某人'),
			work_days: random.orNull(0.1, random.pick([0, 0.5, 9.5, 10, 10.5, 15, 21.5, 22, 26])),
			payable,
			deduction,
			paid,
			pay_status: status,
			pay_date: random.orNull(
				careful ? 0.002 : 0.05,
				addDays(due, random.pick([-4, -1, 0, 0, 0, 1, bad ? 35 : 0]))
			),
			pay_channel: random.orNull(0.2, random.pick(['专户代发', '其他银行', '现金'] as const)),
			bank_card_no: null,
			signed: random.flag(0.92, 0.04)
		},
		{ pay_status: '失败', paid: '0', payable: '9999.99', signed: false }
	);
}

/** Roster, attendance and payroll of a project: gaps between months, half days, two employers for one worker. */
export function addWages(batches: Batches, project: RandomProject): void {
	const { random } = batches;
	if (!project.silent.has('roster')) addRoster(batches, project);
	for (const month of project.months) {
		const gap = random.chance(project.trouble === 0 ? 0.05 : 0.3);
		const skipped = gap ? random.pick(['payroll', 'attendance', 'both']) : 'nothing';
		const withPayroll = !project.silent.has('payroll') && (skipped === 'nothing' || skipped === 'attendance');
		const withAttendance =
			!project.silent.has('attendance') && (skipped === 'nothing' || skipped === 'payroll');
		// A month in which everybody is on the list and nobody worked.
		const idle = random.chance(0.06);
		for (const worker of project.workers) {
			if (withAttendance && random.chance(0.93)) {
				batches.add(
					'attendance',
					lastDayOf(month),
					{
						project_code: project.code,
						worker_id_no: worker,
						wage_month: month,
						work_days: idle ? 0 : random.pick([0, 0.5, 2.5, 3, 12, 20.5, 22, 26]),
						uploaded_at: random.orNull(0.1, `${addDays(lastDayOf(month), random.between(-3, 20))} 23:59:59`)
					},
					{ work_days: 31 }
				);
			}
			if (!withPayroll || random.chance(0.07)) continue;
			const employer = random.pick([0, 0, 0, 2] as const);
			addPayLine(batches, project, month, worker, employer);
			if (random.chance(0.1)) addPayLine(batches, project, month, worker, 1);
		}
	}
}
