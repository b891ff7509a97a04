import FirstHour from '$lib/components/FirstHour.svelte';
import { partOf, shown } from '../example';

export default {
	Header: partOf('the frame of every page'),
	Habits: partOf('the frame of every page: Ctrl K and ?'),
	LiveNotice: partOf('the frame of every page, after a run'),
	Waiting: partOf('the frame of every page, when a page takes long'),
	Toasts: partOf('the frame of every page, after an act'),
	Tour: partOf('the frame of every page, in the demo'),
	FirstHour: shown(FirstHour, {
		some: {
			lines: [
				{ step: 'installed', isDone: true, href: null, asks: 'data.view', isOptional: false },
				{ step: 'data', isDone: false, href: '#FirstHour', asks: 'data.operate', isOptional: false },
				{ step: 'users', isDone: false, href: null, asks: 'user.manage', isOptional: true }
			],
			permissions: ['data.view', 'data.operate'],
			place: '（示例）某某区'
		}
	})
};
