import { auditQuery } from '../asked';
import type { RequestHandler } from './$types';

const mostEntries = 100_000;
/** A text that a spreadsheet would take for a formula stays a text. */
const harmless = (text: string) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);
const cell = (value: string | number | null) =>
	typeof value === 'number' ? String(value) : `"${harmless(value ?? '').replaceAll('"', '""')}"`;

/** Entries that fit the question, oldest first, for a spreadsheet; their hashes are in the log itself. */
export const GET: RequestHandler = ({ locals, url }) => {
	const { q, result, from, to } = auditQuery.parse({ q: '', ...Object.fromEntries(url.searchParams) });
	const found = locals.app.audit.find({ text: q, result, from, to }, mostEntries).reverse();
	const rows = found.map((entry) => [
		entry.no,
		entry.at,
		entry.actor,
		entry.act,
		entry.subject,
		entry.result,
		entry.detail,
		entry.address
	]);
	const head = ['序号', '时间', '何人', '操作', '对象', '结果', '说明', '地址'];
	const lines = [head, ...rows].map((row) => row.map(cell).join(','));
	return new Response(`\uFEFF${lines.join('\r\n')}\r\n`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="audit.csv"'
		}
	});
};
