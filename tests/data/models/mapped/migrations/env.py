from alembic import context

from depot.models import Base

context.configure(url="postgresql://", target_metadata=Base.metadata)
