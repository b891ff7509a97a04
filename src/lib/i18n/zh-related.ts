/** Words of projects with one root, in Chinese. */
const zh = {
	'nav.related': '同根牵连',
	'related.title': '同根牵连',
	'related.intro':
		'把背后是同一家总包、劳务公司、建设单位，或同一位法定代表人的项目放在一起看。一处断款，常常处处断款。这只是检查线索，不参与定级。',
	'related.rule':
		'分组办法：一家企业的根是它的法定代表人（名下有两家以上参建企业时），否则是企业自己；每个项目按总包、劳务、建设单位各归到一个根。链条到根为止，不再经劳务或建设单位继续串联，否则全区项目会连成一片。政府投资和国企项目的建设单位不作为根；连着 {hub} 个以上项目的根是枢纽，不列。法定代表人同名按同一人处理，用前请核对。',
	'related.hubs': '另有 {n} 个枢纽未列出。',
	'related.root': '同一个根',
	'related.kinds': '角色',
	'related.kind.contractor': '总包',
	'related.kind.labour': '劳务',
	'related.kind.owner': '建设单位',
	'related.person': '法定代表人 {name}',
	'related.companies': '{n} 家企业',
	'related.projects': '项目',
	'related.streets': '街道',
	'related.red_yellow': '红 / 黄',
	'related.across': '只看跨街道',
	'related.all': '含同一街道内',
	'related.every_kind': '全部角色',
	'related.only_project': '只看与项目 {code} 同根的',
	'related.only_company': '只看与企业 {code} 同根的',
	'related.clear': '查看全部',
	'related.graph': '关系图',
	'related.open': '展开',
	'related.close': '收起',
	'related.one_company': '同一企业',
	'related.table': '项目明细',
	'related.here': '同根项目'
} as const;

export default zh;
