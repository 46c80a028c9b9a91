#!/usr/bin/python3
"""What Alembic's Script makes of each text in a JSON list on standard input, as a JSON list.

A text is [file name, content in base64]. The answer is null where Alembic (or Python) refuses it."""
import base64, contextlib, io, json, os, sys, tempfile, warnings

from alembic import util
from alembic.script.base import Script

sys.dont_write_bytecode = True
warnings.simplefilter("ignore")


class Directory:
    sourceless = False


def load(folder, name):
    if hasattr(Script, "_from_filename"):
        return Script._from_filename(Directory, folder, name)
    return Script._from_path(Directory, os.path.join(folder, name))


def answer(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    try:
        script = load(folder, name)
        # as written: releases differ in what they make of an empty string
        down = list(util.to_tuple(script.module.down_revision, default=()))
        depends_on = list(util.to_tuple(getattr(script.module, "depends_on", None), default=()))
        if not all(isinstance(id, str) for id in [script.revision, *down, *depends_on, *script.branch_labels]):
            return None  # taken here, but the tree cannot be built of it
        return {"id": script.revision, "down": down, "depends_on": depends_on,
                "branch_labels": sorted(script.branch_labels), "doc": script.doc, "longdoc": script.longdoc,
                "upgrade": getattr(script.module, "upgrade", None) is not None,
                "downgrade": getattr(script.module, "downgrade", None) is not None}
    except (Exception, SystemExit):
        return None
    finally:
        os.remove(path)


with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    answers = [answer(folder, name, base64.b64decode(content)) for name, content in json.load(sys.stdin)]
json.dump(answers, sys.stdout)
