import { alertNews } from './alert-news';

export default alertNews(
	'opened',
	{
		label: { zh: '新预警', en: 'New alert' },
		when: {
			zh: '研判确认了一条新预警：红级一次即确认，其他等级须连续数次。',
			en: 'A scoring confirmed a new alert: at once where it is the highest tier, after several runs otherwise.'
		}
	},
	(level) => `新增${level}级预警`
);
