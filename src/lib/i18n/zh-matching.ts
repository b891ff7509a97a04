/** Words of names that are matched to codes, and of pages read as known then. */
const zh = {
	'known.label': '按当时所知的时间',
	'known.band': '按 {at} 当时所知显示',
	'known.means': '此后到达的数据和更正不计入；链接都保持这一时间。',
	'known.back': '回到现在',
	'known.now': '此日的研判含其后到达的更正。',
	'known.offer': '看当时所知'
} as const;

export default zh;
