from alembic import context
from sqlmodel import SQLModel

from heroes import models  # noqa: F401

context.configure(url="postgresql://", target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()
