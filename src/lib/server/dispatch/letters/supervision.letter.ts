import { chineseDay } from '../reports/periods';
import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { fullOffice, laborOffice, reasons, tierName, usualNumber, wan } from './words';

/** 督办函: the matter has an owner and does not move. */
export default {
	kind: 'supervision',
	zh: '督办函',
	number: usualNumber('治欠督办'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				unit: fullOffice(context.policy, project?.department ?? project?.street ?? '承办单位'),
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
		titleParagraph('督　办　函'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph(
			'{subject}（{as_of}评定为{tier}级）交办以来问题尚未化解：{reasons}；涉及工人{workers}人，逾期未付工资{unpaid}万元。现予督办，要求如下：'
		),
		bodyParagraph('一、由主要负责人包案，督促建设单位、施工总承包单位立即清偿所欠工资；'),
		bodyParagraph('二、会同{support}做好人员稳控，依次动用工资保证金、预售监管资金、应急周转金等保障措施；'),
		bodyParagraph('三、每周五前书面报告进展，直至问题解决。'),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
