import type { ExampleRow } from './definition';

/** A worker who entered on 1 July 2026, is registered, has a contract and a bound card. */
export function rosterRow(over: ExampleRow = {}): ExampleRow {
	return {
		project_code: 'P1',
		worker_id_no: 'W1',
		entry_date: '2026-07-01',
		contract_signed: true,
		registered_at: '2026-07-01',
		card_bound: true,
		...over
	};
}

/** A special wage account opened on 1 August 2026 and not yet filed. */
export function account(over: ExampleRow = {}): ExampleRow {
	return { project_code: 'P1', account_no: '6200001', opened_at: '2026-08-01', status: '正常', ...over };
}

/** A valid clue without a phone number, from 12345, received on 20 August 2026. */
export function clue(over: ExampleRow = {}): ExampleRow {
	return {
		clue_no: 'C1',
		channel: '12345',
		received_at: '2026-08-20 09:00:00',
		project_code: 'P1',
		uscc: 'GC',
		validity: '有效',
		...over
	};
}

/** A verified, open case of 5,000 yuan and one worker, opened on 1 August 2026. */
export function verifiedCase(over: ExampleRow = {}): ExampleRow {
	return {
		case_no: 'K1',
		project_code: 'P1',
		uscc: 'GC',
		case_kind: '立案',
		stat_group: '工程建设领域',
		opened_at: '2026-08-01',
		worker_count: 1,
		amount: 5000,
		verified: true,
		...over
	};
}

/** A petition of four people at district level on 20 August 2026, not handled. */
export function petition(over: ExampleRow = {}): ExampleRow {
	return {
		event_no: 'E1',
		event_date: '2026-08-20',
		level: '区',
		people: 4,
		project_code: 'P1',
		uscc: 'GC',
		...over
	};
}

/** An entry of 被执行 against the contractor on 20 August 2026. */
export function creditEvent(over: ExampleRow = {}): ExampleRow {
	return { event_no: 'X1', uscc: 'GC', kind: '被执行', event_date: '2026-08-20', ...over };
}
