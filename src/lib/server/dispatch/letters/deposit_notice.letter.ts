import { RiskError } from '$lib/domain/errors';
import { parameterOn } from '../../policies/policy-on';
import { plainParagraph, bodyParagraph, titleParagraph } from '../documents/page';
import type { LetterDefinition } from './letter';
import { projectLine } from './subject-facts';
import { fullOffice, laborOffice } from './words';

/** The prefecture before the county or district, where the name of the jurisdiction has one. */
const cityOf = (name: string) => /^.+?市(?=.)/.exec(name)?.[0] ?? '';

/** 附件2 of 中政办规〔2025〕1号, word by word, with its receipt. */
export default {
	kind: 'deposit_notice',
	zh: '农民工工资保证金缴纳通知书',
	number: (policy, year, n) => {
		const mark = policy.letters.find(({ id }) => id === 'deposit_notice')?.number?.replace(/〔.*$/, '');
		return `${mark ?? '农保通字'}〔${year}〕第${n}号`;
	},
	async draft(context) {
		const project = await projectLine(context);
		if (project.contractor === null) {
			throw new RiskError(
				'LETTER_INCOMPLETE',
				`项目“${project.name}”没有登记施工总承包单位，无法起草缴纳通知书；请先补全台账。`
			);
		}
		const { policy, today } = context;
		const days = parameterOn(policy, 'deposit_notice_days', today);
		const penalty = policy.penalties.find(({ id }) => id === 'art55');
		return {
			subjectType: 'project',
			fields: {
				department: fullOffice(policy, project.department ?? '行业主管部门'),
				unit: project.contractor,
				project: project.name,
				days: String(days),
				office: laborOffice(policy),
				phone: policy.contact?.phone ?? '　　　　',
				address: policy.contact?.address ?? '　　　　',
				fine: penalty ? `${penalty.low_wan}万元以上${penalty.high_wan}万元以下` : '5万元以上10万元以下'
			}
		};
	},
	template: (policy) => [
		titleParagraph(`${cityOf(policy.name)}{department}`),
		titleParagraph('农民工工资保证金缴纳通知书'),
		plainParagraph('{number}', { align: 'center' }),
		plainParagraph(''),
		plainParagraph('{unit}：'),
		bodyParagraph(
			'你单位施工的{project}项目，尚未缴纳农民工工资保证金，根据《河南省工程建设领域农民工工资保证金实施办法》相关规定，现通知你单位务必于{days}日内到{office}办理农民工工资保证金业务。如不按期办理，{office}将依据《保障农民工工资支付条例》第五十五条之规定，对你单位处{fine}的罚款，并在信用中国网站上进行公示。'
		),
		bodyParagraph('办理保证金业务联系电话：{phone}'),
		bodyParagraph('办理地址：{address}'),
		plainParagraph(''),
		plainParagraph('（盖章）　　　　', { align: 'right' }),
		plainParagraph('{date}　　', { align: 'right' }),
		plainParagraph(''),
		plainParagraph('本通知书已于　　　年　　月　　日　　时　　分收到。'),
		plainParagraph('签收人或盖章：　　　　　职务：　　　　　联系电话：'),
		plainParagraph('备注：本通知书一式两份')
	]
} satisfies LetterDefinition;
