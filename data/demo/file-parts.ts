import { dayText, parseDay } from './days';
import type { DateForm } from './file-text';
import type { Row } from './model';
import type { DemoWorld } from './world';

/** One file of a feed: its name without ending, when it came, and the rows that it held. */
export interface FilePart {
	readonly stem: string;
	readonly receivedAt: string;
	readonly rows: readonly Row[];
	readonly dates?: DateForm;
	readonly guarded?: readonly string[];
	readonly isCorrection?: boolean;
}

const FILE_HOUR = '06:30:00';
const CORRECTION_HOUR = '07:45:00';
/** Wages not paid yet are in the file of the half-year in which they fell due: a little after their month. */
const AFTER_MONTH_DAYS = 45;

/** The day from which a row of the three large feeds was known to its supplier, as 'YYYY-MM-DD'. */
function knownDate(feed: string, row: Row): string {
	if (feed === 'attendance') return String(row.uploaded_at).slice(0, 10);
	if (feed === 'account_transactions') return String(row.txn_time).slice(0, 10);
	return row.pay_date !== null
		? String(row.pay_date)
		: dayText(parseDay(`${row.wage_month}-01`) + AFTER_MONTH_DAYS);
}

const HALF_YEAR_FEEDS = new Set(['payroll', 'attendance', 'account_transactions']);

function halfOf(date: string): string {
	return `${date.slice(0, 4)}${Number(date.slice(5, 7)) <= 6 ? '上半年' : '下半年'}`;
}

/** The day after a half-year such as 2025上半年. */
function endOf(half: string): string {
	const year = Number(half.slice(0, 4));
	return half.endsWith('上半年') ? `${year}-07-01` : `${year + 1}-01-01`;
}

/** Splits a feed into the files in which it came: three large feeds by half-year, the others in one file. */
export function fileParts(world: DemoWorld, feed: string, zh: string, rows: readonly Row[]): FilePart[] {
	const { today } = world.facts;
	const stamp = today.replaceAll('-', '');
	if (!HALF_YEAR_FEEDS.has(feed)) {
		const stem = feed === 'projects' ? `${zh}_${stamp}` : `${feed}_${stamp}`;
		return [{ stem, receivedAt: `${today} ${FILE_HOUR}`, rows }];
	}
	const halves = new Map<string, Row[]>();
	const halfByMonth = new Map<string, string>();
	for (const row of rows) {
		const date = knownDate(feed, row);
		const month = date.slice(0, 7);
		let half = halfByMonth.get(month);
		if (half === undefined) {
			half = halfOf(date < today ? date : today);
			halfByMonth.set(month, half);
		}
		const part = halves.get(half);
		if (part === undefined) halves.set(half, [row]);
		else part.push(row);
	}
	const correction = feed === 'payroll' ? lateCorrection(world, rows) : null;
	const parts = [...halves]
		.sort(([a], [b]) => (endOf(a) < endOf(b) ? -1 : 1))
		.map(([half, part], index): FilePart => {
			const end = endOf(half);
			return {
				stem: `${feed}_${half}`,
				receivedAt: `${end <= today ? end : today} ${FILE_HOUR}`,
				rows: correction === null ? part : part.map((row) => (correction.has(row) ? failed(row) : row)),
				...(feed === 'payroll' ? { dates: index % 2 === 0 ? 'iso' : 'slash' } : {}),
				...(feed === 'payroll' && index % 2 === 1 ? { guarded: ['bank_card_no'] } : {})
			};
		});
	if (correction === null || correction.size === 0) return parts;
	const stem = `${feed}_更正_${stamp}`;
	return [
		...parts,
		{ stem, receivedAt: `${today} ${CORRECTION_HOUR}`, rows: [...correction], isCorrection: true }
	];
}

function failed(row: Row): Row {
	return { ...row, paid: 0, pay_status: '失败', pay_date: null, confirmed_at: null };
}

/** The month's payroll that a bank first reported as failed and put right in a later file. */
function lateCorrection(world: DemoWorld, rows: readonly Row[]): Set<Row> {
	const story = world.stories.find((one) => one.id === 'corrected_late');
	const own = rows.filter((row) => row.project_code === story?.project_code && row.pay_status === '成功');
	const newest = own.reduce(
		(latest, row) => (String(row.wage_month) > latest ? String(row.wage_month) : latest),
		''
	);
	return new Set(own.filter((row) => row.wage_month === newest));
}
