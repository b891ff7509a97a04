import { chineseDay } from '../reports/periods';
import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { fullOffice, laborOffice, reasons, tierName, usualNumber, wan } from './words';

/** 情况通报 to the head of government: four days and no progress (中政办规〔2025〕1号 四(一)). */
export default {
	kind: 'circular',
	zh: '情况通报',
	number: usualNumber('治欠通报'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				government: `${context.policy.name}人民政府`,
				unit: fullOffice(context.policy, project?.department ?? '承办单位'),
				support: project?.street ?? '属地街道',
				subject: line.name,
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
		titleParagraph('关于{subject}欠薪问题办理情况的通报'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{government}：'),
		bodyParagraph(
			'{subject}（{as_of}评定为{tier}级，{reasons}；涉及工人{workers}人，逾期未付工资{unpaid}万元）已交{unit}办理、{support}配合。按照“12345”工作制，交办4日后仍无进展，现予通报。'
		),
		bodyParagraph(
			'建议由分管领导牵头调度，责成{unit}限期拿出清偿方案，并纳入周调度，每周五跟进，直至问题解决。'
		),
		bodyParagraph('抄送：{unit}、{support}。'),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
