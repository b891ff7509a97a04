import type { Random } from './random';

const SURNAMES =
	'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const MALE =
	'建国军强磊勇涛斌刚平辉波超伟鹏杰峰海明亮志刚保卫东红兵卫民永福长顺来贵栓柱庆丰守业德胜玉山春生根旺铁成双喜满仓';
const FEMALE = '秀英桂兰玉梅红霞丽娟春燕爱华淑珍凤琴月娥艳萍翠云金花素芳巧玲香莲';

/** Places that are on no map, so that no firm of the demo can be taken for a real one. */
const FICTIONAL_PLACES = ['澜州', '岚川', '砚城', '渚阳', '栾桥', '榆湾', '沅岭', '珩江', '蓟原', '泠水'];
const FIRST = '恒嘉砺桁禾岭昱拓衡铭钧晟屹筑泓睿骏坤祺瑞盛同众聚合汇朗曜擎棠峤垚垦渊岱';
const SECOND = '基业泰远达川扬森辰宇禹岳丰城诚建信安宏图固益联创佳固邦卓航程润沃隆盈茂';

/** Endings of firm names, by what the firm does. */
const FIRM_ENDINGS: Readonly<Record<string, readonly string[]>> = {
	建设单位: [
		'城市建设投资有限公司',
		'置业有限公司',
		'产业园开发有限公司',
		'水务发展有限公司',
		'交通发展有限公司'
	],
	总包: ['建设工程有限公司', '建工集团有限公司', '市政工程有限公司', '路桥工程有限公司', '水利工程有限公司'],
	专业分包: [
		'装饰工程有限公司',
		'消防工程有限公司',
		'防水工程有限公司',
		'机电安装有限公司',
		'钢结构有限公司'
	],
	劳务: ['建筑劳务有限公司', '劳务服务有限公司', '建筑劳务分包有限公司'],
	制造业: [
		'化工有限公司',
		'机械制造有限公司',
		'新材料股份有限公司',
		'耐火材料有限公司',
		'食品有限公司',
		'服装有限公司'
	],
	采矿业: ['矿业有限公司', '煤业有限公司'],
	住宿餐饮: ['餐饮管理有限公司', '酒店管理有限公司'],
	批发零售: ['商贸有限公司', '超市有限公司'],
	快递外卖: ['速运服务有限公司', '配送服务有限公司'],
	居民服务: ['家政服务有限公司', '物业服务有限公司'],
	其他: ['科技有限公司', '文化传媒有限公司', '农业发展有限公司']
};

export const TRADES = [
	{ trade: '钢筋工', low: 240, high: 340 },
	{ trade: '木工', low: 250, high: 360 },
	{ trade: '砌筑工', low: 230, high: 320 },
	{ trade: '混凝土工', low: 220, high: 300 },
	{ trade: '架子工', low: 260, high: 360 },
	{ trade: '抹灰工', low: 220, high: 300 },
	{ trade: '电焊工', low: 260, high: 380 },
	{ trade: '电工', low: 240, high: 330 },
	{ trade: '管道工', low: 230, high: 310 },
	{ trade: '机械操作工', low: 250, high: 360 },
	{ trade: '普工', low: 160, high: 220 }
] as const;

export const BANKS = ['澜州农商银行', '岚川城市银行', '砚城村镇银行', '珩江银行'];
export const GUARANTORS = ['珩江融资担保有限公司', '泠水工程担保有限公司', '澜州农商银行', '岚川城市银行'];

/** A person's name; about one in eight is a woman's. */
export function personName(random: Random, isMale: boolean): string {
	const given = isMale ? MALE : FEMALE;
	const first = given[random.int(0, given.length - 1)]!;
	const second = random.chance(0.7) ? given[random.int(0, given.length - 1)]! : '';
	return SURNAMES[random.int(0, SURNAMES.length - 1)]! + first + second;
}

/** A firm's name of a fictional place; `kind` is a key of FIRM_ENDINGS; never one that `taken` holds. */
export function firmName(random: Random, kind: string, taken: Set<string>): string {
	for (;;) {
		const core = FIRST[random.int(0, FIRST.length - 1)]! + SECOND[random.int(0, SECOND.length - 1)]!;
		const name = random.pick(FICTIONAL_PLACES) + core + random.pick(FIRM_ENDINGS[kind]!);
		if (taken.has(name)) continue;
		taken.add(name);
		return name;
	}
}
