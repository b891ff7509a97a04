import { alertNews } from './alert-news';

export default alertNews(
	'rose',
	{
		label: { zh: '预警升级', en: 'Alert rose' },
		when: { zh: '研判把一条打开的预警提高了等级。', en: 'A scoring raised the level of an open alert.' }
	},
	(level) => `预警升至${level}级`
);
