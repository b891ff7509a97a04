import { addDays, addToMonth, dayOfMonth, lastDayOf } from './calendar';
import type { Batches } from './random-batches';

function addCalmWages(batches: Batches, code: string, uscc: string, flaw: string | null): void {
	const { options } = batches;
	for (let back = 5; back >= 1; back -= 1) {
		const month = addToMonth(options.today.slice(0, 7), -back);
		const payDate = addDays(dayOfMonth(addToMonth(month, 1), 12), flaw === 'late' ? 20 : -1);
		for (const worker of [`${code}a`, `${code}b`, `${code}c`]) {
			batches.add('attendance', lastDayOf(month), {
				project_code: code,
				worker_id_no: worker,
				wage_month: month,
				work_days: 21.5,
				uploaded_at: `${addDays(lastDayOf(month), 1)} 09:00:00`
			});
			batches.add('payroll', payDate, {
				project_code: code,
				employer_uscc: uscc,
				wage_month: month,
				worker_id_no: worker,
				work_days: flaw === 'days' ? 26 : 21.5,
				payable: '6000',
				deduction: '100.5',
				paid: flaw === 'fen' && back === 2 ? '5899.49' : '5899.5',
				pay_status: '成功',
				pay_date: payDate,
				signed: true
			});
		}
	}
}

function addCalmMoney(batches: Batches, code: string, flaw: string | null): void {
	const { options } = batches;
	const { today } = options;
	for (let n = 5; n >= 0; n -= 1) {
		const day = addDays(today, -30 * n - 3);
		if (flaw === 'fee' && n < 2) continue;
		batches.add('disbursements', day, {
			disbursement_no: `D${code}-${n}`,
			project_code: code,
			kind: '人工费',
			paid: '20000',
			paid_date: day
		});
		batches.add('progress', day, {
			project_code: code,
			period: day.slice(0, 7),
			completed_value: '50000',
			progress_paid: flaw === 'progress' ? '38000' : '45000'
		});
	}
	batches.add('account_transactions', addDays(today, -2), {
		txn_no: `T${code}`,
		project_code: code,
		txn_time: `${addDays(today, -2)} 08:00:00`,
		direction: '收',
		amount: '20000',
		balance_after: flaw === 'balance' ? '15000' : '200000'
	});
}

/** A project that does everything right but perhaps one thing, and its gc, whom no event names. */
export function addCalmProject(batches: Batches, n: number, uscc: string): void {
	const { random, options } = batches;
	const code = `Q${String(n).padStart(3, '0')}`;
	const start = addDays(options.today, -250);
	const flaw = random.orNull(
		0.4,
		random.pick(['late', 'days', 'fen', 'fee', 'progress', 'balance', 'card'] as const)
	);
	batches.add('projects', start, {
		project_code: code,
		project_name: `平稳项目${n}`,
		status: '在建',
		street: '街道0',
		gc_uscc: uscc,
		sector: '房屋建筑',
		is_gov_invest: true,
		contract_amount_wan: '500',
		contract_sign_date: addDays(start, -20),
		start_date: start,
		planned_end: addDays(options.today, 200),
		labour_fee_rate: '0.3',
		pay_day: 12,
		pay_in_next_month: true,
		push_trigger_date: start,
		pushed_at: addDays(start, 2),
		platform_joined_at: start
	});
	batches.add('enterprises', start, {
		uscc,
		name: `平稳企业${n}`,
		enterprise_type: '总包',
		reg_status: '存续'
	});
	for (const worker of [`${code}a`, `${code}b`, `${code}c`]) {
		batches.add('roster', start, {
			project_code: code,
			worker_id_no: worker,
			entry_date: start,
			contract_signed: true,
			registered_at: start,
			card_bound: flaw !== 'card'
		});
	}
	batches.add('special_accounts', start, {
		project_code: code,
		account_no: `6222${code}`,
		opened_at: start,
		filed_at: start,
		status: '正常'
	});
	batches.add('deposits', start, { project_code: code, lodged_at: start });
	batches.add('guarantees', start, { project_code: code, issuer: '担保', issued_at: start });
	addCalmWages(batches, code, uscc, flaw);
	addCalmMoney(batches, code, flaw);
	for (let back = 3; back >= 1; back -= 1) {
		const month = addToMonth(options.today.slice(0, 7), -back);
		batches.add('tax', lastDayOf(month), { uscc, month, overdue: '0', invoice_amount: '100' });
		batches.add('social_insurance', lastDayOf(month), {
			uscc,
			month,
			insured_count: 9,
			payable: '5',
			paid: '5'
		});
	}
}
