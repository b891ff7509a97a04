import type { EvidenceGroup, EvidenceRow } from '$lib/domain/evidence';
import type { Figure } from '$lib/domain/figure';
import type { Speech } from '$lib/i18n/context';
import type { PaperBlock } from '$lib/server/dispatch/paper/paper';
import { paragraph } from './story-words';

/** Rows behind a figure of the project, or of its contractor. */
export interface PaperEvidence {
	readonly figure: Figure;
	readonly groups: readonly EvidenceGroup[];
}

/** Rows of one kind of data that are printed under a figure; the whole lists are on the page. */
const printedRows = 6;
const printedCells = 6;

const cellsOf = (group: EvidenceGroup, { cells }: EvidenceRow) =>
	group.columns
		.filter(({ name }) => name !== 'project_code' && cells[name] !== null && cells[name] !== undefined)
		.slice(0, printedCells)
		.map(({ name, zh }) => `${zh} ${cells[name]}`)
		.join(' · ');

/** The rows behind the figures, some of each. */
export function evidenceOf(evidence: readonly PaperEvidence[], { t, lang }: Speech): PaperBlock[] {
	const blocks = evidence.flatMap(({ figure, groups }) =>
		groups
			.filter(({ rows }) => rows.length > 0)
			.flatMap((group): PaperBlock[] => [
				{
					kind: 'heading',
					size: 9.5,
					text: t('paper.file.evidence.of', { figure: figure[lang], feed: group.feedZh, n: group.total })
				},
				{
					kind: 'table',
					size: 8,
					columns: [
						{ head: t('rows.file'), weight: 26 },
						{ head: t('rows.row'), weight: 7, align: 'right' },
						{ head: t('paper.file.evidence.cells'), weight: 60 }
					],
					rows: group.rows
						.slice(0, printedRows)
						.map((row) => [
							row.sheet ? `${row.fileName} · ${row.sheet}` : row.fileName,
							String(row.rowNo),
							cellsOf(group, row)
						])
				}
			])
	);
	if (blocks.length === 0) return [paragraph(t('paper.file.evidence.none'))];
	return [{ kind: 'note', text: t('paper.file.evidence.note', { n: printedRows }) }, ...blocks];
}
