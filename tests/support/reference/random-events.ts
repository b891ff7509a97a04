import { addDays, addMonths } from './calendar';
import type { Batches } from './random-batches';
import type { RandomProject } from './random-world';

const CHANNELS = ['全国平台', '12345', '信访', '来访', '网络舆情', '日常巡查'] as const;

/** Clues, cases, petitions and inspections, of projects, of enterprises, of both or of nobody. */
export function addEvents(batches: Batches, projects: RandomProject[], usccs: string[]): void {
	const { random, options } = batches;
	const { today } = options;
	// Now and then a project that nobody has registered.
	const project = () => random.orNull(0.2, random.chance(0.03) ? 'P999' : random.pick(projects).code);
	const uscc = () => random.orNull(0.3, random.pick(usccs));
	const count = Math.ceil(projects.length * 0.7);

	for (let n = 0; n < count * 2; n += 1) {
		const day = addDays(today, -random.pick([-2, 0, 1, 40, 40, 89, 90, 91, 130]));
		batches.add(
			'clues',
			day,
			{
				clue_no: `C${n}`,
				channel: random.pick(CHANNELS),
				received_at: `${day} ${random.pick(['00:00:00', '23:59:59'])}`,
				project_code: project(),
				uscc: uscc(),
				// Few phones and few days, so that the same one comes twice a day.
				reporter_phone: random.orNull(0.3, random.pick(['13900000001', '13900000002'])),
				worker_count: random.orNull(0.2, random.pick([0, 1, 2, 4, 9])),
				amount: random.orNull(0.3, random.yuan(100, 90_000)),
				petition_level: random.orNull(0.8, random.pick(['区', '市'] as const)),
				is_group: random.flag(0.1),
				validity: random.orNull(0.2, random.pick(['待核', '有效', '有效', '无效', '非本辖区'] as const))
			},
			{ validity: '无效', worker_count: 30 }
		);
	}

	for (let n = 0; n < count; n += 1) {
		const opened = random.pick([
			addDays(today, -random.between(-3, 200)),
			addMonths(today, -12),
			addDays(addMonths(today, -12), 1),
			addMonths(today, -24),
			addDays(addMonths(today, -24), 1)
		]);
		batches.add(
			'cases',
			opened,
			{
				case_no: `A${n}`,
				project_code: project(),
				uscc: uscc(),
				case_kind: random.pick(['立案', '协调', '仲裁调解', '法院执行', '行业处理'] as const),
				stat_group: random.pick(['工程建设领域', '制造业', '其他'] as const),
				opened_at: opened,
				closed_at: random.orNull(0.5, addDays(today, -random.between(-3, 100))),
				worker_count: random.orNull(0.1, random.pick([0, 1, 5, 9, 10, 19, 20])),
				amount: random.orNull(0.1, random.pick(['0', '99999.99', '100000', '499999.99', '500000', '2000.5'])),
				verified: random.flag(0.5, 0.15)
			},
			{ verified: true }
		);
	}

	for (let n = 0; n < Math.ceil(count / 2); n += 1) {
		const day = addDays(today, -random.pick([-1, 0, 30, 89, 90]));
		batches.add('petition_events', day, {
			event_no: `G${n}`,
			event_date: day,
			level: random.pick(['区', '区', '区', '市', '省', '京'] as const),
			people: random.pick([0, 1, 4, 5, 12]),
			project_code: project(),
			uscc: uscc(),
			progress_covers_wage: random.flag(0.5),
			handled_at: random.orNull(0.5, addDays(day, random.between(0, 30)))
		});
	}

	for (let n = 0; n < count; n += 1) {
		const day = addDays(today, -random.pick([-1, 0, 60, 60, 179, 180]));
		const ok = () => random.flag(0.75, 0.2);
		batches.add('inspections', day, {
			inspection_no: `I${n}`,
			inspect_date: day,
			inspect_kind: random.orNull(0.3, random.pick(['日常', '专项', '联合', '回头看'] as const)),
			project_code: project(),
			uscc: uscc(),
			ok_contract: ok(),
			ok_realname: ok(),
			ok_labour_fee: ok(),
			ok_wages: ok(),
			ok_notice_board: ok(),
			ok_platform: ok(),
			ok_guarantee: ok(),
			ok_deposit: ok(),
			ok_account: ok(),
			ok_settlement: ok(),
			ok_labour_officer: ok()
		});
	}
}
