import { alertNews } from './alert-news';

export default alertNews(
	'closed',
	{
		label: { zh: '预警销号', en: 'Alert closed' },
		when: {
			zh: '销号材料已审核，研判已无风险，预警关闭。',
			en: 'Evidence was accepted and a scoring found no risk.'
		}
	},
	() => '材料已审核，预警销号'
);
