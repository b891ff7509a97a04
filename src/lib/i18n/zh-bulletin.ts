/** Words of printing, and of the weekly and monthly bulletin, in Chinese. */
const zh = {
	'print.open': '打印或存为 PDF',
	'print.now': '打印',
	'print.how': '在打印窗口选“另存为 PDF”即得 PDF 文件；没有脚本时按 Ctrl+P。服务器不另外生成 PDF。',
	'print.back': '返回页面',
	'print.day': '数据日 {day}',
	'print.run': '评分批次 {run}',
	'print.no_run': '未评分',
	'print.by': '{who} 于 {day} 打印',
	'print.nobody': '未登录人员',
	'print.word': '项目档案（Word）'
};
export default zh;
