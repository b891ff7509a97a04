import type { ExampleRow } from './definition';

/** A building project that started long ago and pays on the 15th of the next month; override what matters. */
export function project(over: ExampleRow = {}): ExampleRow {
	return {
		project_code: 'P1',
		project_name: '示例项目',
		status: '在建',
		street: '李封街道',
		sector: '房屋建筑',
		owner_uscc: 'OWNER',
		gc_uscc: 'GC',
		start_date: '2025-01-01',
		contract_sign_date: '2024-12-01',
		pay_day: 15,
		pay_in_next_month: true,
		...over
	};
}

/** A payroll line of 5,000 yuan for August 2026, paid in full on 10 September 2026. */
export function payroll(over: ExampleRow = {}): ExampleRow {
	return {
		project_code: 'P1',
		employer_uscc: 'LABOUR',
		wage_month: '2026-08',
		worker_id_no: 'W1',
		work_days: 22,
		payable: 5000,
		deduction: 0,
		paid: 5000,
		pay_status: '成功',
		pay_date: '2026-09-10',
		signed: true,
		...over
	};
}

/** A worker's attendance of 22 days in August 2026. */
export function attendance(over: ExampleRow = {}): ExampleRow {
	return {
		project_code: 'P1',
		worker_id_no: 'W1',
		wage_month: '2026-08',
		work_days: 22,
		uploaded_at: '2026-09-02 08:00:00',
		...over
	};
}

/** An enterprise of the building trade. */
export function enterprise(over: ExampleRow = {}): ExampleRow {
	return { uscc: 'GC', name: '示例公司', enterprise_type: '总包', ...over };
}
