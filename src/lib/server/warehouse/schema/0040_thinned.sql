-- Landed files that hold erased projects beside others: what was rewritten without their persons, and what was looked at
-- and holds none of them. One row a look, the newest counts. No personal data here.
create table thinned_file (
	act_id varchar not null,             -- as the journal beside the database names it
	sha256 varchar not null,             -- of the file as its supplier sent it, and as batches name it
	landed_path varchar not null,
	as_sha256 varchar,                   -- of the bytes that stand there now, null where nothing was rewritten
	row_count integer not null,          -- rows that lost their persons
	erasure_no integer not null,         -- the newest erasure that was looked for
	thinned_at timestamp not null        -- Asia/Shanghai
);
