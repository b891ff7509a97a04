-- What a run stood on, so that the run of a later day can take over what has not changed since.
create table run_ground (
	run_id integer not null,
	base_run integer,                    -- the run that it carried on from, null: everything was worked out
	carried_runs integer not null,       -- how many runs in a row carried on, 0: everything was worked out
	asked_projects integer,              -- projects worked out again, null: all
	note varchar,                        -- why everything was worked out, in a word of the program
	rules_sha256 varchar not null,       -- of all that judging reads beside rows: numbers of the pack, calendar, the SQL itself
	silent_feeds varchar not null,       -- feeds whose newest batch was too old, ;-separated
	batch_count integer not null,        -- batches that stood then
	batch_sum bigint not null            -- sum of their numbers: with the count it tells of a withdrawal
);

-- The day on which the payer of a project's labour cost will count as late, where that lies ahead of the run's day.
create table run_late_payer (
	run_id integer not null,
	project_code varchar not null,
	late_on date not null
);
