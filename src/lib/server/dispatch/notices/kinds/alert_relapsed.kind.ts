import { alertNews } from './alert-news';

export default alertNews(
	'relapsed',
	{
		label: { zh: '复发', en: 'Relapse' },
		when: {
			zh: '销号后在复发判断期内再次预警。',
			en: 'An alert came back within the days of relapse after it was closed.'
		}
	},
	(level) => `销号后复发，现为${level}级`
);
