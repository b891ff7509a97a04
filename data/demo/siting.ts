import type { Random } from './random';

/** One kind of building work: how common it is, its labour share, its department and what such projects are called. */
export interface SectorKind {
	readonly sector: string;
	readonly weight: number;
	readonly rate: readonly [number, number];
	readonly department: string;
	/** Share of government and state-owned owners. */
	readonly publicShare: number;
	readonly outdoor: boolean;
	readonly works: readonly string[];
}

const SECTORS: readonly SectorKind[] = [
	{
		sector: '房屋建筑',
		weight: 36,
		rate: [0.3, 0.34],
		department: '住建局',
		publicShare: 0.4,
		outdoor: false,
		works: [
			'住宅楼工程',
			'安置房建设项目',
			'标准化厂房项目',
			'教学楼新建工程',
			'养老服务中心工程',
			'综合楼工程'
		]
	},
	{
		sector: '市政',
		weight: 18,
		rate: [0.15, 0.2],
		department: '城管局',
		publicShare: 0.9,
		outdoor: true,
		works: ['道路改造工程', '雨污分流工程', '供热管网改造工程', '老旧小区配套改造工程', '停车场建设项目']
	},
	{
		sector: '交通运输',
		weight: 9,
		rate: [0.15, 0.19],
		department: '交通运输局',
		publicShare: 0.95,
		outdoor: true,
		works: ['农村公路提升工程', '危桥改造工程', '连接线工程']
	},
	{
		sector: '水利',
		weight: 9,
		rate: [0.15, 0.19],
		department: '水利局',
		publicShare: 1,
		outdoor: true,
		works: ['河道治理工程', '灌区续建配套工程', '水库除险加固工程', '农村供水工程']
	},
	{
		sector: '装饰装修',
		weight: 9,
		rate: [0.3, 0.34],
		department: '住建局',
		publicShare: 0.3,
		outdoor: false,
		works: ['装修改造工程', '门诊楼装饰工程', '酒店装修工程']
	},
	{
		sector: '园林绿化',
		weight: 6,
		rate: [0.2, 0.26],
		department: '城管局',
		publicShare: 0.9,
		outdoor: true,
		works: ['绿化提升工程', '游园建设项目']
	},
	{
		sector: '农业农村',
		weight: 6,
		rate: [0.2, 0.26],
		department: '农业农村局',
		publicShare: 0.9,
		outdoor: true,
		works: ['高标准农田建设项目', '冷链仓储项目']
	},
	{
		sector: '其他工程',
		weight: 6,
		rate: [0.22, 0.28],
		department: '发改委',
		publicShare: 0.3,
		outdoor: false,
		works: ['储能电站项目', '光伏安装工程', '数据机房工程']
	},
	{
		sector: '铁路',
		weight: 1,
		rate: [0.2, 0.23],
		department: '发改委',
		publicShare: 1,
		outdoor: true,
		works: ['专用线改造工程']
	}
];

const PLACES =
	'云栖锦和望溪静澜梧桐青禾松涧白鹭半山月牙听泉枫林石榴杏坡柳岸桃源竹溪槐荫兰亭鹿鸣雁栖荷风稻香麦浪柏庄';
const FORMS = ['苑', '府', '里', '园', '路', '片区', '产业园', '小区'];

/** Draws a sector by its weight. */
export function pickSector(random: Random): SectorKind {
	let mark = random.next() * SECTORS.reduce((sum, kind) => sum + kind.weight, 0);
	for (const kind of SECTORS) {
		mark -= kind.weight;
		if (mark < 0) return kind;
	}
	return SECTORS[0]!;
}

/** A project's name: the unit it lies in, an invented place, the work, and now and then a phase or lot. */
export function projectName(random: Random, unit: string, kind: SectorKind): string {
	const at = random.int(0, PLACES.length / 2 - 1) * 2;
	const lot = random.chance(0.3) ? random.pick(['（一期）', '（二期）', '（一标段）', '（二标段）']) : '';
	return `${unit}${PLACES.slice(at, at + 2)}${random.pick(FORMS)}${random.pick(kind.works)}${lot}`;
}
