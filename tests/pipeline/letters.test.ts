import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentBytes, plainParagraph } from '$lib/server/dispatch/documents/page';
import { fillTemplate, textOf } from '$lib/server/dispatch/letters/fill-template';
import {
	deliverLetter,
	draftLetter,
	issueLetter,
	letterById,
	letterDocument,
	letterList,
	looseDocument,
	voidLetter,
	type LetterDesk
} from '$lib/server/dispatch/letters/letter-book';
import { letters } from '$lib/server/dispatch/letters/registry';
import { dropTemplate, keepTemplate, templateOf } from '$lib/server/dispatch/letters/templates';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District } from '../support/district';

const zhang = { id: '1', name: '张三' };
const li = { id: '2', name: '李四' };
let district: District;
let desk: LetterDesk;

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: [
			{
				project_code: 'P1',
				project_name: '<某>&某安置房',
				street: policy.units[0]!.name,
				sector: '房屋建筑',
				status: '在建',
				industry_dept: '区住房城乡建设局',
				gc_name: '某建设有限公司',
				gc_uscc: 'GC'
			},
			{
				project_code: 'P2',
				project_name: '无总包工程',
				street: policy.units[0]!.name,
				sector: '市政',
				status: '在建'
			}
		]
	});
	await runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf: '2026-11-20', knownAt: null, series: 'current', scoredAt: '2026-11-20 06:00:00' }
	);
	const now = new Date('2026-11-21T10:00:00+08:00');
	desk = {
		warehouse: district.warehouse,
		reader: district.warehouse,
		policy,
		clock: () => now,
		home: district.home
	};
});
afterAll(() => district.close());

test('every kind can be drafted on a project, without a hole and with what it is about', async () => {
	for (const kind of letters.keys()) {
		const text = textOf(await looseDocument(desk, kind, 'P1')).join('\n');
		expect([kind, text]).toEqual([kind, expect.stringContaining('<某>&某安置房')]);
		expect([kind, /[{}]|undefined|null/.exec(text)?.[0]]).toEqual([kind, undefined]);
		expect(text).toContain('2026年11月21日');
	}
});

test('the deposit notice is 附件2 word by word', async () => {
	const text = textOf(await looseDocument(desk, 'deposit_notice', 'P1'));
	expect(text.filter(Boolean)).toEqual([
		'焦作市中站区住房城乡建设局',
		'农民工工资保证金缴纳通知书',
		'中区xx农保通字〔2026〕第　号',
		'某建设有限公司：',
		'你单位施工的<某>&某安置房项目，尚未缴纳农民工工资保证金，根据《河南省工程建设领域农民工工资保证金实施办法》相关规定，现通知你单位务必于15日内到中站区人力资源社会保障局办理农民工工资保证金业务。如不按期办理，中站区人力资源社会保障局将依据《保障农民工工资支付条例》第五十五条之规定，对你单位处5万元以上10万元以下的罚款，并在信用中国网站上进行公示。',
		'办理保证金业务联系电话：2958033',
		'办理地址：中站区劳动保障维权中心',
		'（盖章）　　　　',
		'2026年11月21日　　',
		'本通知书已于　　　年　　月　　日　　时　　分收到。',
		'签收人或盖章：　　　　　职务：　　　　　联系电话：',
		'备注：本通知书一式两份'
	]);
});

test('what is not there is said: an unknown project, an unknown kind, a contractor that is missing', async () => {
	await expect(draftLetter(desk, 'reminder', 'NO', zhang)).rejects.toMatchObject({ code: 'SUBJECT_UNKNOWN' });
	await expect(draftLetter(desk, 'poem', 'P1', zhang)).rejects.toMatchObject({ code: 'LETTER_UNKNOWN' });
	await expect(draftLetter(desk, 'deposit_notice', 'P2', zhang)).rejects.toMatchObject({
		code: 'LETTER_INCOMPLETE'
	});
});

test('numbers of a kind and year never repeat, whoever issues at the same moment', async () => {
	const drafts: number[] = [];
	for (let i = 0; i < 12; i += 1) drafts.push(await draftLetter(desk, 'reminder', 'P1', zhang));
	const numbers = await Promise.all(drafts.map((id, index) => issueLetter(desk, id, index % 2 ? zhang : li)));
	expect([...numbers].sort()).toEqual(
		Array.from({ length: 12 }, (_, i) => `治欠提醒〔2026〕${i + 1}号`).sort()
	);
	const other = await draftLetter(desk, 'talk', 'P1', zhang);
	expect(await issueLetter(desk, other, zhang)).toBe('治欠约谈〔2026〕1号');
	const next = { ...desk, clock: () => new Date('2027-01-01T00:00:00+08:00') };
	const january = await draftLetter(next, 'reminder', 'P1', zhang);
	expect(await issueLetter(next, january, zhang)).toBe('治欠提醒〔2027〕1号');
});

test('of two people who issue one letter one wins, and the other is told', async () => {
	const id = await draftLetter(desk, 'circular', 'P1', zhang);
	const both = await Promise.allSettled([issueLetter(desk, id, zhang), issueLetter(desk, id, li)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const letter = await letterById(desk.reader, id);
	expect(letter.acts).toHaveLength(1);
});

test('an issued letter stays as it went out, whatever becomes of template and data', async () => {
	const id = await draftLetter(desk, 'supervision', 'P1', zhang);
	await issueLetter(desk, id, zhang);
	const before = await letterDocument(desk, await letterById(desk.reader, id));
	const own = await documentBytes([plainParagraph('改过的模板 {number} {unit} {date}')]);
	await keepTemplate(district.home, 'supervision', own, (await letterById(desk.reader, id)).fields);
	expect((await templateOf(district.home, policy, 'supervision')).own).toBe(true);
	expect(await letterDocument(desk, await letterById(desk.reader, id))).toEqual(before);
	const draft = await draftLetter(desk, 'supervision', 'P1', zhang);
	const text = textOf(await letterDocument(desk, await letterById(desk.reader, draft)));
	expect(text[0]).toContain('改过的模板');
	await dropTemplate(district.home, 'supervision');
	expect((await templateOf(district.home, policy, 'supervision')).own).toBe(false);
});

test('a letter is delivered once, and after it was issued; a voided one goes nowhere', async () => {
	const id = await draftLetter(desk, 'talk', 'P1', zhang);
	const delivery = { how: '直接送达', recipient: '项目部王某' } as const;
	await expect(deliverLetter(desk, id, delivery, zhang)).rejects.toMatchObject({ code: 'LETTER_STATE' });
	await issueLetter(desk, id, zhang);
	await deliverLetter(desk, id, delivery, li);
	expect((await letterById(desk.reader, id)).state).toBe('delivered');
	await expect(deliverLetter(desk, id, delivery, li)).rejects.toMatchObject({ code: 'LETTER_STATE' });
	const wrong = await draftLetter(desk, 'talk', 'P1', zhang);
	await voidLetter(desk, wrong, '写错了单位', zhang);
	await expect(issueLetter(desk, wrong, zhang)).rejects.toMatchObject({ code: 'LETTER_STATE' });
	expect((await letterList(desk.reader, 1))[0]).toMatchObject({ id: wrong, state: 'voided' });
});

test('a template with an unknown place or a torn brace is refused in words', async () => {
	const unknown = await documentBytes([plainParagraph('{unit}{surprise}')]);
	expect(() => fillTemplate(unknown, { unit: 'x' })).toThrow(/surprise/);
	const torn = await documentBytes([plainParagraph('{unit')]);
	expect(() => fillTemplate(torn, { unit: 'x' })).toThrow(/模板不能使用/);
	expect(() => fillTemplate(new Uint8Array([1, 2, 3]), {})).toThrow(/模板不能使用/);
});
