import { addDays, lastDayOf } from './calendar';
import type { Batches } from './random-batches';
import type { RandomProject } from './random-world';

function addDisbursements(batches: Batches, project: RandomProject): void {
	const { random, options } = batches;
	const rhythm = random.pick([7, 28, 30, 31, 38, 39, 60]);
	let day = addDays(options.today, -random.between(150, 170));
	for (let n = 0; day <= addDays(options.today, 20); n += 1) {
		const kind = random.pick(['人工费', '人工费', '人工费', '工程款', '预付款'] as const);
		batches.add(
			'disbursements',
			day,
			{
				disbursement_no: `D${project.code}-${n}`,
				project_code: project.code,
				kind,
				period: random.orNull(0.3, day.slice(0, 7)),
				payable: random.orNull(0.2, random.yuan(1000, 90_000)),
				due_date: random.orNull(0.2, day),
				paid: random.chance(0.1) ? '0' : random.yuan(1000, 60_000),
				paid_date: random.orNull(0.08, day)
			},
			{ paid: '0', kind: '人工费' }
		);
		day = addDays(day, random.chance(0.1) ? 0 : rhythm + random.between(-1, 1));
	}
}

function addTransactions(batches: Batches, project: RandomProject, accounts: string[]): void {
	const { random, options } = batches;
	const count = random.between(1, 25);
	for (let n = 0; n < count; n += 1) {
		// Several on one second: then the number decides which is the latest.
		const day = addDays(options.today, -random.pick([-3, 0, 1, 5, 30, 60, 89, 90, 91, 120]));
		const refund = random.chance(0.1);
		const out = random.chance(0.65);
		batches.add(
			'account_transactions',
			day,
			{
				txn_no: `T${project.code}-${String((n * 7) % 100).padStart(3, '0')}${random.chance(0.5) ? 'a' : ''}-${n}`,
				project_code: project.code,
				account_no: random.pick(accounts),
				txn_time: `${day} ${random.pick(['00:00:00', '12:30:00', '23:59:59'])}`,
				direction: out && !refund ? '支' : '收',
				amount: random.chance(0.05) ? '0' : random.yuan(10, out ? 6000 : 40_000),
				counterparty_type: refund
					? '工人'
					: random.orNull(0.15, random.pick(['工人', '总包', '税费', '其他'] as const)),
				payee_id_no: out
					? random.orNull(0.05, random.chance(0.9) ? random.pick(project.workers) : `STRANGER${n}`)
					: null,
				balance_after: random.chance(0.04) ? null : random.chance(0.05) ? '0' : random.yuan(1, 90_000),
				memo: refund ? '退款' : null
			},
			{ amount: '77.77', payee_id_no: null }
		);
	}
}

function addAccounts(batches: Batches, project: RandomProject): string[] {
	const { random, options } = batches;
	const accounts = Array.from({ length: random.between(1, 3) }, (_, n) => `6222${project.code}${n}`);
	if (project.silent.has('special_accounts')) return accounts;
	for (const account of accounts) {
		const opened = addDays(options.today, -random.between(-10, 200));
		const status = random.pick(['正常', '正常', '正常', '正常', '正常', '冻结', '注销'] as const);
		batches.add(
			'special_accounts',
			opened,
			{
				project_code: project.code,
				account_no: account,
				opened_at: random.orNull(0.15, opened),
				filed_at: random.orNull(0.3, addDays(opened, random.between(0, 120))),
				status,
				closed_at: status === '注销' ? addDays(options.today, -random.between(-5, 60)) : null
			},
			{ status: '冻结' }
		);
	}
	return accounts;
}

function addProgress(batches: Batches, project: RandomProject): void {
	const { random } = batches;
	for (const month of project.months) {
		if (random.chance(0.1)) continue;
		batches.add(
			'progress',
			lastDayOf(month),
			{
				project_code: project.code,
				period: month,
				completed_value: random.chance(0.1) ? '0' : random.yuan(10_000, 300_000),
				progress_paid: random.orNull(0.15, random.yuan(0, 280_000))
			},
			{ completed_value: '1' }
		);
	}
}

function addSecurities(batches: Batches, project: RandomProject): void {
	const { random, options } = batches;
	const near = () => random.orNull(0.3, addDays(options.today, -random.between(-5, 100)));
	const until = () => random.orNull(0.4, addDays(options.today, random.pick([-20, -1, 0, 1, 200])));
	if (!project.silent.has('deposits') && random.chance(0.8)) {
		batches.add(
			'deposits',
			project.start,
			{
				project_code: project.code,
				form: random.orNull(0.2, random.pick(['现金', '银行保函', '担保保函', '保险'] as const)),
				amount: random.orNull(0.2, random.yuan(0, 500_000)),
				waiver: random.orNull(0.4, random.pick(['无', '无', '减免', '免存'] as const)),
				notice_date: near(),
				lodged_at: near(),
				valid_to: until(),
				returned_at: null
			},
			{ lodged_at: null, waiver: null }
		);
	}
	if (project.silent.has('guarantees')) return;
	for (let n = 0; n < random.between(0, 2); n += 1) {
		batches.add('guarantees', project.start, {
			project_code: project.code,
			issuer: `担保${n}`,
			amount: random.orNull(0.3, random.yuan(1000, 900_000)),
			issued_at: near(),
			valid_to: until()
		});
	}
}

/** Accounts, transactions, disbursements, progress, deposits and guarantees of a project. */
export function addMoney(batches: Batches, project: RandomProject): void {
	const accounts = addAccounts(batches, project);
	if (!project.silent.has('account_transactions')) addTransactions(batches, project, accounts);
	if (!project.silent.has('disbursements')) addDisbursements(batches, project);
	if (!project.silent.has('progress')) addProgress(batches, project);
	addSecurities(batches, project);
}
