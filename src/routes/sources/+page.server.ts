import { readdir } from 'node:fs/promises';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { testSource } from '$jobs/test-source';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { sourceStates } from '$lib/server/queries/source-states';
import { pullFolder } from '$lib/server/sources/http-pages.source';
import { lookAtInbox } from '$lib/server/sources/inbox.source';
import { pagesHere } from '$lib/server/sources/page-journal';
import { readSourceFile } from '$lib/server/sources/source-file';
import { readSources, type SourceSettings } from '$lib/server/sources/source-list';
import { saveSource } from '../../hooks/source-desk';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const nothing: SourceSettings = { allowedHosts: [], http: [], sql: [] };

/** The settings, or what is wrong with them. */
function settingsOf(home: string): { settings: SourceSettings; broken: string | null } {
	try {
		return { settings: readSources(home), broken: null };
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		return { settings: nothing, broken: error.message };
	}
}

const isSet = (name: string) => (process.env[name] ?? '') !== '';
const feedName = (feed: string) => ({ id: feed, zh: feeds.get(feed)?.zh ?? feed });

/** Pulls of a source that broke off, a line a feed. */
async function halves(home: string, id: string) {
	const folders = await readdir(pullFolder(home, id, '')).catch(() => []);
	const counted = await Promise.all(
		folders.map(async (feed) => ({ ...feedName(feed), pages: await pagesHere(pullFolder(home, id, feed)) }))
	);
	return counted.filter(({ pages }) => pages > 0);
}

export const load: PageServerLoad = async ({ locals }) => {
	const { home } = locals.app.config;
	const { settings, broken } = settingsOf(home);
	const states = await sourceStates(locals.reader);
	const waiting = await lookAtInbox(home);
	const rows = [
		...settings.http.map((entry) => ({
			id: entry.id,
			supplier: entry.supplier,
			kind: 'http' as const,
			address: entry.base,
			feeds: entry.feeds.map(feedName),
			secret: { name: entry.token_env, isSet: isSet(entry.token_env) },
			enabled: entry.enabled
		})),
		...settings.sql.map((entry) => ({
			id: entry.id,
			supplier: entry.supplier,
			kind: entry.engine,
			address: `${entry.host}:${entry.port}/${entry.database}`,
			feeds: entry.queries.map(({ feed }) => feedName(feed)),
			secret: { name: entry.password_env, isSet: isSet(entry.password_env) },
			enabled: entry.enabled
		}))
	];
	return {
		sources: await Promise.all(
			rows.map(async (row) => ({
				...row,
				state: states.get(row.id) ?? null,
				halves: await halves(home, row.id)
			}))
		),
		inbox: { waiting: waiting.length, state: states.get('inbox') ?? null },
		allowedHosts: settings.allowedHosts,
		broken,
		hash: readSourceFile(home).hash,
		mayChange: locals.viewer.may('data.operate')
	};
};

/** The entry as the file has it, with the switch turned. */
function switched(event: RequestEvent, id: string, enabled: boolean) {
	const { http, sql } = settingsOf(event.locals.app.config.home).settings;
	const page = http.find((entry) => entry.id === id);
	if (page) return { kind: 'http' as const, entry: { ...page, enabled } };
	const database = sql.find((entry) => entry.id === id);
	return database && { kind: 'sql' as const, entry: { ...database, enabled } };
}

export const actions: Actions = {
	switch: async (event) => {
		const form = await event.request.formData();
		const id = String(form.get('id') ?? '');
		const found = switched(event, id, form.get('enabled') === 'yes');
		if (!found) return fail(404, { refusal: `没有标识为“${id}”的数据源，可能刚被删去，请刷新页面。` });
		const done = await saveSource(event, { ...found, id, hash: String(form.get('hash') ?? '') });
		if (!('saved' in done)) return done;
		const isOn = form.get('enabled') === 'yes';
		const fields = {
			id,
			enabled: isOn ? 'no' : 'yes',
			hash: readSourceFile(event.locals.app.config.home).hash
		};
		say(event, isOn ? 'source.on' : 'source.off', { id }, { action: '/sources?/switch', fields });
		return done;
	},
	test: async ({ locals, request }) => {
		const id = String((await request.formData()).get('id') ?? '');
		return { tested: id, ...(await testSource(locals.app, id)) };
	}
};
