import { chineseDay } from '../reports/periods';
import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { fullOffice, laborOffice, reasons, tierName, usualNumber, wan } from './words';

/** 交办单: the matter goes to a unit, with the day by which it answers. */
export default {
	kind: 'assignment',
	zh: '交办单',
	number: usualNumber('治欠交办'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				unit: fullOffice(context.policy, project?.department ?? '承办单位'),
				support: project?.street ?? '属地街道',
				subject: line.name,
				code: context.subject,
				tier: tierName(context.policy, line.tier),
				as_of: chineseDay(line.as_of),
				reasons: reasons(line),
				workers: String(line.workers),
				unpaid: wan(line.unpaid_fen),
				office: laborOffice(context.policy)
			}
		};
	},
	template: () => [
		titleParagraph('欠薪问题交办单'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph('现将以下事项交你单位办理，{support}配合：'),
		bodyParagraph('事项：{subject}（{code}）'),
		bodyParagraph(
			'等级与情形：{as_of}评定为{tier}级；{reasons}；涉及工人{workers}人，逾期未付工资{unpaid}万元。'
		),
		bodyParagraph('要求：1日内明确责任人，2日内反馈交办情况，此后每周五报告进展，直至问题解决。'),
		bodyParagraph('责任人：　　　　　　　职务：　　　　　　　联系电话：'),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
