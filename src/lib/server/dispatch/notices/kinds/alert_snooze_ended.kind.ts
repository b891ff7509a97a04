import { alertNews } from './alert-news';

export default alertNews(
	'snooze_ended',
	{
		label: { zh: '静默到期', en: 'Snooze ended' },
		when: { zh: '静默的预警到期，仍未解除。', en: 'A snoozed alert is awake again and still open.' }
	},
	(level) => `静默到期，预警仍为${level}级`
);
