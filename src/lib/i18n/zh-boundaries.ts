/** Words of the page where official boundaries are brought in, in Chinese. */
const zh = {
	'nav.boundaries': '地图边界',
	'boundaries.source': '审图号：{no} · 坐标系：{projection}',
	'boundaries.undrawn': '边界图里没有：'
} as const;

export default zh;
