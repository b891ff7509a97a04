import type { App } from '$lib/server/app';
import type { HealthCheck, HealthFinding } from './health-check';

const modules = import.meta.glob<{ default: HealthCheck }>('./*.check.ts', { eager: true });

/** Every check, in the order in which a person reads them. Adding `<id>.check.ts` adds one. */
const healthChecks: readonly HealthCheck[] = Object.values(modules)
	.map((module) => module.default)
	.sort((a, b) => a.order - b.order);

export interface CheckedHealth extends HealthFinding {
	readonly id: string;
	readonly label: HealthCheck['label'];
}

/** Runs every check; one that fails itself is a finding like any other. */
export function checkHealth(app: App): Promise<CheckedHealth[]> {
	return Promise.all(
		healthChecks.map(async ({ id, label, run }) => {
			try {
				return { id, label, ...(await run(app)) };
			} catch (cause) {
				app.log.error({ err: cause, check: id }, 'health check failed');
				const says = `这项检查没有做成（${cause instanceof Error ? cause.message.slice(0, 160) : '未知原因'}）`;
				return { id, label, ok: false, says, next: 'npm run -s xinshao -- doctor' };
			}
		})
	);
}

/** How long a page shows the same findings: the checks look at files and places outside. */
const freshMilliseconds = 60_000;
const kept = new WeakMap<App, { at: number; findings: Promise<CheckedHealth[]> }>();
const settled = new WeakMap<App, readonly CheckedHealth[]>();

/** The findings of the last minute. */
export function recentHealth(app: App): Promise<CheckedHealth[]> {
	const now = performance.now();
	const last = kept.get(app);
	if (last && now - last.at < freshMilliseconds) return last.findings;
	const findings = checkHealth(app);
	kept.set(app, { at: now, findings });
	void findings.then((found) => settled.set(app, found));
	return findings;
}

/**
 * What is wrong as far as it is known at this moment; none where nothing was looked at yet. The next look goes on beside:
 * a page that says it among other things does not wait for mail servers and disks.
 */
export function knownIlls(app: App): readonly CheckedHealth[] {
	void recentHealth(app);
	return (settled.get(app) ?? []).filter(({ ok }) => !ok);
}
