import { statfs } from 'node:fs/promises';
import { keptBackups } from '$jobs/health/backups.check';
import { recentHealth } from '$jobs/health/registry';
import { shanghaiDay } from '$lib/domain/clock';
import { daysBetween } from '$lib/domain/day';
import { freshness } from '$lib/server/queries/freshness';
import { latestRun } from '$lib/server/queries/latest-run';
import { tierCells } from '$lib/server/queries/tier-cells';
import {
	backupAge,
	dataAge,
	freeDisk,
	inOrder,
	lastRun,
	projectsByTier,
	registry
} from '$lib/server/metrics';
import type { RequestHandler } from './$types';

/** Prometheus text; the gauges are read when they are asked for. */
export const GET: RequestHandler = async ({ locals }) => {
	const { warehouse, clock, config } = locals.app;
	const today = shanghaiDay(clock());
	const { feeds, jobs } = await freshness(warehouse);
	for (const { feed, day } of feeds) dataAge.set({ feed }, daysBetween(day, today));
	for (const { job, at } of jobs)
		lastRun.set({ job }, Date.parse(`${at.replace(' ', 'T').slice(0, 19)}+08:00`) / 1000);
	const run = await latestRun(warehouse, today);
	projectsByTier.reset();
	for (const { tier, projects } of run ? await tierCells(warehouse, run.runId) : [])
		projectsByTier.inc({ tier }, projects);
	const { bavail, bsize } = await statfs(config.home);
	freeDisk.set(bavail * bsize);
	for (const { id, ok } of await recentHealth(locals.app)) inOrder.set({ check: id }, ok ? 1 : 0);
	const newest = keptBackups(config.home).at(-1);
	if (newest !== undefined) backupAge.set({ place: 'home' }, daysBetween(newest, today));
	return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
};
