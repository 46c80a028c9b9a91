#include "dialects/postgresql/functions.h"

#include "dialects/sql/identifiers.h"

// From the tables of https://www.postgresql.org/docs/15/functions.html and the manuals of the extensions. A name that
// is missing here only makes a statement unknown.

namespace espalier::dialects::postgresql {

namespace {

constexpr char rows[] = "setval nextval lo_create lo_from_bytea lo_import lo_put lo_unlink drop_chunks compress_chunk "
                        "decompress_chunk";

constexpr char session[]
    = "set_config setseed pg_sleep pg_sleep_for pg_sleep_until pg_notify pg_advisory_lock pg_advisory_lock_shared "
      "pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared pg_advisory_xact_lock "
      "pg_advisory_xact_lock_shared pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock "
      "pg_try_advisory_xact_lock_shared pg_cancel_backend pg_terminate_backend pg_reload_conf pg_stat_reset "
      "pg_stat_clear_snapshot pg_switch_wal pg_create_restore_point pg_export_snapshot";

// TimescaleDB, Citus
constexpr char tables[]
    = "create_hypertable add_dimension set_chunk_time_interval add_retention_policy remove_retention_policy "
      "add_compression_policy remove_compression_policy add_columnstore_policy add_reorder_policy "
      "remove_reorder_policy "
      "add_continuous_aggregate_policy remove_continuous_aggregate_policy refresh_continuous_aggregate "
      "create_distributed_table create_reference_table undistribute_table alter_distributed_table";

constexpr char plain[]
    // comparing, numbers, text
    = "abs cbrt ceil ceiling degrees div exp factorial floor gcd lcm ln log log10 min_scale mod pi power radians round "
      "scale sign sqrt trim_scale trunc width_bucket random acos asin atan atan2 cos cot sin tan num_nulls "
      "num_nonnulls "
      "greatest least coalesce nullif bit_length char_length character_length length lower upper initcap octet_length "
      "overlay position substring substr trim btrim ltrim rtrim ascii chr concat concat_ws format left right lpad rpad "
      "md5 sha224 sha256 sha384 sha512 parse_ident quote_ident quote_literal quote_nullable regexp_count regexp_instr "
      "regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table "
      "regexp_substr "
      "repeat replace reverse split_part starts_with string_to_array string_to_table strpos to_hex translate unistr "
      "normalize convert convert_from convert_to encode decode get_bit get_byte set_bit set_byte bit_count to_ascii "
      "similar_to_escape like_escape like notlike texteq "
      // dates, formatting
      "to_char to_date to_number to_timestamp age clock_timestamp current_date date_bin date_part date_trunc extract "
      "isfinite justify_days justify_hours justify_interval make_date make_interval make_time make_timestamp "
      "make_timestamptz now statement_timestamp timeofday transaction_timestamp timezone date timestamp overlaps "
      // enums, networks, search, uuid, ranges
      "enum_first enum_last enum_range abbrev broadcast family host hostmask inet_merge inet_same_family masklen "
      "netmask "
      "network set_masklen array_to_tsvector get_current_ts_config numnode plainto_tsquery phraseto_tsquery "
      "websearch_to_tsquery querytree setweight strip to_tsquery to_tsvector json_to_tsvector jsonb_to_tsvector "
      "ts_delete "
      "ts_filter ts_headline ts_rank ts_rank_cd ts_rewrite tsvector_to_array gen_random_uuid uuid_generate_v1 "
      "uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil isempty lower_inc lower_inf "
      "upper_inc upper_inf range_merge int4range int8range numrange daterange tsrange tstzrange "
      // JSON, XML, arrays, rows
      "to_json to_jsonb array_to_json row_to_json json_build_array jsonb_build_array json_build_object "
      "jsonb_build_object json_object jsonb_object json_array_elements jsonb_array_elements json_array_elements_text "
      "jsonb_array_elements_text json_array_length jsonb_array_length json_each jsonb_each json_each_text "
      "jsonb_each_text "
      "json_extract_path jsonb_extract_path json_extract_path_text jsonb_extract_path_text json_object_keys "
      "jsonb_object_keys json_populate_record jsonb_populate_record json_populate_recordset jsonb_populate_recordset "
      "json_to_record jsonb_to_record json_to_recordset jsonb_to_recordset json_strip_nulls jsonb_strip_nulls "
      "jsonb_set "
      "jsonb_set_lax jsonb_insert jsonb_path_exists jsonb_path_match jsonb_path_query jsonb_path_query_array "
      "jsonb_path_query_first jsonb_pretty json_typeof jsonb_typeof jsonb_concat jsonb_delete xmlelement xmlagg xpath "
      "array_append array_cat array_dims array_fill array_length array_lower array_ndims array_position "
      "array_positions "
      "array_prepend array_remove array_replace array_to_string array_upper cardinality trim_array unnest "
      "generate_series generate_subscripts hstore_to_json hstore_to_jsonb akeys avals hstore "
      // aggregates and windows
      "array_agg avg bit_and bit_or bit_xor bool_and bool_or count every json_agg jsonb_agg json_object_agg "
      "jsonb_object_agg max min range_agg range_intersect_agg string_agg sum corr covar_pop covar_samp regr_slope "
      "stddev "
      "stddev_pop stddev_samp variance var_pop var_samp mode percentile_cont percentile_disc row_number rank "
      "dense_rank "
      "percent_rank cume_dist ntile lag lead first_value last_value nth_value grouping "
      // about the database and the session
      "current_catalog current_database current_query current_role current_schema current_schemas current_user "
      "inet_client_addr inet_client_port inet_server_addr inet_server_port pg_backend_pid pg_blocking_pids "
      "pg_conf_load_time pg_is_in_recovery pg_postmaster_start_time session_user user version current_setting "
      "has_any_column_privilege has_column_privilege has_database_privilege has_function_privilege "
      "has_schema_privilege has_sequence_privilege has_table_privilege has_type_privilege pg_has_role "
      "pg_function_is_visible pg_table_is_visible pg_type_is_visible pg_index_column_has_property format_type "
      "pg_get_constraintdef pg_get_expr pg_get_functiondef pg_get_function_arguments "
      "pg_get_function_identity_arguments "
      "pg_get_function_result pg_get_indexdef pg_get_keywords pg_get_ruledef pg_get_serial_sequence pg_get_triggerdef "
      "pg_get_userbyid pg_get_viewdef pg_typeof to_regclass to_regcollation to_regnamespace to_regoper to_regproc "
      "to_regprocedure to_regrole to_regtype col_description obj_description shobj_description pg_current_xact_id "
      "txid_current pg_database_size pg_indexes_size pg_relation_size pg_size_bytes pg_size_pretty pg_table_size "
      "pg_total_relation_size pg_tablespace_location pg_column_size pg_relation_filepath pg_sequence_last_value "
      "pg_encoding_to_char pg_char_to_encoding pg_client_encoding pg_available_extensions lastval currval "
      "pg_partition_tree pg_partition_root pg_available_extension_versions pg_stat_get_activity "
      // pgcrypto, pg_trgm, unaccent, fuzzystrmatch, PostGIS
      "crypt digest gen_salt gen_random_bytes hmac encrypt decrypt pgp_sym_decrypt pgp_sym_encrypt similarity "
      "word_similarity show_trgm unaccent levenshtein soundex metaphone dmetaphone postgis_version "
      "postgis_full_version st_makepoint st_setsrid st_astext st_asgeojson st_geomfromtext st_x st_y st_distance "
      // casts, written as calls of their types
      "jsonb json text uuid int2 int4 int8 bool float4 float8 numeric varchar bpchar date timestamptz interval "
      "regclass regtype regproc oid inet cidr macaddr bytea xml citext hstore";

} // namespace

FunctionEffect effectOf(const QString& name)
{
    static const auto effects = [] {
        core::WordHash<FunctionEffect> all;
        const auto put = [&](const char* names, FunctionEffect effect) {
            for (const core::Word& word : sql::wordSet(names))
                all.insert(word, effect);
        };
        put(plain, FunctionEffect::None);
        put(rows, FunctionEffect::Rows);
        put(session, FunctionEffect::Session);
        put(tables, FunctionEffect::Table);
        return all;
    }();
    return effects.value(name, FunctionEffect::Unknown);
}

} // namespace espalier::dialects::postgresql
