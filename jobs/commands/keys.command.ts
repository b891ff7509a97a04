import { localActor } from '$lib/domain/actor';
import type { App } from '$lib/server/app';
import { suites } from '$lib/server/warehouse/cipher-suite';
import {
	destroyOldKeys,
	isNothing,
	keyRemains,
	rotateKeys,
	type KeyDesk
} from '$lib/server/warehouse/rotate-keys';
import { exitCodes, UsageError, type Command, type CommandIo } from './command';
import { parsed } from './options';

const deskOf = ({ warehouse, keys, config, clock }: App): KeyDesk => ({
	warehouse,
	keys,
	home: config.home,
	clock,
	actor: localActor
});

const keep = (app: App, act: string, subject: string) =>
	app.audit.record({
		actor_id: localActor.id,
		actor: localActor.name,
		address: null,
		act,
		subject,
		result: 'done',
		detail: null
	});

async function tell(app: App, io: CommandIo): Promise<number> {
	const [first, ...older] = app.keys.all;
	io.out(
		`在用密钥 ${first?.id}，加密 ${suites[app.keys.suite].algorithm}，检索索引 HMAC-${app.keys.index.toUpperCase()}\n`
	);
	if (older.length === 0) return exitCodes.done;
	const remains = await keyRemains(deskOf(app));
	io.out(`旧密钥 ${older.map(({ id }) => id).join('、')} 还在；`);
	io.out(
		isNothing(remains)
			? '已没有内容用它加密。\n下一步：npm run -s xinshao -- keys destroy\n'
			: `用它加密的还有：密文 ${remains.blocks} 块、附件 ${remains.attachments} 个、原始文件 ${remains.files} 个。\n下一步：npm run -s xinshao -- keys rotate\n`
	);
	return exitCodes.done;
}

/** Changes the keys of personal data: a new one is taken up step by step, the one before is destroyed by a second act. */
export default {
	name: 'keys',
	usage: 'keys [rotate | destroy]',
	summary: '查看、更换个人信息密钥；更换可中断后继续，旧密钥另行销毁',
	async run(app, args, io) {
		const { positionals } = parsed(args, {});
		const [act, ...others] = positionals;
		if (others.length > 0 || !['rotate', 'destroy', undefined].includes(act))
			throw new UsageError('只能写 rotate 或 destroy。');
		if (act === undefined) return tell(app, io);
		if (act === 'destroy') {
			const gone = await destroyOldKeys(deskOf(app));
			await keep(app, 'keys destroy', gone.join(' '));
			io.out(`旧密钥 ${gone.join('、')} 已销毁。此前的备份仍用各自带的密钥恢复。\n`);
			return exitCodes.done;
		}
		const remains = await rotateKeys(deskOf(app), (line) => io.out(`${line}\n`));
		await keep(app, 'keys rotate', app.keys.all[0]!.id);
		if (!isNothing(remains)) {
			io.err('没有换完，请再运行一次 keys rotate。\n');
			return exitCodes.failed;
		}
		io.out('已全部换完，新旧密钥都在。先做一份新备份，再运行 keys destroy 销毁旧密钥。\n');
		return exitCodes.done;
	}
} satisfies Command;
