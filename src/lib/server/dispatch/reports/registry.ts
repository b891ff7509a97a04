import { RiskError } from '$lib/domain/errors';
import type { ReportDefinition } from './report';

const modules = import.meta.glob<{ default: ReportDefinition }>('./*.report.ts', { eager: true });

/** Every report, by name. Adding `<name>.report.ts` adds one. */
export const reports: ReadonlyMap<string, ReportDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.id.localeCompare(b.id))
		.map((report) => [report.id, report])
);

/** @throws RiskError REPORT_UNKNOWN */
export function reportOf(id: string): ReportDefinition {
	const report = reports.get(id);
	if (!report) {
		throw new RiskError(
			'REPORT_UNKNOWN',
			`没有名为“${id}”的报表；可用的有：${[...reports.keys()].join('、')}。`
		);
	}
	return report;
}
