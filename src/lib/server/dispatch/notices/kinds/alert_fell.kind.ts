import { alertNews } from './alert-news';

export default alertNews(
	'fell',
	{
		label: { zh: '预警降级', en: 'Alert fell' },
		when: {
			zh: '销号材料已审核，研判也确认好转，等级降低。',
			en: 'Evidence was accepted and a scoring found it calmer.'
		}
	},
	(level) => `材料已审核，预警降至${level}级`
);
