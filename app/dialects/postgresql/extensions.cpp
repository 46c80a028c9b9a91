#include "dialects/postgresql/postgresql_rules.h"

#include <QHash>

// What extensions bring with them: those of PostgreSQL's own contrib, and others that are widely used. From their
// scripts (share/extension/*.sql of PostgreSQL 15) and manuals. Functions and operators are left out: nothing here asks
// for them.

namespace espalier::dialects::postgresql {

namespace {

struct Brought {
    const char* extensions;
    const char* relations;
    const char* types;
};

constexpr Brought brought[] = {
    { "plpgsql uuid-ossp pgcrypto unaccent btree_gin fuzzystrmatch pgrowlocks pg_freespacemap pgstattuple pg_prewarm "
      "amcheck dict_int dict_xsyn file_fdw postgres_fdw tsm_system_rows tsm_system_time xml2 sslinfo tcn refint "
      "autoinc "
      "insert_username moddatetime intagg bloom adminpack pageinspect pg_surgery pg_visibility pg_walinspect "
      "old_snapshot "
      "plpython3u plperl plperlu pltcl pltclu pg_uuidv7",
        "", "" },
    { "btree_gist", "", "gbtreekey2 gbtreekey4 gbtreekey8 gbtreekey16 gbtreekey32 gbtreekey_var" },
    { "citext", "", "citext" },
    { "cube", "", "cube" },
    { "dblink", "", "dblink_pkey_results" },
    { "earthdistance", "", "earth cube" },
    { "hstore", "", "hstore ghstore" },
    { "intarray", "", "query_int intbig_gkey" },
    { "isn", "", "ean13 isbn13 ismn13 issn13 isbn ismn issn upc" },
    { "lo", "", "lo" },
    { "ltree", "", "ltree lquery ltxtquery ltree_gist" },
    { "pg_buffercache", "pg_buffercache", "" },
    { "pg_stat_statements", "pg_stat_statements pg_stat_statements_info", "" },
    { "pg_trgm", "", "gtrgm" },
    { "seg", "", "seg" },
    { "tablefunc", "", "tablefunc_crosstab_2 tablefunc_crosstab_3 tablefunc_crosstab_4" },
    { "vector", "", "vector halfvec sparsevec" },
    { "postgis", "spatial_ref_sys geometry_columns geography_columns raster_columns raster_overviews",
        "geometry geography box2d box2df box3d gidx spheroid geometry_dump valid_detail raster addbandarg geomval "
        "rastbandarg reclassarg summarystats summarystatsaggarg agg_count agg_samealignment unionarg" },
    { "postgis_raster", "raster_columns raster_overviews",
        "raster addbandarg geomval rastbandarg reclassarg summarystats summarystatsaggarg agg_count agg_samealignment "
        "unionarg" },
};

QStringList words(const char* text) { return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts); }

} // namespace

std::optional<schema::ExtensionObjects> PostgresqlRules::broughtBy(const QString& extension) const
{
    static const auto known = [] {
        QHash<QString, schema::ExtensionObjects> all;
        for (const Brought& one : brought)
            for (const QString& name : words(one.extensions))
                all.insert(name, { words(one.relations), words(one.types) });
        return all;
    }();
    const auto found = known.constFind(extension);
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

} // namespace espalier::dialects::postgresql
