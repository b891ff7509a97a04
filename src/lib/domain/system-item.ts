/** The ten lines of 五金五制 (中政办规〔2025〕1号 三(二)), in its order: five funds, five systems. */
export const systemItems = [
	'guarantee',
	'deposit',
	'revolving',
	'reserve',
	'presale',
	'labour_fee',
	'gc_pay',
	'account',
	'bank_pay',
	'realname'
] as const;
export type SystemItem = (typeof systemItems)[number];

export const systemFunds: readonly SystemItem[] = systemItems.slice(0, 5);

/** Met, lacking, or not asked of this project. */
export type SystemState = 'met' | 'lacking' | 'exempt';

/** Four parties that answer for a project (高台县意见 二(一)2), as the feed names them. */
export const fourParties = ['建设单位', '项目主管部门', '行业主管部门', '人社部门'] as const;
