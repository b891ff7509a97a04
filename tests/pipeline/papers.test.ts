import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { scoped, tableColumns, type TableColumns } from '$lib/server/accounts/scoped';
import type { PaperBlock } from '$lib/server/dispatch/paper/paper';
import { writePdf } from '$lib/server/dispatch/paper/write-pdf';
import { runScore } from '$lib/server/scoring/run-score';
import type { Reader } from '$lib/server/warehouse/warehouse';
import { GET as bulletin } from '../../src/routes/bulletins/[kind]/[issue]/[file]/+server';
import { GET as leader } from '../../src/routes/leader.pdf/+server';
import { GET as projectFile } from '../../src/routes/projects/[code]/file.pdf/+server';
import { calendar, openDistrict, policy, type District } from '../support/district';
import { readPdf } from '../support/pdf-text';

const now = '2026-11-21T10:00:00+08:00';
const [mine, other] = policy.units.map((unit) => unit.name) as [string, string];
let district: District;
let tables: TableColumns;

beforeAll(async () => {
	district = await openDistrict(now);
	tables = await tableColumns(district.warehouse);
	const project = (code: string, street: string) => ({
		project_code: code,
		project_name: `${street}试验工程${code}`,
		street,
		sector: sectors[0]!,
		status: '在建',
		start_date: '2025-01-01',
		gc_name: '试验建筑公司',
		gc_uscc: `GC-${code}`,
		owner_name: '试验置业公司',
		pay_day: 10,
		pay_in_next_month: true
	});
	const wage = (code: string, worker: number) => ({
		project_code: code,
		wage_month: '2026-07',
		worker_id_no: `41080319800101${String(1000 + worker)}`,
		worker_name: '欧阳测试员',
		work_days: 22,
		payable: 6000,
		paid: 0,
		pay_status: '待发'
	});
	await district.ingestRows({
		projects: [project('MINE', mine), project('OTHER', other)],
		payroll: Array.from({ length: 12 }, (_, worker) =>
			['MINE', 'OTHER'].map((code) => wage(code, worker))
		).flat()
	});
	for (const asOf of ['2025-11-20', '2026-11-20'])
		await runScore(
			district.warehouse,
			{ policy, calendar },
			{ asOf, knownAt: null, series: 'current', scoredAt: `${asOf} 06:00:00` }
		);
});
afterAll(() => district.close());

type Handler = (event: never) => Response | Promise<Response>;
async function take(
	handler: unknown,
	{
		lang = 'zh',
		reader = district.warehouse,
		params = {},
		query = ''
	}: { lang?: 'zh' | 'en'; reader?: Reader; params?: Record<string, string>; query?: string } = {}
) {
	const { warehouse } = district;
	const event = {
		params,
		url: new URL(`http://localhost/x${query}`),
		locals: {
			app: {
				warehouse,
				policy,
				calendar,
				tables,
				pageReader: warehouse,
				prepared: { get: (_key: string, work: () => unknown) => work() },
				clock: () => new Date(now)
			},
			reader,
			lang,
			actor: { id: 'u1', name: '王处长' },
			viewer: { may: () => true, scope: { units: null, sectors: null }, actor: { id: 'u1', name: '王处长' } }
		}
	};
	const response = await (handler as Handler)(event as never);
	expect(response.headers.get('content-type')).toBe('application/pdf');
	return readPdf(new Uint8Array(await response.arrayBuffer()));
}
const scopedTo = (unit: string) =>
	scoped(district.warehouse, { units: [unit], sectors: null }, tables, (name) => [name]);

describe('the leader sheet', () => {
	test('is one page with the counts, the streets and who printed it', async () => {
		const paper = await take(leader);
		expect(paper.pages).toHaveLength(1);
		for (const words of [
			'欠薪风险一页',
			mine,
			'周五要问的三件事',
			'评分日 2026-11-20',
			'王处长',
			'去年',
			'第 1 页 共 1 页'
		])
			expect(paper.text).toContain(words);
	});

	test('is one page in English too, narrowed to a street, and says so', async () => {
		const paper = await take(leader, { lang: 'en', query: `?street=${encodeURIComponent(mine)}` });
		expect(paper.pages).toHaveLength(1);
		expect(paper.text).toContain('Three things to ask');
		expect(paper.text).toContain(`Shown: ${mine}`);
	});

	test('is tagged, names its language and title, and has its typeface in it', async () => {
		const { objects, embeddedFonts } = await take(leader);
		expect(objects).toMatch(/\/Marked true/);
		expect(objects).toMatch(/\/Lang \(zh-CN\)/);
		expect(objects).toMatch(/\/DisplayDocTitle true/);
		for (const tag of ['H1', 'H2', 'Table', 'TH', 'TD', 'Figure']) expect(objects).toContain(`/S /${tag}`);
		expect(embeddedFonts).toBe(2);
	});

	test('knows nothing of what the reader may not see', async () => {
		const paper = await take(leader, { reader: scopedTo(mine) });
		expect(paper.text).not.toContain('试验工程OTHER');
	});
});

describe('the file of a project', () => {
	test('tells why, clause by clause, with the rows of the source files', async () => {
		const paper = await take(projectFile, { params: { code: 'MINE' } });
		for (const words of [
			'项目欠薪风险档案',
			'试验工程MINE',
			'逐款对照分级规则',
			'payroll_',
			'行号',
			'四方责任与五金五制'
		])
			expect(paper.text).toContain(words);
	});

	test('holds no name and no number of a worker', async () => {
		const paper = await take(projectFile, { params: { code: 'MINE' } });
		expect(paper.text).not.toContain('欧阳测试员');
		expect(paper.text).not.toMatch(/41080319800101\d{4}/);
	});

	test('is not there for who may not see the project', async () => {
		await expect(
			take(projectFile, { params: { code: 'OTHER' }, reader: scopedTo(mine) })
		).rejects.toMatchObject({ status: 404 });
	});
});

test('the weekly bulletin is a paper of the same writer', async () => {
	const paper = await take(bulletin, { params: { kind: 'weekly', issue: '2026-W47', file: 'bulletin.pdf' } });
	expect(paper.text).toContain('根治欠薪工作周通报');
});

describe('a paper', () => {
	const written = async (blocks: PaperBlock[]) =>
		readPdf(
			await writePdf({
				title: '试',
				lang: 'zh',
				author: '某区',
				madeAt: new Date(now),
				blocks,
				foot: '脚注',
				pageOf: (page, pages) => `${page}/${pages}`,
				mark: '水印'
			})
		);

	test('of a long table has its head on every page and loses no row', async () => {
		const rows = Array.from({ length: 120 }, (_, index) => [`行${index}号`, '内容']);
		const { pages, text } = await written([
			{
				kind: 'table',
				columns: [
					{ head: '表头甲', weight: 1 },
					{ head: '表头乙', weight: 1 }
				],
				rows
			}
		]);
		expect(pages.length).toBeGreaterThan(2);
		for (const page of pages) expect(page).toContain('表头甲');
		for (const [name] of rows) expect(text).toContain(name);
	});

	test('without anything is still one page with its foot', async () => {
		const { pages } = await written([]);
		expect(pages).toHaveLength(1);
		expect(pages[0]).toContain('1/1');
	});

	test('cuts a cell that is longer than a page instead of running over its edge', async () => {
		const { pages } = await written([
			{ kind: 'table', columns: [{ head: '一', weight: 1 }], rows: [['长'.repeat(6000)], ['后']] }
		]);
		expect(pages.at(-1)).toContain('后');
	});
});
