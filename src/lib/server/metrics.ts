import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a monitoring system may ask of the process; it names no project, enterprise or person. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const requests = new Histogram({
	name: 'xinshao_http_request_seconds',
	help: 'Time to answer a request, by route and status',
	labelNames: ['route', 'status'] as const,
	buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
	registers: [registry]
});

export const refusals = new Counter({
	name: 'xinshao_refused_requests_total',
	help: 'Requests that the permission matrix refused',
	registers: [registry]
});

export const dataAge = new Gauge({
	name: 'xinshao_feed_age_days',
	help: 'Days since the newest batch of a feed',
	labelNames: ['feed'] as const,
	registers: [registry]
});

export const lastRun = new Gauge({
	name: 'xinshao_job_last_success_seconds',
	help: 'Unix time of the last run of a job that did all of its work',
	labelNames: ['job'] as const,
	registers: [registry]
});

export const projectsByTier = new Gauge({
	name: 'xinshao_projects',
	help: 'Projects by tier in the latest scoring',
	labelNames: ['tier'] as const,
	registers: [registry]
});

export const freeDisk = new Gauge({
	name: 'xinshao_disk_free_bytes',
	help: 'Free space on the disk of the home',
	registers: [registry]
});

export const inOrder = new Gauge({
	name: 'xinshao_health_ok',
	help: '1 where a check of the installation found nothing wrong, else 0',
	labelNames: ['check'] as const,
	registers: [registry]
});

export const backupAge = new Gauge({
	name: 'xinshao_backup_age_days',
	help: 'Days since the newest checked backup; nothing where there is none',
	labelNames: ['place'] as const,
	registers: [registry]
});
