/** Words of the search for everything, of keys, of what was said before and of the walk through the demo, in Chinese. */
const zh = {
	'habits.close': '关闭',
	'habits.search': '查找与操作',
	'habits.search.short': '查找',
	'habits.search.hint': '项目、企业的名称、编码或拼音首字母；页面；操作',
	'habits.search.results': '查找结果',
	'habits.search.pages': '页面',
	'habits.search.deeds': '操作',
	'habits.search.none': '没有找到。请换一个词，或到“工程项目”页按条件筛选。',
	'habits.search.failed': '没有连上服务器，请稍后再试。',
	'habits.search.keys': '↑↓ 选择，回车打开，Esc 关闭',
	'habits.print': '打印本页',
	'habits.keys.title': '键盘快捷键',
	'habits.keys.search': '查找项目、企业、页面和操作',
	'habits.keys.help': '显示快捷键',
	'habits.keys.single': '启用单键快捷键（/、?、g 开头）',
	'habits.keys.mac': '苹果键盘用 ⌘ 代替 Ctrl。在输入框里单键不起作用。',
	'habits.messages': '最近的提示',
	'habits.messages.none': '本窗口还没有提示。办理、保存、上传之后的结果会记在这里，可以回看。',
	'habits.messages.refused': '未成功：',
	'habits.messages.open': '打开',
	'screen.title': '投屏'
} as const;

export default zh;
