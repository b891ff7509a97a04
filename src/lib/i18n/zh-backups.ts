/** Words of the page of backups, in Chinese. */
const zh = {
	'nav.backups': '备份与恢复',
	'backups.title': '备份与恢复',
	'backups.intro':
		'每一份备份都是先打开、逐表读完、核对过全部约定，才得到名字；每周把最近一份恢复到空目录，再逐表比对一次。',
	'backups.newest': '最近一份',
	'backups.kept': '保留份数',
	'backups.none': '还没有备份',
	'backups.second': '第二处',
	'backups.second.none': '没有设置（XINSHAO_BACKUP_COPY）',
	'backups.do': '立即{work}',
	'backups.list': '保留的备份',
	'backups.list.help':
		'按计划保留七天、五周、十二个月中各自最新的一份，其余在下次备份时删除；手工命名的文件从不删除。',
	'backups.made': '备份时间',
	'backups.size': '大小',
	'backups.tables': '表',
	'backups.rows': '行',
	'backups.proof': '核对',
	'backups.opened': '已打开读完',
	'backups.unreadable': '清单读不出',
	'backups.schema': '结构版本 {n}',
	'backups.there': '有，大小一致',
	'backups.not_there': '没有',
	'backups.plan': '保留为',
	'backups.as.day': '日',
	'backups.as.week': '周',
	'backups.as.month': '月',
	'backups.as.none': '下次备份时删除',
	'backups.drills': '恢复演练',
	'backups.drills.help':
		'把最近一份备份恢复到一个空目录，读完每张表，与备份时的行数和哈希逐表比对，然后删去该目录。',
	'backups.drill.last': '最近一次演练',
	'backups.drill.never': '还没有演练过',
	'backups.at': '时间',
	'backups.result': '结果',
	'backups.same': '逐表一致',
	'backups.differs': '没有通过',
	'backups.seconds': '秒',
	'backups.upgrades': '升级前的数据库',
	'backups.upgrades.help': '升级改动数据库之前自动留下；要退回旧版程序，运行 xinshao downgrade 换回。',
	'backups.upgrades.none': '还没有升级过'
} as const;

export default zh;
