-- Personal data that is kept no longer: what was proposed, who approved it, what was erased. No personal data here.
create table erasure_act (
	act_id varchar not null,             -- as the journal beside the database names it, where it was carried out
	erasure_no integer not null,
	act varchar not null,                -- proposed, approved, refused, carried_out
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null,
	reason varchar not null,
	counts json                          -- carried_out: {"projects": 1, "rows": 20, "values": 12, "attachments": 0}
);

-- The projects of an erasure.
create table erasure_project (
	erasure_no integer not null,
	project_code varchar not null,
	completed_on date,
	due_on date                          -- the first day on which its personal data may go
);

-- Projects whose personal data are gone: their rows stay without persons, and none is taken in any more.
create table erased_project (
	project_code varchar not null,
	erasure_no integer not null,
	erased_at timestamp not null
);

-- Landed files that were destroyed with their keys.
create table erased_file (
	sha256 varchar not null,
	landed_path varchar not null,
	erasure_no integer not null,
	erased_at timestamp not null
);
