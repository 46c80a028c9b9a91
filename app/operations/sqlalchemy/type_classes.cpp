#include "operations/sqlalchemy/type_classes.h"

#include "core/word.h"

#include <algorithm>
#include <QHash>

// Parameters and bases are what inspect.signature() and the classes of SQLAlchemy 2.0.52 say, and for other packages
// their own sources.

namespace espalier::operations {

namespace {

constexpr TypeClass classes[] = {
    { "ARRAY", "item_type as_tuple dimensions zero_indexes", "Indexable Concatenable TypeEngine" },
    { "BIGINT", "", "BigInteger Integer TypeEngine" },
    { "BINARY", "length", "_Binary TypeEngine" },
    { "BLOB", "length", "LargeBinary _Binary TypeEngine" },
    { "BOOLEAN", "create_constraint name", "Boolean SchemaType TypeEngine" },
    { "BigInteger", "", "Integer TypeEngine" },
    { "Boolean", "create_constraint name", "SchemaType TypeEngine" },
    { "CHAR", "length collation", "String Concatenable TypeEngine" },
    { "CLOB", "length collation", "Text String Concatenable TypeEngine" },
    { "DATE", "", "Date TypeEngine" },
    { "DATETIME", "timezone", "DateTime TypeEngine" },
    { "DECIMAL", "precision scale decimal_return_scale asdecimal", "Numeric TypeEngine" },
    { "DOUBLE", "precision asdecimal decimal_return_scale", "Double Float Numeric TypeEngine" },
    { "DOUBLE_PRECISION", "precision asdecimal decimal_return_scale", "Double Float Numeric TypeEngine" },
    { "Date", "", "TypeEngine" },
    { "DateTime", "timezone", "TypeEngine" },
    { "Double", "precision asdecimal decimal_return_scale", "Float Numeric TypeEngine" },
    { "Enum", "*", "String Concatenable SchemaType TypeEngine" },
    { "FLOAT", "precision asdecimal decimal_return_scale", "Float Numeric TypeEngine" },
    { "Float", "precision asdecimal decimal_return_scale", "Numeric TypeEngine" },
    { "INTEGER", "", "Integer TypeEngine" },
    { "Integer", "", "TypeEngine" },
    { "Interval", "native second_precision day_precision", "TypeDecorator TypeEngine" },
    { "JSON", "none_as_null", "Indexable TypeEngine" },
    { "LargeBinary", "length", "_Binary TypeEngine" },
    { "MatchType", "create_constraint name", "Boolean SchemaType TypeEngine" },
    { "NCHAR", "length collation", "Unicode String Concatenable TypeEngine" },
    { "NUMERIC", "precision scale decimal_return_scale asdecimal", "Numeric TypeEngine" },
    { "NVARCHAR", "length collation", "Unicode String Concatenable TypeEngine" },
    { "NullType", "", "TypeEngine" },
    { "Numeric", "precision scale decimal_return_scale asdecimal", "TypeEngine" },
    { "PickleType", "protocol pickler comparator impl", "TypeDecorator TypeEngine" },
    { "REAL", "precision asdecimal decimal_return_scale", "Float Numeric TypeEngine" },
    { "SMALLINT", "", "SmallInteger Integer TypeEngine" },
    { "SmallInteger", "", "Integer TypeEngine" },
    { "String", "length collation", "Concatenable TypeEngine" },
    { "TEXT", "length collation", "Text String Concatenable TypeEngine" },
    { "TIME", "timezone", "Time TypeEngine" },
    { "TIMESTAMP", "timezone", "DateTime TypeEngine" },
    { "Text", "length collation", "String Concatenable TypeEngine" },
    { "Time", "timezone", "TypeEngine" },
    { "UUID", "as_uuid", "Uuid TypeEngine" },
    { "Unicode", "length collation", "String Concatenable TypeEngine" },
    { "UnicodeText", "length collation", "Text String Concatenable TypeEngine" },
    { "Uuid", "as_uuid native_uuid", "TypeEngine" },
    { "VARBINARY", "length", "_Binary TypeEngine" },
    { "VARCHAR", "length collation", "String Concatenable TypeEngine" },
    { "postgresql.ARRAY", "item_type as_tuple dimensions zero_indexes", "ARRAY Indexable Concatenable TypeEngine" },
    { "postgresql.BIT", "length varying", "TypeEngine" },
    { "postgresql.BYTEA", "length", "LargeBinary _Binary TypeEngine" },
    { "postgresql.CIDR", "", "TypeEngine" },
    { "postgresql.CITEXT", "length collation", "TEXT Text String Concatenable TypeEngine" },
    { "postgresql.DATEMULTIRANGE", "", "AbstractMultiRange AbstractRange TypeEngine" },
    { "postgresql.DATERANGE", "", "AbstractSingleRange AbstractRange TypeEngine" },
    { "postgresql.DOMAIN", "name data_type | collation default constraint_name not_null check create_type",
        "NamedType SchemaType TypeEngine" },
    { "postgresql.ENUM", "*", "NamedType Enum String Concatenable SchemaType TypeEngine" },
    { "postgresql.HSTORE", "text_type", "Indexable Concatenable TypeEngine" },
    { "postgresql.INET", "", "TypeEngine" },
    { "postgresql.INT4MULTIRANGE", "", "AbstractMultiRange AbstractRange TypeEngine" },
    { "postgresql.INT4RANGE", "", "AbstractSingleRange AbstractRange TypeEngine" },
    { "postgresql.INT8MULTIRANGE", "", "AbstractMultiRange AbstractRange TypeEngine" },
    { "postgresql.INT8RANGE", "", "AbstractSingleRange AbstractRange TypeEngine" },
    { "postgresql.INTERVAL", "precision fields", "TypeEngine" },
    { "postgresql.JSON", "none_as_null astext_type", "JSON Indexable TypeEngine" },
    { "postgresql.JSONB", "none_as_null astext_type", "JSON JSON Indexable TypeEngine" },
    { "postgresql.JSONPATH", "", "JSONPathType JSONPathType JSONElementType TypeEngine" },
    { "postgresql.MACADDR", "", "TypeEngine" },
    { "postgresql.MACADDR8", "", "TypeEngine" },
    { "postgresql.MONEY", "", "TypeEngine" },
    { "postgresql.NUMMULTIRANGE", "", "AbstractMultiRange AbstractRange TypeEngine" },
    { "postgresql.NUMRANGE", "", "AbstractSingleRange AbstractRange TypeEngine" },
    { "postgresql.NamedType", "", "TypeEngine" },
    { "postgresql.OID", "", "TypeEngine" },
    { "postgresql.REGCLASS", "", "TypeEngine" },
    { "postgresql.REGCONFIG", "", "TypeEngine" },
    { "postgresql.TIME", "timezone precision", "TIME Time TypeEngine" },
    { "postgresql.TIMESTAMP", "timezone precision", "TIMESTAMP DateTime TypeEngine" },
    { "postgresql.TSMULTIRANGE", "", "AbstractMultiRange AbstractRange TypeEngine" },
    { "postgresql.TSQUERY", "", "TypeEngine" },
    { "postgresql.TSRANGE", "", "AbstractSingleRange AbstractRange TypeEngine" },
    { "postgresql.TSTZMULTIRANGE", "", "AbstractMultiRange AbstractRange TypeEngine" },
    { "postgresql.TSTZRANGE", "", "AbstractSingleRange AbstractRange TypeEngine" },
    { "postgresql.TSVECTOR", "", "TypeEngine" },
    { "mysql.BIGINT", "display_width | unsigned zerofill decimal_return_scale",
        "BIGINT BigInteger Integer TypeEngine" },
    { "mysql.BIT", "length", "TypeEngine" },
    { "mysql.CHAR", "length | charset collation ascii binary unicode national", "CHAR String Concatenable TypeEngine" },
    { "mysql.DATETIME", "timezone fsp", "DATETIME DateTime TypeEngine" },
    { "mysql.DECIMAL", "precision scale asdecimal | unsigned zerofill decimal_return_scale",
        "DECIMAL Numeric TypeEngine" },
    { "mysql.DOUBLE", "precision scale asdecimal | unsigned zerofill decimal_return_scale",
        "DOUBLE Double Float Numeric TypeEngine" },
    { "mysql.ENUM", "*", "Enum String Concatenable SchemaType TypeEngine" },
    { "mysql.FLOAT", "precision scale asdecimal | unsigned zerofill decimal_return_scale",
        "FLOAT Float Numeric TypeEngine" },
    { "mysql.INET4", "", "TypeEngine" },
    { "mysql.INET6", "", "TypeEngine" },
    { "mysql.INTEGER", "display_width | unsigned zerofill decimal_return_scale", "INTEGER Integer TypeEngine" },
    { "mysql.JSON", "none_as_null", "JSON Indexable TypeEngine" },
    { "mysql.LONGBLOB", "length", "_Binary TypeEngine" },
    { "mysql.LONGTEXT", "| charset collation ascii binary unicode national", "String Concatenable TypeEngine" },
    { "mysql.MEDIUMBLOB", "length", "_Binary TypeEngine" },
    { "mysql.MEDIUMINT", "display_width | unsigned zerofill decimal_return_scale", "Integer TypeEngine" },
    { "mysql.MEDIUMTEXT", "| charset collation ascii binary unicode national", "String Concatenable TypeEngine" },
    { "mysql.NCHAR", "length | charset collation ascii binary unicode national",
        "NCHAR Unicode String Concatenable TypeEngine" },
    { "mysql.NUMERIC", "precision scale asdecimal | unsigned zerofill decimal_return_scale",
        "NUMERIC Numeric TypeEngine" },
    { "mysql.NVARCHAR", "length | charset collation ascii binary unicode national",
        "NVARCHAR Unicode String Concatenable TypeEngine" },
    { "mysql.REAL", "precision scale asdecimal | unsigned zerofill decimal_return_scale",
        "REAL Float Numeric TypeEngine" },
    { "mysql.SET", "*", "String Concatenable TypeEngine" },
    { "mysql.SMALLINT", "display_width | unsigned zerofill decimal_return_scale",
        "SMALLINT SmallInteger Integer TypeEngine" },
    { "mysql.TEXT", "length | charset collation ascii binary unicode national",
        "TEXT Text String Concatenable TypeEngine" },
    { "mysql.TIME", "timezone fsp", "TIME Time TypeEngine" },
    { "mysql.TIMESTAMP", "timezone fsp", "TIMESTAMP DateTime TypeEngine" },
    { "mysql.TINYBLOB", "length", "_Binary TypeEngine" },
    { "mysql.TINYINT", "display_width | unsigned zerofill decimal_return_scale", "Integer TypeEngine" },
    { "mysql.TINYTEXT", "| charset collation ascii binary unicode national", "String Concatenable TypeEngine" },
    { "mysql.VARCHAR", "length | charset collation ascii binary unicode national",
        "VARCHAR String Concatenable TypeEngine" },
    { "mysql.YEAR", "display_width", "TypeEngine" },
    { "sqlite.DATE", "storage_format regexp", "Date TypeEngine" },
    { "sqlite.DATETIME", "| storage_format regexp truncate_microseconds", "DateTime TypeEngine" },
    { "sqlite.JSON", "none_as_null", "JSON Indexable TypeEngine" },
    { "sqlite.TIME", "| storage_format regexp truncate_microseconds", "Time TypeEngine" },
    { "mssql.BIT", "create_constraint name", "Boolean SchemaType TypeEngine" },
    { "mssql.DATETIME2", "precision | timezone", "DateTime TypeEngine" },
    { "mssql.DATETIMEOFFSET", "precision | timezone", "DateTime TypeEngine" },
    { "mssql.DOUBLE_PRECISION", "| timezone", "DOUBLE_PRECISION Double Float Numeric TypeEngine" },
    { "mssql.IMAGE", "length", "LargeBinary _Binary TypeEngine" },
    { "mssql.JSON", "none_as_null", "JSON Indexable TypeEngine" },
    { "mssql.MONEY", "", "TypeEngine" },
    { "mssql.NTEXT", "length collation", "UnicodeText Text String Concatenable TypeEngine" },
    { "mssql.REAL", "| timezone", "REAL Float Numeric TypeEngine" },
    { "mssql.ROWVERSION", "convert_int", "TIMESTAMP _Binary TypeEngine" },
    { "mssql.SMALLDATETIME", "timezone", "DateTime TypeEngine" },
    { "mssql.SMALLMONEY", "", "TypeEngine" },
    { "mssql.SQL_VARIANT", "", "TypeEngine" },
    { "mssql.TIME", "precision | timezone", "TIME Time TypeEngine" },
    { "mssql.TIMESTAMP", "convert_int", "_Binary TypeEngine" },
    { "mssql.TINYINT", "", "Integer TypeEngine" },
    { "mssql.UNIQUEIDENTIFIER", "as_uuid", "Uuid TypeEngine" },
    { "mssql.VARBINARY", "length filestream", "VARBINARY LargeBinary _Binary TypeEngine" },
    { "mssql.XML", "length collation", "Text String Concatenable TypeEngine" },
    { "oracle.BFILE", "length", "LargeBinary _Binary TypeEngine" },
    { "oracle.BINARY_DOUBLE", "precision asdecimal decimal_return_scale", "Double Float Numeric TypeEngine" },
    { "oracle.BINARY_FLOAT", "precision asdecimal decimal_return_scale", "Float Numeric TypeEngine" },
    { "oracle.DATE", "timezone", "DateTime TypeEngine" },
    { "oracle.FLOAT", "binary_precision asdecimal decimal_return_scale", "FLOAT Float Numeric TypeEngine" },
    { "oracle.INTERVAL", "day_precision second_precision", "TypeEngine" },
    { "oracle.LONG", "length collation", "Text String Concatenable TypeEngine" },
    { "oracle.NCLOB", "length collation", "Text String Concatenable TypeEngine" },
    { "oracle.NUMBER", "precision scale asdecimal", "Numeric Integer TypeEngine" },
    { "oracle.RAW", "length", "_Binary TypeEngine" },
    { "oracle.ROWID", "", "TypeEngine" },
    { "oracle.TIMESTAMP", "timezone local_timezone", "TIMESTAMP DateTime TypeEngine" },
    { "oracle.VARCHAR2", "length collation", "VARCHAR String Concatenable TypeEngine" },
    { "oracle.VECTOR", "dim storage_format storage_type", "TypeEngine" },
    // packages that add types
    { "pgvector.sqlalchemy.Vector", "dim>length", "UserDefinedType TypeEngine" },
    { "pgvector.sqlalchemy.VECTOR", "dim>length", "UserDefinedType TypeEngine" },
    { "pgvector.sqlalchemy.HALFVEC", "dim>length", "UserDefinedType TypeEngine" },
    { "pgvector.sqlalchemy.SPARSEVEC", "dim>length", "UserDefinedType TypeEngine" },
    { "pgvector.sqlalchemy.BIT", "length", "UserDefinedType TypeEngine" },
    { "geoalchemy2.Geometry",
        "geometry_type srid dimension spatial_index use_N_D_index use_typmod from_text name nullable",
        "UserDefinedType TypeEngine" },
    { "geoalchemy2.Geography",
        "geometry_type srid dimension spatial_index use_N_D_index use_typmod from_text name nullable",
        "UserDefinedType TypeEngine" },
    { "geoalchemy2.Raster", "spatial_index from_text name nullable", "UserDefinedType TypeEngine" },
    { "sqlalchemy_utils.UUIDType", "binary native", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.JSONType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.EmailType", "length", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.PasswordType", "max_length>length ~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.ChoiceType", "~choices impl>item_type", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.URLType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.ArrowType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.LocaleType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.CurrencyType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.CountryType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.PhoneNumberType", "~region max_length>length", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.ColorType", "max_length>length ~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.TimezoneType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.IPAddressType", "max_length>length", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.ScalarListType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.EncryptedType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.StringEncryptedType", "~type_in ~key ~engine ~padding length ~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.TSVectorType", "~", "TypeDecorator TypeEngine" },
    { "sqlalchemy_utils.LtreeType", "~", "TypeDecorator TypeEngine" },
    { "fastapi_users_db_sqlalchemy.GUID", "", "TypeDecorator TypeEngine" },
    { "fastapi_users_db_sqlalchemy.TIMESTAMPAware", "timezone", "TypeDecorator TypeEngine" },
    { "citext.CIText", "", "TypeEngine" },
    { "oslo_db.JsonEncodedType", "mysql_as_long mysql_as_medium", "TypeDecorator TypeEngine" },
    { "oslo_db.JsonEncodedDict", "mysql_as_long mysql_as_medium", "TypeDecorator TypeEngine" },
    { "oslo_db.JsonEncodedList", "mysql_as_long mysql_as_medium", "TypeDecorator TypeEngine" },
    { "oslo_db.SoftDeleteInteger", "", "TypeDecorator TypeEngine" },
    { "oslo_db.String", "length ~mysql_ndb_length ~mysql_ndb_type collation", "String Concatenable TypeEngine" },
};

/// Names that a dialect's package has from SQLAlchemy's own types.
struct Shared {
    const char* package;
    const char* names;
};
constexpr Shared sharedNames[] = {
    { "postgresql", "BIGINT BOOLEAN CHAR DATE DOUBLE_PRECISION FLOAT INTEGER NUMERIC REAL SMALLINT TEXT UUID VARCHAR" },
    { "mysql", "BINARY BLOB BOOLEAN DATE VARBINARY" },
    { "sqlite", "BLOB BOOLEAN CHAR DECIMAL FLOAT INTEGER NUMERIC REAL SMALLINT TEXT TIMESTAMP VARCHAR" },
    { "mssql", "BIGINT BINARY CHAR DATE DATETIME DECIMAL FLOAT INTEGER NCHAR NUMERIC NVARCHAR SMALLINT TEXT VARCHAR" },
    { "oracle", "BLOB CHAR CLOB DOUBLE_PRECISION NCHAR NVARCHAR NVARCHAR2 REAL VARCHAR" },
};

const core::WordHash<const TypeClass*>& index()
{
    static const core::WordHash<const TypeClass*> all = [] {
        core::WordHash<const TypeClass*> made;
        for (const TypeClass& one : classes)
            made.insert(QLatin1String(one.name), &one);
        return made;
    }();
    return all;
}

bool hasWord(const char* words, const QString& word)
{
    return QLatin1String(words).size() > 0 && QString::fromLatin1(words).split(QLatin1Char(' ')).contains(word);
}

} // namespace

const TypeClass* findTypeClass(const QString& name)
{
    if (const TypeClass* found = index().value(name))
        return found;
    const qsizetype dot = name.indexOf(QLatin1Char('.'));
    if (dot < 0)
        return name == QLatin1String("INT") ? index().value(QStringLiteral("INTEGER")) : nullptr;
    const QString package = name.left(dot);
    const QString last = name.mid(dot + 1);
    for (const Shared& shared : sharedNames)
        if (package == QLatin1String(shared.package) && hasWord(shared.names, last))
            return index().value(last == QLatin1String("NVARCHAR2") ? QStringLiteral("NVARCHAR") : last);
    return nullptr;
}

const TypeClass* typeClassesBegin() { return std::begin(classes); }
const TypeClass* typeClassesEnd() { return std::end(classes); }

bool isTypeClass(const TypeClass& type, const QString& className)
{
    const QLatin1String name(type.name);
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    return className == name.mid(dot + 1) || className == name || hasWord(type.bases, className);
}

} // namespace espalier::operations
