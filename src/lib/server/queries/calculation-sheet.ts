import { writeXlsx, type Cell, type CellValue, type WriteSheet } from 'hucre/xlsx';
import type { Figure, FigureThreshold } from '$lib/domain/figure';
import { scoreGroups, type ScoreGroupKey } from '$lib/domain/score-sum';
import { hardTriggers } from '$lib/domain/tier-rule';

/** What a calculation sheet is made from. */
export interface CalculationInput {
	readonly code: string;
	readonly name: string;
	readonly asOf: string;
	/** Shanghai time of the judgement. */
	readonly scoredAt: string;
	readonly pack: string;
	readonly clause: string;
	readonly tier: number | null;
	readonly score: number | null;
	readonly tierNames: readonly string[];
	readonly weights: Readonly<Record<ScoreGroupKey, number>>;
	/** Own figures, then those of the contractor that count. */
	readonly figures: readonly Figure[];
}

interface Formula {
	readonly formula: string;
	/** What it gives, for readers that do not compute. */
	readonly result: CellValue;
}
type Written = CellValue | Formula;

const groupNames: Readonly<Record<ScoreGroupKey, string>> = {
	A: '工资支付',
	B: '资金流',
	C: '制度落实',
	D: '线索与事件',
	E: '总承包单位经营'
};
/** Rows of the first sheet above the figures: title, two lines of facts, an empty one, the header. */
const firstRow = 6;

const isFormula = (cell: Written): cell is Formula =>
	typeof cell === 'object' && cell !== null && 'formula' in cell;

function sheet(
	name: string,
	rows: readonly (readonly Written[])[],
	widths: readonly number[],
	head: number
): WriteSheet {
	const cells = new Map<string, Partial<Cell>>();
	for (const [row, line] of rows.entries())
		for (const [column, cell] of line.entries())
			if (isFormula(cell))
				cells.set(`${row},${column}`, { formula: cell.formula, formulaResult: cell.result });
	const width = widths.length;
	return {
		name,
		columns: widths.map((wide) => ({ width: wide })),
		rows: rows.map((line) =>
			Array.from({ length: width }, (_, column): CellValue => {
				const cell = line[column] ?? null;
				return isFormula(cell) ? cell.result : cell;
			})
		),
		cells,
		freezePane: { rows: head }
	};
}

/** The level of a row as a formula over its value and lines; null where one number does not decide it (bands, caps). */
function levelFormula(figure: Figure, row: number): { formula: string; result: number } | null {
	const { value, severity, nullReason, thresholds } = figure;
	if (value === null || nullReason !== null || severity === null) return null;
	if (thresholds.length === 0 || thresholds.some(({ band }) => band !== '')) return null;
	const line = (of: number) => thresholds.find((threshold) => threshold.severity === of);
	const columns = { 1: 'F', 2: 'H', 3: 'J' } as const;
	const holds = ({ op, bound }: FigureThreshold) =>
		op === '>=' ? value >= bound : op === '>' ? value > bound : op === '<=' ? value <= bound : value < bound;
	const level = [3, 2, 1].find((of) => {
		const threshold = line(of);
		return threshold !== undefined && holds(threshold);
	});
	if ((level ?? 0) !== severity) return null;
	const formula = ([3, 2, 1] as const).reduceRight((rest, of) => {
		const threshold = line(of);
		return threshold ? `IF(E${row}${threshold.op}${columns[of]}${row},${of},${rest})` : rest;
	}, '0');
	return { formula, result: severity };
}

const valueWord = { not_applicable: '不适用', missing: '缺数据' } as const;

function figureRows(input: CalculationInput): Written[][] {
	const firstOf = new Map<string, number>();
	const lastOf = new Map<string, number>();
	for (const [index, { indicator }] of input.figures.entries()) {
		if (!firstOf.has(indicator)) firstOf.set(indicator, index);
		lastOf.set(indicator, index);
	}
	return input.figures.map((figure, index): Written[] => {
		const row = firstRow + index;
		const { indicator, nullReason, severity } = figure;
		const bound = (of: number) => {
			const line = figure.thresholds.find((threshold) => threshold.severity === of && threshold.band === '');
			return line ? [line.op, line.bound] : [null, null];
		};
		const level = levelFormula(figure, row);
		const isFirst = firstOf.get(indicator) === index;
		const own = input.figures.filter((other) => other.indicator === indicator);
		const judged = own.some((other) => other.severity !== null);
		const worst = Math.max(0, ...own.map((other) => other.severity ?? 0));
		const last = firstRow + (lastOf.get(indicator) ?? index);
		return [
			figure.group,
			indicator,
			figure.zh,
			figure.unit,
			nullReason ? valueWord[nullReason] : figure.value,
			...bound(1).reverse(),
			...bound(2).reverse(),
			...bound(3).reverse(),
			level ?? (severity === null ? null : severity),
			isFirst ? { formula: `MAX(L${row}:L${last})`, result: worst } : null,
			isFirst ? (figure.counts && judged ? 1 : 0) : 0,
			level || severity === null ? '' : nullReason ? '不适用按 0 级' : '分档或封顶，级别照录',
			figure.basis
		];
	});
}

function scoreRows(input: CalculationInput, last: number): { rows: Written[][]; result: number | null } {
	const range = (column: string) => `指标!$${column}$${firstRow}:$${column}$${last}`;
	const found = new Map<string, Figure[]>();
	for (const figure of input.figures.filter(({ counts }) => counts))
		found.set(figure.indicator, [...(found.get(figure.indicator) ?? []), figure]);
	const severities = (group: ScoreGroupKey) =>
		[...found.values()].flatMap((own) => {
			const judged = own.flatMap(({ severity }) => (severity === null ? [] : [severity as number]));
			return own[0]?.group === group && judged.length > 0 ? [Math.max(...judged)] : [];
		});
	const whole = scoreGroups.reduce(
		(sum, group) => sum + (severities(group).length > 0 ? input.weights[group] : 0),
		0
	);
	let total = 0;
	const groups = scoreGroups.map((group, index): Written[] => {
		const row = index + 2;
		const own = severities(group);
		const gravest = Math.max(0, ...own);
		const mean = own.length === 0 ? 0 : own.reduce((sum, one) => sum + one, 0) / own.length;
		const load = (0.7 * gravest) / 3 + (0.3 * mean) / 3;
		const points = own.length > 0 ? (100 * input.weights[group]) / whole : 0;
		total += points * load;
		const chosen = `(${range('A')}="${group}")*${range('N')}`;
		return [
			group,
			groupNames[group],
			input.weights[group],
			{ formula: `SUMPRODUCT(${chosen})`, result: own.length },
			{ formula: `SUMPRODUCT(MAX(${chosen}*${range('M')}))`, result: gravest },
			{ formula: `IF(D${row}=0,0,SUMPRODUCT(${chosen},${range('M')})/D${row})`, result: mean },
			{ formula: `0.7*E${row}/3+0.3*F${row}/3`, result: load },
			{
				formula: `IF(D${row}=0,0,100*C${row}/SUMPRODUCT(($D$2:$D$6>0)*$C$2:$C$6))`,
				result: points
			},
			{ formula: `G${row}*H${row}`, result: points * load }
		];
	});
	return { rows: groups, result: whole > 0 ? total : null };
}

/** Which clause fires, as formulas over the levels of the first sheet. */
function clauseRows(input: CalculationInput, last: number): Written[][] {
	const range = (column: string) => `指标!$${column}$${firstRow}:$${column}$${last}`;
	const count = (groups: readonly ScoreGroupKey[], least: number, ids?: readonly string[]) => {
		const inGroups = groups.map((group) => `(${range('A')}="${group}")`).join('+');
		const named = ids ? `*(${ids.map((id) => `(${range('B')}="${id}")`).join('+')})` : '';
		return `SUMPRODUCT((${inGroups})${named}*(${range('M')}>=${least})*${range('N')})`;
	};
	const worst = new Map<string, Figure>();
	for (const figure of input.figures) {
		const kept = worst.get(figure.indicator);
		if (figure.counts && (figure.severity ?? -1) > (kept?.severity ?? -1))
			worst.set(figure.indicator, figure);
	}
	const counted = (groups: readonly ScoreGroupKey[], least: number, ids?: readonly string[]) =>
		[...worst.values()].filter(
			(figure) =>
				groups.includes(figure.group) &&
				(figure.severity ?? 0) >= least &&
				(ids === undefined || ids.includes(figure.indicator))
		).length;
	const facts: [string, readonly ScoreGroupKey[], number, (readonly string[])?][] = [
		['硬性红线达到 3 级的项数', ['A', 'B', 'C', 'D'], 3, hardTriggers],
		['A、D 组 3 级', ['A', 'D'], 3],
		['资金断流倒计时 3 级', ['B'], 3, ['runway_days']],
		['B 组 3 级', ['B'], 3],
		['C 组 3 级', ['C'], 3],
		['E 组 3 级', ['E'], 3],
		['A、D 组 2 级以上', ['A', 'D'], 2],
		['A、B、D 组 2 级以上', ['A', 'B', 'D'], 2],
		['A 组 2 级以上', ['A'], 2],
		['B 组 2 级以上', ['B'], 2],
		['C 组 2 级以上', ['C'], 2],
		['D 组 2 级以上', ['D'], 2],
		['E 组 2 级以上', ['E'], 2],
		['A、B、D、E 组 1 级以上', ['A', 'B', 'D', 'E'], 1]
	];
	const rows = facts.map(([label, groups, least, ids], index): Written[] => [
		index + 1,
		label,
		{ formula: count(groups, least, ids), result: counted(groups, least, ids) }
	]);
	const at = (place: number) => `C${place + 1}`;
	const groupsAtTwo = [9, 10, 11, 12, 13].map((place) => `(${at(place)}>0)`).join('+');
	const clause = `IF(${at(1)}>0,"1a",IF(${at(2)}>0,"1b",IF(OR(${at(3)}>0,${at(4)}>=2,AND(${at(4)}>=1,${at(7)}>0)),"1c",IF(AND(OR(${at(6)}>0,${at(5)}>=2),${at(8)}>0),"1d",IF(OR(${at(8)}>0,${at(6)}>0,${at(5)}>=2,(${groupsAtTwo})>=2),"2",IF(OR(${at(14)}>0,${at(11)}>0),"3","0"))))))`;
	const row = facts.length + 2;
	const tierIndex = `IF(LEFT(C${row},1)="1",3,IF(C${row}="2",2,IF(C${row}="3",1,0)))`;
	const names = input.tierNames.map((name) => `"${name}"`).join(',');
	return [
		...rows,
		['', '触发条款（第一条成立的）', { formula: clause, result: input.clause }],
		[
			'',
			'等级',
			{ formula: `CHOOSE(1+${tierIndex},${names})`, result: input.tierNames[input.tier ?? 0] ?? '' }
		]
	];
}

/**
 * The judgement of a project as a workbook that does the sum again: levels from values and lines, the score group by
 * group, the clause of the rule and the tier, all as live formulas; where one number does not decide a level (bands,
 * caps), the level stands as it was and the row says so.
 */
export function calculationSheet(input: CalculationInput): Promise<Uint8Array> {
	const figures = figureRows(input);
	const last = firstRow + Math.max(figures.length, 1) - 1;
	const score = scoreRows(input, last);
	const sum = score.rows.length + 2;
	return writeXlsx({
		sheets: [
			sheet(
				'指标',
				[
					[`${input.name}（${input.code}）研判计算表`],
					[`评价日 ${input.asOf}；研判时间 ${input.scoredAt}；口径 ${input.pack}`],
					['改动“数值”或“线”，级别、得分、条款和等级随之重算。级别：1 蓝、2 黄、3 红。'],
					[],
					[
						'组',
						'指标编号',
						'指标',
						'单位',
						'数值',
						'蓝线',
						'条件',
						'黄线',
						'条件',
						'红线',
						'条件',
						'本行级别',
						'指标级别',
						'计入',
						'说明',
						'依据'
					],
					...figures
				],
				[5, 28, 34, 9, 14, 10, 6, 10, 6, 10, 6, 9, 9, 6, 22, 30],
				firstRow - 1
			),
			sheet(
				'得分',
				[
					['组', '名称', '权重', '可判指标', '最高级', '平均级', '组内程度', '分值', '得分'],
					...score.rows,
					['', '总分', '', '', '', '', '', '', { formula: `SUM(I2:I6)`, result: score.result }],
					['', '系统给出的分', '', '', '', '', '', '', input.score],
					[
						'',
						'是否一致',
						'',
						'',
						'',
						'',
						'',
						'',
						{ formula: `IF(ABS(I${sum}-I${sum + 1})<0.000001,"一致","不一致")`, result: '一致' }
					]
				],
				[5, 16, 8, 10, 9, 10, 10, 10, 12],
				1
			),
			sheet('条款', [['序号', '事实', '数'], ...clauseRows(input, last)], [6, 34, 14], 1)
		]
	});
}
