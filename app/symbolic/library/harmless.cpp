#include "symbolic/library.h"

#include <QRegularExpression>

namespace espalier::symbolic {

// Other packages' functions that only report, measure time, or make values: what they give is unknown, and that is all.
// Those that change what they are given (heapq, operator.setitem) are left out. Each is a dotted name as imported, "()"
// standing behind what was called.
bool isHarmless(const QString& dotted)
{
    static const QRegularExpression packages(QStringLiteral(
        R"(\A(?:logging|structlog|loguru|oslo_log|logbook|warnings|traceback|rich|tqdm|colorama|termcolor|click_log)"
        R"(|typing|typing_extensions|types|abc|collections|dataclasses|enum|functools|itertools|contextlib)"
        R"(|time|datetime|calendar|zoneinfo|pytz|dateutil|arrow|pendulum|freezegun|ciso8601|babel)"
        R"(|uuid|uuid_utils|uuid6|ulid|shortuuid|nanoid|random|secrets|string|textwrap|re|regex|json|ujson|orjson)"
        R"(|simplejson|math|decimal|fractions|statistics|hashlib|hmac|base64|binascii|zlib|bcrypt|passlib|argon2)"
        R"(|werkzeug\.security|slugify|unidecode|inflect|inflection|humanize|packaging|semver|copy|pprint|difflib|html)"
        R"(|urllib\.parse|yarl|furl|ipaddress|netaddr|phonenumbers|pydantic|attr|attrs|marshmallow|sentry_sdk)"
        R"(|opentelemetry|prometheus_client|statsd|funcy|toolz|more_itertools|six|future|oslo_utils|oslo_config)"
        R"(|oslo_serialization|sqlparse|markupsafe|jinja2|mako|inspect|sys|gc|platform|struct|locale|gettext)"
        R"(|contextvars|cryptography|trafaret|yaml|toml|tomli|tomllib|itsdangerous|jwt|jose|flask\.current_app\.config)"
        R"(|unicodedata|codecs|ast|keyword|numbers|fnmatch|glob|pkgutil|pkg_resources|importlib|importlib_metadata|importlib_resources|configparser|environs|decouple|os\.path)"
        R"(|oslo_i18n|flask_bcrypt|email_validator|werkzeug\.http|werkzeug\.utils|validators|tldextract|publicsuffix2)(?:\.|\(|\Z))"));
    static const QRegularExpression reports(
        QStringLiteral(R"((?:\A|\.)(?:get_?logger(?:\(\))?|_?log|_?logger|LOG|LOGGER)(?:\.(?:)"
                       R"(debug|info|warning|warn|error|exception|critical|fatal|trace|success|notice|log|msg|bind|opt)"
                       R"(|new|getChild|setLevel|addHandler|isEnabledFor)(?:\(\))?)*\z)"));
    static const QRegularExpression dumps(
        QStringLiteral(R"(\)\.(?:model_dump|model_dump_json|model_copy)(?:\(\))?\z)")); // of pydantic's models
    static const QRegularExpression functions(QStringLiteral(
        R"(\A(?:click\.(?:echo|secho|style)|alembic\.util\.(?:msg|warn|status)|flask_babel\.\w+|gettext\.\w+|)"
        R"(django\.utils\.translation\.\w+|dependency_injector\.wiring\.inject|)"
        R"(sqlalchemy_utils\.(?:\w+\.)*(?:generic_repr|observes)(?:\(\))?|)"
        R"(zope\.interface\.implementer(?:\(\))?)\z)"));
    return packages.match(dotted).hasMatch() || dumps.match(dotted).hasMatch() || reports.match(dotted).hasMatch()
        || functions.match(dotted).hasMatch();
}

bool isReportingCall(const QString& source)
{
    static const QRegularExpression reports(QStringLiteral(
        R"(\A(?:self\.)?_?(?:log|logger|LOG|LOGGER)\.(?:debug|info|warning|warn|error|exception|critical|success|notice)\z)"));
    return reports.match(source).hasMatch();
}

bool reachesNoDatabase(const QString& dotted)
{
    static const QRegularExpression packages(QStringLiteral(
        R"(\A(?:os|shutil|pathlib|tempfile|socket|smtplib|email|urllib|http|ftplib|ssl|select|signal|getpass|zipfile)"
        R"(|tarfile|gzip|threading|requests|httpx|aiohttp|urllib3|redis|boto3|botocore|minio|docker|kubernetes|etcd3)"
        R"(|click|typer|questionary|flask_mail|PIL|magic|dns|filelock|csv|bisect|heapq)(?:\.|\(|\Z))"));
    static const QRegularExpression programs(QStringLiteral(R"(\Aos\.(?:system|popen|spawn|exec|fork))"));
    return packages.match(dotted).hasMatch() && !programs.match(dotted).hasMatch();
}

} // namespace espalier::symbolic
