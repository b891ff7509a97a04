-- The Friday meeting: what was looked at is frozen once and never changes, what was decided is append-only.
create table meeting (
	meeting_no integer primary key,      -- 第 N 期
	meeting_date date not null,
	frozen_at timestamp not null,
	frozen_by_id varchar not null,
	frozen_by varchar not null,
	run_id integer not null,
	snapshot json not null,
	sha256 varchar not null
);

create table meeting_decision (
	meeting_no integer not null,
	subject_type varchar not null,       -- project, enterprise, clue, feed
	subject_code varchar not null,
	decided_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	decision varchar not null,
	owner varchar not null,              -- unit and person
	due date not null,
	seen integer not null                -- how many decisions on the item there were before this one
);

-- Whether a promise was kept, said at a later meeting.
create table meeting_promise (
	meeting_no integer not null,         -- the meeting that made the promise
	subject_type varchar not null,
	subject_code varchar not null,
	said_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	kept boolean not null,
	words varchar
);
