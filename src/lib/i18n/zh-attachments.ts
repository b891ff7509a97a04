/** Words of files beside an act, in Chinese. */
const zh = {
	'attachments.title': '附件',
	'attachments.none': '还没有附件。',
	'attachments.file': '文件',
	'attachments.words': '说明（可不填）',
	'attachments.add': '上传附件',
	'attachments.help': 'PDF、照片、Excel 或 Word，每个不超过 10 MB；加密存放，不能删改，下载有记录。'
} as const;

export default zh;
