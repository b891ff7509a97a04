import type { Job } from './job';

/** Folds the write-ahead log into the database file while nobody is at work. */
export default {
	id: 'checkpoint',
	label: { zh: '整理数据库', en: 'Tidy the database' },
	async run(app) {
		await app.warehouse.checkpoint();
		return { counts: {}, failures: [] };
	}
} satisfies Job;
