-- Two signals about one project that cannot both be right, by the day that was looked at.
create table contradiction (
	as_of date not null,
	kind varchar not null,
	project_code varchar not null,
	month date not null,
	left_value double not null,
	right_value double not null
);
