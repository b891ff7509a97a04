import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueNamed, issueOn } from '$lib/domain/bulletin-issue';
import {
	bulletinActs,
	bulletinParts,
	editBulletin,
	editedIssues,
	withParts
} from '$lib/server/dispatch/bulletins/bulletin-book';
import { projectFileDocx } from '$lib/server/dispatch/documents/project-file';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { reportOf } from '$lib/server/dispatch/reports/registry';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

let district: District;
const writer = { id: 'w', name: '王秘书' };
const clock = () => new Date('2026-11-20T16:00:00+08:00');
const issue = issueOn('weekly', '2026-11-20');
const street = policy.units[0]!.name;

const build = () =>
	reportOf('weekly_bulletin').build({
		reader: district.warehouse,
		policy,
		from: issue.from,
		to: '2026-11-20'
	});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: ['OLD', 'NEW'].map((code) => ({
			project_code: code,
			project_name: `工程${code} <一标段> & 附属`,
			street,
			sector: '房屋建筑',
			status: '在建',
			start_date: '2026-01-01'
		})),
		// One stands on a frozen account since before the week; a petition turns the other red within it.
		special_accounts: [
			{ account_no: '6222000000000001', project_code: 'OLD', opened_at: '2026-02-01', status: '冻结' }
		],
		payroll: [
			{
				project_code: 'NEW',
				wage_month: '2026-09',
				worker_id_no: 'A1',
				payable: 8000,
				paid: 8000,
				pay_status: '成功',
				pay_date: '2026-10-10',
				signed: true
			}
		],
		petition_events: [
			{
				event_no: 'E1',
				project_code: 'NEW',
				event_date: '2026-11-18',
				people: 8,
				level: '市'
			}
		]
	});
	for (const asOf of ['2026-11-13', '2026-11-20'])
		await runScore(
			district.warehouse,
			{ policy, calendar },
			{ asOf, knownAt: null, series: 'current', scoredAt: `${asOf} 22:00:00` }
		);
});
afterAll(() => district.close());

test('the weekly bulletin names the project that turned red in the week, and not the one that was', async () => {
	const report = await build();
	expect(report.figures['red']).toBe(2);
	expect(report.tables[0]?.rows.map(([name]) => name)).toEqual(['工程NEW <一标段> & 附属']);
	expect(report.opening[0]).toContain('较上周增 1 个');
	expect(report.charts?.[0]?.series[0]?.values).toEqual([1, 2]);
});

test('without a scoring before the week nothing is called new', async () => {
	const report = await reportOf('weekly_bulletin').build({
		reader: district.warehouse,
		policy,
		from: '2026-11-09',
		to: '2026-11-15'
	});
	expect(report.opening[1]).toContain('无法比较');
	expect(report.tables[0]?.rows).toEqual([]);
});

test('what is written over a paragraph is kept with its author, goes out in Word, and can be taken back', async () => {
	const report = await build();
	const edit = { part: 'opening.1', words: '一、总体情况。\n请各街道周五前核实。', seen: 0 };
	await editBulletin(district.warehouse, clock, { issue, report }, edit, writer);
	const lead = { part: 'lead', words: '本期重点：冻结专户。', seen: 1 };
	await editBulletin(district.warehouse, clock, { issue, report }, lead, writer);
	const acts = await bulletinActs(district.warehouse, issue);
	const parts = bulletinParts(report, acts);
	expect(parts.find(({ part }) => part === 'opening.1')).toMatchObject({
		words: edit.words,
		edited: { by: '王秘书', at: '2026-11-20 16:00', isOutdated: false }
	});
	expect(withParts(report, parts).opening.slice(0, 3)).toEqual([
		lead.words,
		'一、总体情况。',
		'请各街道周五前核实。'
	]);
	const changed = { ...report, opening: ['数据变了。', ...report.opening.slice(1)] };
	expect(bulletinParts(changed, acts)[2]?.edited?.isOutdated).toBe(true);
	await editBulletin(
		district.warehouse,
		clock,
		{ issue, report },
		{ part: 'opening.1', words: null, seen: 2 },
		writer
	);
	const after = bulletinParts(report, await bulletinActs(district.warehouse, issue));
	expect(after.find(({ part }) => part === 'opening.1')).toMatchObject({
		words: report.opening[0],
		edited: null
	});
	expect(await editedIssues(district.warehouse, 'weekly')).toEqual(new Map([[issue.issue, 3]]));
	expect(await bulletinActs(district.warehouse, issueNamed('weekly', '2026-W46')!)).toEqual([]);
});

test('a second writer is told, and a part that is not there is refused', async () => {
	const report = await build();
	const edit = (part: string, seen: number) =>
		editBulletin(district.warehouse, clock, { issue, report }, { part, words: '改', seen }, writer);
	await expect(edit('opening.1', 0)).rejects.toMatchObject({ code: 'BULLETIN_MOVED' });
	await expect(edit('opening.99', 3)).rejects.toMatchObject({ code: 'BULLETIN_PART' });
});

test('every chart is a part of the document that the text refers to, and its figures are the report’s', async () => {
	const report = await build();
	const zip = new PizZip(await reportDocx(report));
	const document = zip.file('word/document.xml')!.asText();
	const types = zip.file('[Content_Types].xml')!.asText();
	const relations = zip.file('word/_rels/document.xml.rels')!.asText();
	expect(report.charts!.length).toBeGreaterThan(1);
	for (const [index, chart] of report.charts!.entries()) {
		const name = `charts/chart${index + 1}.xml`;
		const xml = zip.file(`word/${name}`)!.asText();
		expect(document).toContain(`r:id="rIdChart${index + 1}"`);
		expect(types).toContain(`/word/${name}`);
		expect(relations).toContain(`Target="${name}"`);
		for (const value of chart.series.flatMap(({ values }) => values))
			expect(xml).toContain(`<c:v>${value}</c:v>`);
		const way = zip.file(`word/charts/_rels/chart${index + 1}.xml.rels`)!.asText();
		expect(way).toContain(`Target="../embeddings/chart${index + 1}.xlsx"`);
		const workbook = new PizZip(zip.file(`word/embeddings/chart${index + 1}.xlsx`)!.asUint8Array());
		const sheet = workbook.file('xl/worksheets/sheet1.xml')!.asText();
		expect(sheet.match(/<row /g)).toHaveLength(chart.categories.length + 1);
		for (const { values } of chart.series) expect(sheet).toContain(`<v>${values[0]}</v>`);
	}
	expect(document).not.toContain('⟦');
	expect(document).toContain('工程NEW &lt;一标段&gt; &amp; 附属');
});

test('a project file says what is not known in place of empty tables', async () => {
	const bytes = await projectFileDocx({
		name: '工程',
		code: 'P',
		jurisdiction: policy.name,
		asOf: '2026-11-20',
		scoredAt: '2026-11-20 22:00',
		runId: 1,
		madeBy: '甲',
		madeAt: '2026-11-20 22:10',
		tier: '灰',
		facts: [],
		why: ['数据不足。'],
		evidence: [],
		runway: [],
		lower: ['尚未推算。'],
		course: []
	});
	const text = new PizZip(bytes).file('word/document.xml')!.asText();
	for (const said of ['没有达到蓝线及以上的指标', '无法预测', '没有线索、案件']) expect(text).toContain(said);
});
