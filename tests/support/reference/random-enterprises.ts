import { addDays, addMonths, addToMonth, lastDayOf } from './calendar';
import type { Batches } from './random-batches';
import type { RandomProject } from './random-world';

function addUtilities(batches: Batches, uscc: string, month: string, failing: boolean): void {
	const { random } = batches;
	for (const kind of ['电', '水', '气'] as const) {
		if (random.chance(kind === '气' ? 0.7 : 0.03)) continue;
		const billed = random.orNull(0.04, random.yuan(100, 5000));
		batches.add('utilities', lastDayOf(month), {
			subject_code: uscc,
			kind,
			month,
			consumption: random.chance(0.04) ? 0 : random.between(failing ? 0 : 60, failing ? 80 : 120) + 0.25,
			billed,
			paid: random.orNull(0.04, random.chance(failing ? 0.4 : 0.95) ? billed : '0.01'),
			supply_status: random.orNull(0.3, random.pick(['正常', '限供', '停供'] as const))
		});
	}
}

/** Enterprises with their tax, social insurance and utilities month by month, some failing lately. */
export function addEnterpriseMonths(batches: Batches, usccs: string[]): void {
	const { random, options } = batches;
	const thisMonth = options.today.slice(0, 7);
	for (const [n, uscc] of usccs.entries()) {
		// One gc is not in the register at all.
		if (n > 0 || random.chance(0.5)) {
			batches.add(
				'enterprises',
				addDays(options.today, -200),
				{
					uscc,
					name: `企业${n}`,
					enterprise_type: random.pick(['建设单位', '总包', '专业分包', '劳务', '用人单位'] as const),
					industry: random.orNull(0.2, '建筑业'),
					reg_status: random.orNull(
						0.3,
						random.pick(['存续', '存续', '存续', '经营异常', '注销', '吊销'] as const)
					),
					registered_capital_wan: random.orNull(0.3, '5000.5')
				},
				{ reg_status: '经营异常' }
			);
		}
		const has = { tax: random.chance(0.85), social: random.chance(0.85), utilities: random.chance(0.8) };
		const failsAfter = addToMonth(thisMonth, -random.pick([0, 1, 2, 3, 4, -9]));
		const length = random.pick([2, 8, 18, 20]);
		for (let back = length; back >= 0; back -= 1) {
			const month = addToMonth(thisMonth, -back);
			const failing = month > failsAfter;
			const owes = random.chance(failing ? 0.9 : 0.05);
			if (has.tax && random.chance(0.96)) {
				batches.add(
					'tax',
					lastDayOf(month),
					{
						uscc,
						month,
						declared: random.orNull(0.2, random.yuan(0, 9000)),
						paid: random.orNull(0.2, random.yuan(0, 9000)),
						overdue: random.orNull(0.05, owes ? random.pick(['0.01', '350', '8000.5']) : '0'),
						// Red invoices can make a month negative.
						invoice_amount: random.orNull(
							0.04,
							random.chance(0.03) ? random.pick(['0', '-1500.5']) : random.yuan(1, failing ? 40_000 : 90_000)
						),
						zero_filing: random.flag(0.1)
					},
					{ overdue: '1' }
				);
			}
			if (has.social && random.chance(0.96)) {
				const payable = random.yuan(100, 9000);
				batches.add('social_insurance', lastDayOf(month), {
					uscc,
					month,
					insured_count: random.orNull(
						0.04,
						random.chance(0.03) ? 0 : random.between(failing ? 2 : 9, failing ? 9 : 12)
					),
					payable: random.orNull(0.04, payable),
					paid: random.orNull(0.04, owes ? '99.99' : payable)
				});
			}
			if (has.utilities && random.chance(0.97)) addUtilities(batches, uscc, month, failing);
		}
	}
}

/** Parties, credit events, deferral reports, and the feeds that no rule reads. */
export function addOtherFeeds(batches: Batches, projects: RandomProject[], usccs: string[]): void {
	const { random, options } = batches;
	const { today } = options;
	for (const project of projects) {
		for (const uscc of project.employers) {
			if (random.chance(0.5)) continue;
			const from = random.orNull(0.3, addDays(today, -random.between(-5, 200)));
			batches.add('project_parties', project.start, {
				project_code: project.code,
				uscc,
				party_role: random.pick(['建设单位', '总包', '专业分包', '劳务', '监理'] as const),
				valid_from: from,
				valid_to: random.orNull(0.8, addDays(from ?? today, random.between(0, 90)))
			});
		}
		batches.add('responsible_persons', project.start, {
			project_code: project.code,
			role: '人社部门',
			dept: '人社局'
		});
		if (random.chance(0.3)) {
			batches.add('presale_accounts', today, {
				project_code: project.code,
				as_of: today,
				balance: random.yuan(0, 900)
			});
		}
	}
	const kinds = [
		'经营异常',
		'行政处罚',
		'被执行',
		'失信被执行',
		'涉诉',
		'法定代表人变更',
		'注销',
		'吊销'
	] as const;
	for (let n = 0; n < usccs.length; n += 1) {
		const day = random.pick([
			addDays(today, -random.pick([-2, 0, 50, 89, 90])),
			addMonths(today, -24),
			addDays(addMonths(today, -24), 1)
		]);
		batches.add('credit_events', day, {
			event_no: `E${n}`,
			uscc: random.pick(usccs),
			kind: random.pick(kinds),
			event_date: day,
			amount: random.orNull(0.5, random.yuan(1, 90_000))
		});
	}
	for (let n = 0; n < Math.ceil(usccs.length / 3); n += 1) {
		const day = addDays(today, -random.between(-2, 90));
		batches.add('deferral_reports', day, {
			report_no: `R${n}`,
			uscc: random.pick(usccs),
			project_code: random.orNull(0.5, random.pick(projects).code),
			report_date: day,
			settle_by: random.orNull(0.2, addDays(today, random.pick([-10, -1, 0, 1, 20]))),
			settled_at: random.orNull(0.6, addDays(today, random.pick([-5, 0, 1])))
		});
	}
	batches.add('funds', today, {
		fund_name: '应急周转金',
		as_of: today,
		floor_wan: '100',
		balance_wan: '80.5'
	});
	batches.add('fund_transactions', today, {
		txn_no: 'F1',
		fund_name: '应急周转金',
		amount: '5000',
		txn_date: today
	});
}
