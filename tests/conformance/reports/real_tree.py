"""Prints the tree of the project in the current folder as the real Alembic sees it; report_project.h has the same."""
from alembic.config import Config
from alembic.script import ScriptDirectory


def names(value):
    return [] if value is None else [value] if isinstance(value, str) else list(value)


scripts = ScriptDirectory.from_config(Config("alembic.ini"))
revisions = sorted(scripts.walk_revisions(), key=lambda script: script.revision)
for script in revisions:
    print(" ".join([script.revision, "<-", *sorted(names(script.down_revision))]))
print(" ".join(["heads", *sorted(scripts.get_heads())]))
print(" ".join(["bases", *sorted(scripts.get_bases())]))
print(" ".join(["branch points", *(script.revision for script in revisions if script.is_branch_point)]))
print(" ".join(["merge points", *(script.revision for script in revisions if script.is_merge_point)]))
