import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pino, type Logger } from 'pino';
import { RiskError } from '$lib/domain/errors';
import { clockAt, type Clock } from '$lib/domain/clock';
import { Accounts } from './accounts/accounts';
import { sessionSecret } from './accounts/accounts-database';
import { AuditLog } from './accounts/audit';
import { auditKey } from './accounts/audit-key';
import { finishErasures } from './accounts/finish-erasures';
import { tableColumns, type TableColumns } from './accounts/scoped';
import { SetupCode } from './accounts/setup-code';
import { SignOn } from './accounts/sign-on/sign-on';
import { settleThinning } from './accounts/thinning-note';
import type { Config } from './config';
import { EventHub } from './event-hub';
import { checkIndicators } from './indicators/check-policy';
import { readHomeCard, writeHomeCard } from './home-card';
import { loadCalendar } from './policies/calendar';
import { markedCalendar, type MarkedCalendar } from './policies/calendar-marks';
import { loadPolicy } from './policies/load-policy';
import type { Policy } from './policies/policy';
import { calendarActs, marksOf } from './scoring/calendar/calendar-book';
import { missingEntries } from './warehouse/ack-journal';
import { suites } from './warehouse/cipher-suite';
import { takeUpKeys } from './warehouse/key-book';
import { migrate } from './warehouse/migrate';
import { personalKeys, type PersonalKeys } from './warehouse/pii-vault';
import { sweepPlainCopies } from './warehouse/sweep-plain';
import { damageSaid } from './warehouse/open';
import { keepBeforeUpgrade } from './warehouse/upgrade-copy';
import { pageReader } from './warehouse/page-reader';
import { rememberedReader } from './warehouse/remembered-reader';
import { RememberedWork } from './warehouse/remembered-work';
import { openWarehouse, type Reader, type Warehouse } from './warehouse/warehouse';

/** One installation, opened: everything that jobs, pages and the command line work with. */
export interface App {
	readonly config: Config;
	readonly clock: Clock;
	readonly log: Logger;
	readonly policy: Policy;
	readonly calendar: MarkedCalendar;
	readonly keys: PersonalKeys;
	readonly warehouse: Warehouse;
	/** The warehouse as pages ask it: from memory where nothing was written since, within a time, few heavy questions at once. */
	readonly pageReader: Reader;
	/** What pages have made of their questions, until something that they asked about is written. */
	readonly prepared: RememberedWork;
	readonly accounts: Accounts;
	readonly audit: AuditLog;
	readonly setupCode: SetupCode;
	/** The government's own sign-on, where one is written down. */
	readonly signOn: SignOn;
	/** What happens, told to open pages. */
	readonly events: EventHub;
	/** Columns of every table, by which rows are told apart by subject. */
	readonly tables: TableColumns;
	close(): Promise<void>;
}

/** Folders of a home. */
const homeFolders = ['inbox', 'landed', 'tmp', 'outbox', 'backups', 'keys'] as const;

/** Folder by folder: `recursive: true` never returns where a parent exists but takes no folders, as /proc. */
function makeFolder(path: string): void {
	if (existsSync(path)) return;
	makeFolder(dirname(path));
	mkdirSync(path, { mode: 0o750 });
}

function makeHome(home: string): void {
	try {
		for (const folder of homeFolders) makeFolder(join(home, folder));
		accessSync(home, constants.W_OK);
	} catch (cause) {
		throw new RiskError(
			'HOME_UNWRITABLE',
			`数据目录 ${home} 无法写入，请检查权限，或用 XINSHAO_HOME 换一个目录。`,
			{ home },
			{ cause }
		);
	}
}

export interface OpenAppOptions {
	/** Opens a home whose database lacks acknowledged batches, in order to mend it. */
	readonly acceptMissing?: boolean;
}

/** A log that was cut short opens without a word: the journal outside the database is what tells. */
async function refuseMissing(warehouse: Warehouse, home: string): Promise<void> {
	const missing = await missingEntries(warehouse, home);
	const [example] = missing;
	if (!example) return;
	const what =
		'act' in example && example.act === 'erase'
			? `第 ${example.erasure} 号个人信息删除`
			: 'act' in example && example.act === 'thin'
				? `原始文件 ${example.landed} 的改写`
				: 'act' in example
					? `对批次 ${example.of.batch} 的处理`
					: `批次 ${example.batch}，文件“${example.file}”`;
	throw new RiskError(
		'HOME_BEHIND',
		`数据库缺少 ${missing.length} 个已确认入库的批次或对批次的处理（如${what}）；原始文件仍在，请运行 npm run -s xinshao -- rebuild 补回，其间没有数据会丢失。`,
		{ missing: missing.length }
	);
}

/**
 * Opens the installation: folders, keys, pack, calendar, database, schema.
 * @throws RiskError in one Chinese sentence for whatever is wrong with the home, the pack or the calendar
 */
export async function createApp(config: Config, options: OpenAppOptions = {}): Promise<App> {
	const policy = loadPolicy(config.jurisdiction, join(config.root, 'data/policies'));
	checkIndicators(policy);
	const log = pino({
		level: process.env['XINSHAO_LOG'] ?? 'warn',
		redact: ['token', '*.token', 'password', '*.password']
	});
	// Which years are wanting is said by doctor and the operations page; a log line is enough here.
	const calendar = markedCalendar(
		loadCalendar(
			join(config.root, 'data/calendar'),
			(year) => log.info({ year }, 'no calendar of this year: Monday to Friday are taken for working days'),
			join(config.home, 'calendar')
		)
	);
	makeHome(config.home);
	const keys = personalKeys(config.home, config.cipher);
	const warehouse = await openWarehouse({ home: config.home, memory: config.memory });
	try {
		// After the database is open nobody else works in this home: what a killed process left can go.
		sweepPlainCopies(config.home);
		await migrate(warehouse, {
			keepBefore: (version) => keepBeforeUpgrade(warehouse, config.home, version)
		});
		await takeUpKeys(warehouse, keys);
		calendar.lay(marksOf(await calendarActs(warehouse)));
		if (!options.acceptMissing) await refuseMissing(warehouse, config.home);
		await finishErasures({ warehouse, home: config.home });
		await settleThinning({ warehouse, home: config.home, keys });
	} catch (error) {
		await warehouse.close();
		throw damageSaid(error, config.home);
	}
	const clock = clockAt(config.now);
	const stampOf = (names: readonly string[]) => warehouse.stampOf(names);
	const events = new EventHub();
	const tables = await tableColumns(warehouse);
	const accounts = await Accounts.open(config.home, clock);
	const { hash } = suites[keys.suite];
	const audit = new AuditLog(config.home, auditKey(config.home), clock, config.syslog, hash);
	if (!readHomeCard(config.home)) writeHomeCard(config.home, { jurisdiction: config.jurisdiction });
	return {
		config,
		clock,
		log,
		policy,
		calendar,
		keys,
		warehouse,
		pageReader: rememberedReader(pageReader(warehouse), stampOf, tables),
		prepared: new RememberedWork(stampOf),
		accounts,
		audit,
		setupCode: new SetupCode(),
		signOn: new SignOn(config.home, process.env, sessionSecret(config.home)),
		events,
		tables,
		async close() {
			events.close();
			await warehouse.close();
			audit.close();
			accounts.close();
		}
	};
}
