import { bodyParagraph, plainParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine, tierLine } from './subject-facts';
import { laborOffice, reasons, tierName, usualNumber, wan } from './words';

/** 约谈通知书 to the enterprise that is to answer for the wages. */
export default {
	kind: 'talk',
	zh: '约谈通知书',
	number: usualNumber('治欠约谈'),
	async draft(context) {
		const line = await tierLine(context);
		const project = line.type === 'project' ? await projectLine(context) : null;
		return {
			subjectType: line.type,
			fields: {
				unit: [project?.owner, project?.contractor].filter(Boolean).join('、') || line.name,
				subject: line.name,
				tier: tierName(context.policy, line.tier),
				reasons: reasons(line),
				unpaid: wan(line.unpaid_fen),
				office: laborOffice(context.policy),
				address: context.policy.contact?.address ?? '　　　　',
				phone: context.policy.contact?.phone ?? '　　　　'
			}
		};
	},
	template: () => [
		titleParagraph('约 谈 通 知 书'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph(
			'{subject}经研判为{tier}级风险（{reasons}；逾期未付工资{unpaid}万元）。现约请你单位主要负责人于　　年　　月　　日　　时到{address}接受约谈，并携带工资支付表、考勤表、专用账户流水、人工费拨付凭证。'
		),
		bodyParagraph('无正当理由不到场的，将记入企业劳动保障守法诚信档案。联系电话：{phone}'),
		plainParagraph(''),
		plainParagraph('{office}　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' })
	]
} satisfies LetterDefinition;
