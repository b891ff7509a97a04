import type zh from './zh-backups';

/** Words of the page of backups, in English. */
const en: Record<keyof typeof zh, string> = {
	'nav.backups': 'Backups',
	'backups.title': 'Backup and restore',
	'backups.intro':
		'A backup gets its name only after it was opened, read table by table and held against every promise; each week the newest one is restored into an empty folder and compared table by table.',
	'backups.newest': 'Newest',
	'backups.kept': 'Kept',
	'backups.none': 'No backup yet',
	'backups.second': 'Second place',
	'backups.second.none': 'Not set (XINSHAO_BACKUP_COPY)',
	'backups.do': '{work} now',
	'backups.list': 'Backups kept',
	'backups.list.help':
		'The newest of each of seven days, five weeks and twelve months stay; others go with the next backup. Files named by hand are never removed.',
	'backups.made': 'Made',
	'backups.size': 'Size',
	'backups.tables': 'Tables',
	'backups.rows': 'Rows',
	'backups.proof': 'Proof',
	'backups.opened': 'Opened and read',
	'backups.unreadable': 'Manifest unreadable',
	'backups.schema': 'Schema {n}',
	'backups.there': 'There, same size',
	'backups.not_there': 'Missing',
	'backups.plan': 'Kept as',
	'backups.as.day': 'day',
	'backups.as.week': 'week',
	'backups.as.month': 'month',
	'backups.as.none': 'goes with the next',
	'backups.drills': 'Restore drills',
	'backups.drills.help':
		'The newest backup is restored into an empty folder, every table is read and compared with the rows and hashes of the backup; then the folder goes.',
	'backups.drill.last': 'Last drill',
	'backups.drill.never': 'Never drilled',
	'backups.at': 'At',
	'backups.result': 'Result',
	'backups.same': 'Equal, table by table',
	'backups.differs': 'Not passed',
	'backups.seconds': 'Seconds',
	'backups.upgrades': 'Databases before upgrades',
	'backups.upgrades.help':
		'Kept by itself before an upgrade changes the database; to go back to the older program, run xinshao downgrade.',
	'backups.upgrades.none': 'Never upgraded'
};

export default en;
