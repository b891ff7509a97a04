import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feeds } from '$lib/domain/feeds';
import { foldWidth } from '$lib/domain/fold-width';
import { feedFromName } from '$lib/server/ingest/readers/feed-name';
import { joinLevels } from '$lib/server/ingest/readers/find-header';
import { matchHeader } from '$lib/server/ingest/readers/header-match';
import { isNoteRow } from '$lib/server/ingest/readers/note-row';

const projects = feeds.get('projects')!;
const columns = [...feeds.values()].flatMap((feed) => feed.columns.map((column) => ({ feed, column })));

/** Turns half-width characters into full-width ones, as a Chinese input method does. */
function widen(text: string): string {
	return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

const noisy = (text: string) =>
	fc
		.array(fc.constantFrom('', '', ' ', '\n', '\u3000', '\r\n', '*'), {
			minLength: text.length,
			maxLength: text.length
		})
		.chain((noise) =>
			fc.boolean().map((wide) => [...text].map((char, i) => (wide ? widen(char) : char) + noise[i]).join(''))
		);

describe('a header', () => {
	test('matches its own column by its English and by its Chinese name, in every feed', () => {
		for (const { feed, column } of columns) {
			expect([feed.feed, matchHeader(column.name, feed)]).toEqual([feed.feed, column.name]);
			expect([feed.feed, matchHeader(column.zh, feed)]).toEqual([feed.feed, column.name]);
		}
	});

	test('matches the same column whatever its width, spaces, line breaks and marks', () => {
		const sample = fc
			.constantFrom(...columns)
			.chain(({ feed, column }) =>
				fc
					.constantFrom(column.name, column.zh)
					.chain((name) => noisy(name).map((text) => ({ feed, column, text })))
			);
		fc.assert(fc.property(sample, ({ feed, column, text }) => matchHeader(text, feed) === column.name));
	});

	test('of any text never throws and names only columns of the feed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const name = matchHeader(text, projects);
				return name === null || projects.columns.some((column) => column.name === name);
			})
		);
	});

	test.each([
		['项目类型（在建、停工）', 'status'],
		['合同总额', 'contract_amount_wan'],
		['合同总额(万元)', 'contract_amount_wan'],
		['合同总额【单位：万元】', 'contract_amount_wan'],
		['建设单位/名称', 'owner_name'],
		['建设单位/联系方式', 'owner_phone'],
		['施工总单位/项目经理', 'gc_manager']
	])('%s is %s', (text, name) => expect(matchHeader(text, projects)).toBe(name));

	test.each([
		'合同总额（元）',
		'合同总额（亿元）',
		'监理单位/联系方式',
		'监理单位/项目经理',
		'名称',
		'',
		'（万元）'
	])('%s is no column: another unit or another party', (text) =>
		expect(matchHeader(text, projects)).toBeNull()
	);

	test('of two levels without merged cells takes the group from its left', () => {
		expect(joinLevels(['序号', '建设单位', '', '备注'], ['', '名称', '联系\n方式', ''])).toEqual([
			'序号',
			'建设单位/名称',
			'建设单位/联系 方式',
			'备注'
		]);
	});
});

describe('a name', () => {
	test.each([
		['projects.csv', 'projects'],
		['project_parties_2026.csv', 'project_parties'],
		['PAYROLL-8月.XLSX', 'payroll'],
		['工资支付明细（8月）.xlsx', 'payroll'],
		['欠薪线索.xlsx', 'clues'],
		['projectsold.csv', null],
		['8月payroll.csv', null],
		['', null]
	])('%s is of feed %s', (name, feed) => expect(feedFromName(name, feeds.values())).toBe(feed));
});

describe('folding width', () => {
	test('is idempotent and keeps every character that is not full-width', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => foldWidth(foldWidth(text)) === foldWidth(text))
		);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => foldWidth(widen(text)) === foldWidth(text))
		);
		expect(foldWidth('项目（１２３）ＡＢ：\u3000。')).toBe('项目(123)AB: 。');
	});
});

describe('a note row', () => {
	test.each([
		[['备注：请在开工前推送', '', ''], true],
		[['', '合计', '', '120'], true],
		[['填表人：张三', '', '', '审核人：李四'], true],
		[['1', '合计大厦', '某公司', '5'], false],
		[['备注：', '真项目', '某公司'], false],
		[['', '', ''], false]
	])('%j: %s', (cells, note) => expect(isNoteRow(cells, [1, 2])).toBe(note));
});
