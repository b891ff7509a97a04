import { chineseDay } from '../reports/periods';
import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { laborOffice, reasons, usualNumber, wan } from './words';

/** 限期整改指令书 to the contractor (or the enterprise named). */
export default {
	kind: 'rectification',
	zh: '劳动保障监察限期整改指令书',
	number: usualNumber('劳监限改'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				unit: project?.contractor ?? line.name,
				subject: line.name,
				as_of: chineseDay(line.as_of),
				reasons: reasons(line),
				workers: String(line.workers),
				unpaid: wan(line.unpaid_fen),
				office: laborOffice(context.policy)
			}
		};
	},
	template: () => [
		titleParagraph('劳动保障监察限期整改指令书'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph(
			'经查，截至{as_of}，你单位在{subject}存在以下情形：{reasons}；涉及工人{workers}人，逾期未付工资{unpaid}万元（数据来源及计算过程附后，可当面核对）。'
		),
		bodyParagraph(
			'上述情形涉嫌违反《保障农民工工资支付条例》有关规定。根据《劳动保障监察条例》第十八条，现责令你单位自收到本指令书之日起　　日内改正，足额支付所欠工资，并将改正情况书面报告本机关。逾期不改正的，将依法作出行政处理或者行政处罚决定。'
		),
		bodyParagraph(
			'你单位对上述事实有异议的，可在收到本指令书之日起3日内提出书面陈述和申辩，并提交工资支付凭证、考勤记录、银行回单等证据。'
		),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
