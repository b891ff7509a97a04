// Long trials that anyone can run: npm run torture -- NAME [COUNT] [--seed N]. Each prints its figures with the
// seed, appends one line to reports/reliability.jsonl, and ends with exit code 1 where a promise was broken.
import { appendFileSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { root } from './checkout.mjs';
import { attacks } from './torture/attacks.mjs';
import { bigUpload } from './torture/big-upload.mjs';
import { callFaults } from './torture/call-faults.mjs';
import { canaries } from './torture/canaries.mjs';
import { checkpointKills } from './torture/checkpoint-kills.mjs';
import { diskFull } from './torture/disk-full.mjs';
import { guesses } from './torture/guesses.mjs';
import { injections } from './torture/injections.mjs';
import { ingestKills } from './torture/ingest-kills.mjs';
import { keyKills } from './torture/key-kills.mjs';
import { load } from './torture/load.mjs';
import { mutations } from './torture/mutations.mjs';
import { pageLoad } from './torture/page-load.mjs';
import { pageOrders } from './torture/page-orders.mjs';
import { payloads } from './torture/payloads.mjs';
import { probes } from './torture/probes.mjs';
import { restoreDrill } from './torture/restore-drill.mjs';
import { stops } from './torture/stops.mjs';
import { workbooks } from './torture/workbooks.mjs';

const trials = {
	kills: { run: ingestKills, count: 100, what: '导入途中随机强行中止' },
	attacks: { run: attacks, count: 1, what: '从外面攻一个有账户的服务：跨站、头、慢连接、缓存、会话' },
	'big-upload': { run: bigUpload, count: 195, what: '上传并收取这么多 MB 的文件，别人照常使用' },
	'call-faults': { run: callFaults, count: 200, what: '导入时让第 n 次系统调用出错（需要 strace）' },
	canaries: { run: canaries, count: 3_000, what: '每个个人信息都是记号，打开各角色能打开的一切，找明文' },
	'checkpoint-kills': { run: checkpointKills, count: 100, what: '整理数据库途中强行中止' },
	'disk-full': { run: diskFull, count: 1, what: '磁盘写满，再腾出空间' },
	guesses: { run: guesses, count: 10_000, what: '从许多地址猜密码，猜一人、猜众人、猜无此人' },
	injections: { run: injections, count: 5_000, what: '向每个输入处填恶意文字，看回答与库表' },
	'key-kills': { run: keyKills, count: 80, what: '更换密钥、删除个人信息、改写原始文件途中强行中止' },
	load: { run: load, count: 600, what: '每秒一千次请求，单独、加导入备份上传、加重查询，各这么多秒' },
	mutations: { run: mutations, count: 10_000, what: '各类报送文件逐一改坏，经真实收件流程收取' },
	'page-load': { run: pageLoad, count: 600, what: '每秒打开整页二百次，每页这么多秒' },
	pages: { run: pageOrders, count: 10_000, what: '分页接口的各种页序，再在丢包的线路上取数途中强行中止' },
	payloads: { run: payloads, count: 60, what: '各字段填会执行的文字，用浏览器打开每一页' },
	probes: { run: probes, count: 10_000, what: '按角色、辖区、方法和对象逐一试探越权' },
	restore: { run: restoreDrill, count: 5_000_000, what: '备份与恢复这么多行' },
	stops: { run: stops, count: 50, what: '导入、上传、研判、备份途中正常停止服务' },
	workbooks: { run: workbooks, count: 60, what: '导出的每种表格和文书，用另一程序再读（需要 LibreOffice）' }
};

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true });
const [name = '', count] = positionals;
const trial = Object.hasOwn(trials, name) ? trials[name] : undefined;
if (!trial) {
	const list = Object.entries(trials).map(([key, { count: usual, what }]) => `  ${key} [${usual}]  ${what}`);
	console.error(`用法：npm run torture -- 名称 [次数] [--seed N]\n${list.join('\n')}`);
	process.exit(2);
}

const seed = Number(values.seed ?? Date.now() % 1_000_000);
const started = Date.now();
const figures = await trial.run({
	count: Number(count ?? trial.count),
	seed,
	say: (line) => console.log(line)
});
const line = { trial: name, seed, seconds: Math.round((Date.now() - started) / 1000), ...figures };
mkdirSync(join(root, 'reports'), { recursive: true });
appendFileSync(join(root, 'reports', 'reliability.jsonl'), `${JSON.stringify(line)}\n`);
console.log(JSON.stringify(line, null, 2));
process.exit(figures.broken > 0 ? 1 : 0);
