import { chineseDay } from '../reports/periods';
import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { fullOffice, laborOffice, reasons, tierName, usualNumber, wan } from './words';

/** 提醒函: no unit and person named within three days of the assignment (中政办规〔2025〕1号 四(一)). */
export default {
	kind: 'reminder',
	zh: '提醒函',
	number: usualNumber('治欠提醒'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				unit: fullOffice(context.policy, project?.department ?? project?.street ?? '承办单位'),
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
		titleParagraph('提　醒　函'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph(
			'经监测研判，{subject}于{as_of}评定为{tier}级风险，主要情形为：{reasons}；涉及工人{workers}人，逾期未付工资{unpaid}万元。'
		),
		bodyParagraph(
			'按照“12345”工作制，该事项应于1日内交办到具体单位并明确责任人、2日内反馈交办情况。截至目前尚未收到你单位明确承办单位和人员的反馈，现予提醒。请于收到本函之日起1日内明确责任人，并书面反馈处置进展；逾期无进展的，将按规定向政府主要领导通报。'
		),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
