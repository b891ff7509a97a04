-- How far a source was read; written in the moment after its rows are in, so that nothing is skipped.
create table source_watermark (
	source_id varchar not null,
	feed varchar not null,
	value varchar not null,
	kept_at timestamp not null
);
