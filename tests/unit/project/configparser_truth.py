#!/usr/bin/python3
"""What Python's configparser makes of each text in a JSON list on standard input, as a JSON list."""
import configparser, json, sys

KINDS = {
    configparser.DuplicateSectionError: "duplicate-section",
    configparser.DuplicateOptionError: "duplicate-option",
    configparser.MissingSectionHeaderError: "no-section",
    configparser.ParsingError: "bogus-line",
    configparser.InterpolationMissingOptionError: "missing-reference",
    configparser.InterpolationSyntaxError: "bad-percent",
    configparser.InterpolationDepthError: "too-deep",
}


def value_of(parser, section, option):
    try:
        return parser.get(section, option)
    except configparser.InterpolationError as error:
        return {"kind": KINDS[type(error)]}


def answer(text):
    parser = configparser.ConfigParser({"here": "/the/place"})
    try:
        parser.read_string(text)
    except configparser.Error as error:
        line = error.errors[0][0] if type(error) is configparser.ParsingError else error.lineno
        return {"kind": KINDS[type(error)], "line": line}
    sections = [configparser.DEFAULTSECT, *parser.sections()]
    return {"sections": {name: {option: value_of(parser, name, option) for option in
                                (parser.defaults() if name == "DEFAULT" else parser.options(name))}
                         for name in sections}, "order": parser.sections()}


# read_string() splits lines as a file opened with universal newlines would not: give it "\n" only
texts = [text.replace("\r\n", "\n").replace("\r", "\n") for text in json.load(sys.stdin)]
json.dump([answer(text) for text in texts], sys.stdout)
