import { fires, type Remedy } from '../remedy';

/** Attendance, uploaded again on the day. */
export default {
	id: 'resume_attendance',
	actor: 'contractor',
	said: { zh: '恢复考勤上传', en: 'resume uploading attendance' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('attendance_silence_days')}`,
	apply: [
		`
		update feed_attendance set uploaded_at = {{as_of}}
		from {{trials}} t
		where feed_attendance.project_code = t.project_code and known_to is null
			and uploaded_at = (
				select max(a.uploaded_at) from {{attendance}} a
				where a.project_code = feed_attendance.project_code and a.uploaded_at < {{as_of}} + 1)`
	]
} as const satisfies Remedy;
