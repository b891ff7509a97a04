import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkYaml } from '../../policies/check-yaml';
import { parseYaml } from '../../policies/yaml-document';
import { channels } from '../channels/registry';
import { noticeKinds } from './kinds/registry';

const yamlKind = { code: 'NOTICES_INVALID', zh: '通知配置', then: '保存，下一次运行即按新配置' } as const;

const id = z.string().regex(/^[a-z0-9_-]+$/, '只能是小写字母、数字、横线和下划线');
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "应为带引号的时刻，例如 '21:30'");
const day = z.iso.date({ error: "应为带引号的日期，例如 '2026-11-21'" });
const kind = z.string().refine((name) => noticeKinds.has(name), '不是已知的事件种类');

/** The keys that every channel has, and then its own; its own shape says what those are. */
const channelShape = z
	.looseObject({
		id,
		kind: z.enum([...channels.keys()] as [string, ...string[]]),
		per_minute: z.int().min(1).optional()
	})
	.superRefine((entry, context) => {
		const { id: _id, per_minute: _limit, ...own } = entry;
		const parsed = channels.get(entry.kind)?.shape.safeParse(own);
		for (const issue of parsed?.error?.issues ?? [])
			context.addIssue({
				code: 'custom',
				path: issue.path as (string | number)[],
				message: issue.code === 'unrecognized_keys' ? `有不认识的键 ${issue.keys.join('、')}` : issue.message
			});
	});

const shape = z
	.strictObject({
		/** Nothing that happened before this day is told. */
		start: day,
		/** Address of the board in links; ORIGIN where it is not given. */
		origin: z.url({ protocol: /^https?$/ }).optional(),
		quiet_hours: z.strictObject({ from: hour, to: hour }).optional(),
		channels: z.array(channelShape).default([]),
		people: z
			.array(
				z.strictObject({
					id,
					name: z.string().trim().min(1),
					unit: z.string().trim().min(1).optional(),
					mail: z.email().optional(),
					phone: z
						.string()
						.regex(/^1\d{10}$/, '应为带引号的 11 位手机号')
						.optional(),
					feishu_id: z.string().min(1).optional()
				})
			)
			.default([]),
		rules: z
			.array(
				z.strictObject({
					id,
					on: z.boolean().default(true),
					kinds: z.array(kind).min(1),
					min_level: z.int().min(0).max(3).default(0),
					/** Only what concerns one of these units or departments; everything where it is not given. */
					units: z.array(z.string().trim().min(1)).optional(),
					/** `unit`: the people of the unit that it concerns; else people by id. */
					to: z.union([z.literal('unit'), z.array(id).min(1)]),
					channels: z.array(id).min(1),
					/** Gathered and sent at this hour; at once where it is not given. */
					digest_at: hour.optional(),
					/** Goes out in quiet hours too. */
					urgent: z.boolean().default(false)
				})
			)
			.default([]),
		mutes: z
			.array(
				z.strictObject({
					kinds: z.array(kind).optional(),
					/** Code of a project or enterprise. */
					subject: z.string().optional(),
					unit: z.string().optional(),
					/** Its last day. */
					until: day,
					reason: z.string().trim().min(1)
				})
			)
			.default([])
	})
	.superRefine(({ channels: given, people, rules }, context) => {
		const unknown = (name: string, path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message: `${message}“${name}”` });
		for (const [list, entries] of Object.entries({ channels: given, people, rules })) {
			const seen = new Set<string>();
			for (const [index, { id: name }] of entries.entries()) {
				if (seen.has(name)) unknown(name, [list, index], '写了两次');
				seen.add(name);
			}
		}
		for (const [index, { channels: used, to }] of rules.entries()) {
			for (const name of used)
				if (!given.some((one) => one.id === name))
					unknown(name, ['rules', index, 'channels'], 'channels 里没有');
			for (const name of to === 'unit' ? [] : to)
				if (!people.some((one) => one.id === name)) unknown(name, ['rules', index, 'to'], 'people 里没有');
		}
	});

/** `<home>/notices.yaml`, checked. */
export type NoticeSettings = z.output<typeof shape>;
export type NoticeRule = NoticeSettings['rules'][number];
export type ChannelEntry = NoticeSettings['channels'][number];

export const settingsPath = (home: string) => join(home, 'notices.yaml');

/**
 * What the office wants to be told; undefined where it never said: then nothing is looked for and nothing is sent.
 * @throws RiskError NOTICES_INVALID with the line and the reason
 */
export function readNoticeSettings(home: string): NoticeSettings | undefined {
	const path = settingsPath(home);
	if (!existsSync(path)) return undefined;
	return checkYaml(parseYaml(yamlKind, 'notices.yaml', readFileSync(path, 'utf8')), shape);
}
