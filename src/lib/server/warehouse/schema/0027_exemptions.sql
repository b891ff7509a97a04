-- Exemptions: what people did about them, append-only; every act repeats the subject, so that rows can be told apart.
create table exemption_act (
	exemption_id integer not null,
	act_no integer not null,             -- 1 is the application
	act varchar not null,                -- applied, approved, refused, revoked
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null,
	subject_type varchar not null,
	subject_code varchar not null,
	indicator varchar not null,          -- taken out of the tier of this subject
	until date not null,                 -- last day on which it holds
	reason varchar not null,             -- why asked for, refused or revoked
	evidence varchar                     -- applied: number of the document, name of the file
);

-- Subjects of a run that an exemption touched: the tier as it would stand with every indicator in.
create table tier_as_judged (
	run_id integer not null,
	subject_type varchar not null,
	subject_code varchar not null,
	tier tinyint,
	clause varchar not null,
	fired varchar not null,
	exempted varchar not null            -- indicators taken out of this subject itself, ;-separated, '' where only its projects have some
);

-- Nights whose tiers were published, and what a subject's tier became on them: a row only where it changed.
create table published_day (
	as_of date not null,
	run_id integer not null,
	published_at timestamp not null
);

create table published_tier (
	as_of date not null,
	subject_type varchar not null,
	subject_code varchar not null,
	tier tinyint,
	clause varchar not null
);
