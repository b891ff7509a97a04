import { chineseDay } from '../reports/periods';
import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { laborOffice, reasons, tierName, usualNumber } from './words';

/** 风险提示函: a word in time, before anything is owed. */
export default {
	kind: 'risk_notice',
	zh: '风险提示函',
	number: usualNumber('治欠提示'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				unit: [project?.owner, project?.contractor].filter(Boolean).join('、') || line.name,
				subject: line.name,
				tier: tierName(context.policy, line.tier),
				as_of: chineseDay(line.as_of),
				reasons: reasons(line),
				office: laborOffice(context.policy)
			}
		};
	},
	template: () => [
		titleParagraph('风 险 提 示 函'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph(
			'经监测，{subject}于{as_of}为{tier}级，主要信号为：{reasons}。此为风险提示，不是处理决定。请你单位自查人工费拨付、专用账户余额与工资发放安排，确保下一工资支付日足额发放，并于5个工作日内书面说明情况。'
		),
		bodyParagraph('如认为数据有误，请一并提供凭证，我们将据实更正。'),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
