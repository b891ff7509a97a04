import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import type { NameKind } from '$lib/domain/name-kind';
import { foldHeader } from '../readers/header-match';
import type { TableSource } from '../readers/table-source';

/** A code column of a feed whose rows may name the subject instead. */
export interface NameColumn {
	/** English name of the code column. */
	readonly code: string;
	readonly kind: NameKind;
	/** Column of the table that holds the name; null where it is a column of the feed. */
	readonly index: number | null;
	/** Column of the feed that holds the name; null where it is a column of the table only. */
	readonly column: string | null;
	/** Whether a row without the code must wait. */
	readonly holds: boolean;
	/** Whether the row is in under a provisional code, which stands for none. */
	readonly isProvisional?: true;
}

interface Named {
	readonly kind: NameKind;
	/** Headers under which suppliers write the name. */
	readonly headers: readonly string[];
}

const enterpriseHeaders = [
	'企业名称',
	'企业全称',
	'单位名称',
	'公司名称',
	'用人单位名称',
	'用人单位',
	'纳税人名称',
	'参保单位名称',
	'缴费单位名称',
	'参建单位名称',
	'被反映单位',
	'被投诉单位',
	'enterprise_name',
	'company_name'
];

const namedCodes: Readonly<Record<string, Named>> = {
	project_code: {
		kind: 'project',
		headers: ['项目名称', '工程名称', '项目全称', '工程项目名称', '工程项目', 'project_name']
	},
	uscc: { kind: 'enterprise', headers: enterpriseHeaders },
	employer_uscc: {
		kind: 'enterprise',
		headers: [...enterpriseHeaders, '劳务公司', '劳务公司名称', '分包单位', '分包单位名称', 'employer_name']
	},
	subject_code: {
		kind: 'subject',
		headers: [
			'户名',
			'户号名称',
			'用户名称',
			'用电户名',
			'用水户名',
			'客户名称',
			'subject_name',
			...enterpriseHeaders
		]
	}
};

/** Columns of a feed that name the holder of another of its columns. */
const ownNames: Readonly<Record<string, readonly (readonly [code: string, name: string])[]>> = {
	projects: [
		['owner_uscc', 'owner_name'],
		['gc_uscc', 'gc_name']
	],
	enterprises: [['uscc', 'name']]
};

/** A code that is part of the key without being required: its row is in under another key, and would be there twice. */
const isLeftAlone = (feed: FeedDefinition, column: FeedColumn) =>
	column.required !== true && feed.key.includes(column.name);

/** Codes that rows of a feed may lack and name instead. */
export function optionalNamedCodes(feed: FeedDefinition): string[] {
	return feed.columns
		.filter((column) => column.required !== true && !isLeftAlone(feed, column))
		.map(({ name }) => name)
		.filter((name) => name in namedCodes || ownNames[feed.feed]?.some(([code]) => code === name) === true);
}

/** A ledger that prints no codes has provisional ones (see partial-forms.ts); where it prints them, one may be left out. */
function namedProject({ columns }: Pick<TableSource, 'columns'>): NameColumn[] {
	if (!columns.includes('project_name')) return [];
	const name = { code: 'project_code', kind: 'project', index: null, column: 'project_name' } as const;
	return [
		columns.includes('project_code')
			? { ...name, holds: true }
			: { ...name, holds: false, isProvisional: true }
	];
}

/** The codes that rows of this table may name instead of give. */
export function nameColumns(
	feed: FeedDefinition,
	table: Pick<TableSource, 'headers' | 'columns'>
): NameColumn[] {
	const found: NameColumn[] = [];
	for (const column of feed.columns) {
		const holds = column.required === true;
		if (isLeftAlone(feed, column)) continue;
		const own = ownNames[feed.feed]?.find(([code]) => code === column.name)?.[1];
		if (own !== undefined) {
			if (table.columns.includes(own))
				found.push({ code: column.name, kind: 'enterprise', index: null, column: own, holds });
			continue;
		}
		if (feed.feed === 'projects') {
			if (column.name === 'project_code') found.push(...namedProject(table));
			continue;
		}
		const named = namedCodes[column.name];
		if (!named) continue;
		const folded = named.headers.map(foldHeader);
		const index = table.headers.findIndex(
			(header, at) => table.columns[at] === null && folded.includes(foldHeader(header))
		);
		if (index !== -1) found.push({ code: column.name, kind: named.kind, index, column: null, holds });
	}
	return found;
}
