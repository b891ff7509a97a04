-- Lines that somebody wants to try on the past, what came of it, and what was decided about them. Append-only.
create table rule_trial (
	trial_id integer not null,
	asked_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null,
	words varchar not null,              -- what it is tried for
	lines json not null,                 -- indicator, measure, band, severity, bound
	from_day date not null,              -- first and last day that is judged, a week between two
	to_day date not null,
	pack_sha varchar not null            -- the pack that it is compared with
);
create table rule_trial_result (
	trial_id integer not null,
	finished_at timestamp not null,
	report json,                         -- null: it failed
	error varchar                        -- one Chinese sentence
);
create table rule_trial_move (
	trial_id integer not null,
	project_code varchar not null,
	name varchar,
	street varchar,
	tier_now tinyint,                    -- on the last day, by the pack, null: grey
	tier_tried tinyint                   -- by the tried lines
);
create table rule_trial_act (
	trial_id integer not null,
	act_no integer not null,             -- counts from 1 in a trial
	act varchar not null,                -- proposed, approved, refused, withdrawn
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	words varchar not null,
	basis varchar,                       -- proposed: what the lines rest on, and where it is written
	reference varchar,
	from_day date                        -- proposed: the day from which they are to hold
);
